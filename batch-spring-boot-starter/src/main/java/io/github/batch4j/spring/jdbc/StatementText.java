package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Checks;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The text of a statement with named parameters, parsed once. Equal texts are equal. */
final class StatementText {

    /** The part of an insert before the parenthesis of its first row. */
    private static final Pattern INSERT_VALUES = Pattern.compile(
            "\\s*insert\\s+into\\s+[^\\s()]+\\s*(\\([^()]*\\)\\s*)?values\\s*(?=\\()", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final String sql;
    private final List<String> parameters;
    private final boolean insertsOneRow;

    /** Parses a text that is known to have parameters with names only. */
    StatementText(String text) {
        this.text = text;
        ParsedSql parsed = NamedParameterUtils.parseSqlStatement(text);
        this.sql = NamedParameterUtils.substituteNamedParameters(parsed, null);
        this.parameters = parameters(parsed);
        this.insertsOneRow = insertsOneRow(sql);
    }

    /**
     * Parses a text.
     *
     * @throws IllegalArgumentException if it is empty or has a {@code ?}, which would never get a value
     */
    static StatementText of(@Nullable String argument, String method, String expected) {
        String text = Checks.text(argument, method, expected);
        try {
            // Spring's parser does not report a ?; it refuses a statement that has both kinds of parameters
            parameters(NamedParameterUtils.parseSqlStatement(text + "\n:name"));
        } catch (InvalidDataAccessApiUsageException both) {
            throw new IllegalArgumentException(
                    method + " expects parameters with names, as :id, got a ?: " + text, both);
        }
        return new StatementText(text);
    }

    private static boolean insertsOneRow(String sql) {
        Matcher insert = INSERT_VALUES.matcher(sql);
        if (!insert.lookingAt()) {
            return false;
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = insert.end(); i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
            }
            if (depth == 0) {
                return sql.substring(i + 1).isBlank(); // no second row, and no clause such as "on conflict"
            }
        }
        return false;
    }

    private static List<String> parameters(ParsedSql parsed) {
        return Arrays.stream(NamedParameterUtils.buildValueArray(parsed, new NamesAsValues(), null))
                .map(String::valueOf)
                .toList();
    }

    /** The text as the database gets it, with a {@code ?} for each parameter. */
    String sql() {
        return sql;
    }

    /** The name of each {@code ?}, in order. */
    List<String> parameters() {
        return parameters;
    }

    /** True if it is surely an insert that inserts one row or fails. */
    boolean insertsOneRow() {
        return insertsOneRow;
    }

    /** The names of the parameters, each once. */
    Set<String> names() {
        return new LinkedHashSet<>(parameters);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatementText statement && text.equals(statement.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** A source whose values are the names: Spring's parser keeps them to itself. */
    private record NamesAsValues() implements SqlParameterSource {

        @Override
        public boolean hasValue(String name) {
            return true;
        }

        @Override
        public Object getValue(String name) {
            return name;
        }
    }
}
