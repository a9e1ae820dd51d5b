package io.github.batch4j.spring.jdbc;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows by a text of the application's own, which has {@code in (:keys)} once. */
final class TextSource implements QuerySource {

    private static final Pattern IN_KEYS = Pattern.compile("(?i)\\bin\\s*\\(\\s*:keys\\s*\\)");
    private static final Pattern NOT = Pattern.compile("(?i)\\bnot\\s+$");

    /** A name after a colon, but not after two, which is a cast in PostgreSQL; and what may hold one that is none. */
    private static final Pattern PARAMETER =
            Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*(?s:.*?)\\*/|::|:(\\w+)");

    private final String text;
    private final String before;
    private final String after;
    private final Set<String> arguments = new LinkedHashSet<>();

    TextSource(String text) {
        this.text = Checks.text(text, "JdbcBatch.sql", "the text of a query");
        Matcher in = IN_KEYS.matcher(text);
        if (!in.find()) {
            throw wrong("got none");
        }
        if (NOT.matcher(text.substring(0, in.start())).find()) {
            throw wrong("got 'not in', whose rows belong to no key");
        }
        this.before = text.substring(0, in.start());
        this.after = text.substring(in.end());
        Matcher parameters = PARAMETER.matcher(text);
        int keys = 0;
        while (parameters.find()) {
            String name = parameters.group(1);
            if ("keys".equals(name)) {
                keys++;
            } else if (name != null) {
                arguments.add(name);
            }
        }
        if (keys != 1) {
            throw wrong("got :keys " + keys + " times");
        }
    }

    private IllegalArgumentException wrong(String got) {
        return new IllegalArgumentException(
                "JdbcBatch.sql expects a query with 'in (:keys)' in it once, " + got + ": " + text);
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public Set<String> arguments() {
        return arguments;
    }

    @Override
    public String sql(Dialect dialect, KeyColumns<?> keys, RowUse<?> use) {
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
