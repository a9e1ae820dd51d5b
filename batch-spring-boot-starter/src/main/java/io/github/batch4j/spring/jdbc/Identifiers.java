package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Shown;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks and quotes the names of tables and columns that become part of a statement. */
final class Identifiers {

    private static final Pattern REGULAR = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int LONGEST = 128;

    private Identifiers() {}

    /** Checks a name that may have parts with dots between them: {@code schema.table}. */
    static String checkQualified(String name, String method) {
        Arrays.stream(name.split("\\.", -1)).forEach(part -> check(part, name, method));
        return name;
    }

    static String check(String name, String method) {
        return check(name, name, method);
    }

    private static String check(String part, String name, String method) {
        if (!REGULAR.matcher(part).matches() || part.length() > LONGEST) {
            throw new IllegalArgumentException(method + " expects names of letters, digits and _, as an identifier"
                    + " without quotes has, got '" + Shown.key(name)
                    + "'; for any other name use JdbcBatch.sql, where the text is"
                    + " your own");
        }
        return part;
    }

    /** Quotes a name, in the case in which the database stores it, so that it may be a reserved word. */
    static String quote(String name, Dialect dialect) {
        return Arrays.stream(name.split("\\."))
                .map(part -> dialect.quote() + dialect.folding().fold(part) + dialect.quote())
                .collect(Collectors.joining("."));
    }
}
