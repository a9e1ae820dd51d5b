package io.github.batch4j.spring.jdbc;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query with a text of the application's own, which has {@code in (:keys)} once. */
final class TextSource implements QuerySource {

    /** The name of the parameter of the keys. */
    static final String KEYS = "keys";

    /** The list of keys, or a name after a colon; and before these, text in which neither counts, as in a cast. */
    private static final Pattern TOKENS = Pattern.compile("(?i)'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*(?s:.*?)\\*/|::"
            + "|(?<not>\\bnot\\s+)?(?<keys>\\bin\\s*\\(\\s*:keys\\s*\\))|:(?<name>\\w+)");

    private final String text;
    private final String method;
    private final String before;
    private final String after;
    private final Set<String> arguments = new LinkedHashSet<>();

    TextSource(String text, String method) {
        this.text = text;
        this.method = method;
        int start = -1;
        int end = -1;
        Matcher tokens = TOKENS.matcher(text);
        while (tokens.find()) {
            String name = tokens.group("name");
            if (KEYS.equals(name) || (tokens.group("keys") != null && end >= 0)) {
                throw wrong(end >= 0 ? "got :keys elsewhere too" : "got :keys elsewhere, or without its parentheses");
            }
            if (tokens.group("not") != null) {
                throw wrong("got 'not in', whose rows belong to no key");
            }
            if (tokens.group("keys") != null) {
                start = tokens.start("keys");
                end = tokens.end("keys");
            } else if (name != null) {
                arguments.add(name);
            }
        }
        if (end < 0) {
            throw wrong("got none");
        }
        String wholeBatch = WholeBatchClauses.find(text);
        if (wholeBatch != null) {
            throw new IllegalArgumentException(
                    method + " expects a query whose clauses hold for each key, " + wholeBatch + ": " + text);
        }
        this.before = text.substring(0, start);
        this.after = text.substring(end);
    }

    private IllegalArgumentException wrong(String got) {
        return new IllegalArgumentException(
                method + " expects a query with 'in (:keys)' in it once, " + got + ": " + text);
    }

    @Override
    public Set<String> arguments() {
        return arguments;
    }

    @Override
    public String sql(Dialect dialect, KeyColumns<?> keys, RowReducer<?> rows) {
        return before + keys.comparison(dialect) + after;
    }

    @Override
    public boolean canListConditions() {
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
