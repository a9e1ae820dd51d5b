package io.github.batch4j.spring.jdbc;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A query with a text of the application's own, which has {@code in (:keys)} once. */
final class TextSource implements QuerySource {

    /** The name of the parameter of the keys. */
    static final String KEYS = "keys";

    /** The list of keys, or a name after a colon; and before these, text in which neither counts, as in a cast. */
    private static final Pattern TOKENS = Pattern.compile("(?i)'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*(?s:.*?)\\*/|::"
            + "|(?<not>\\bnot\\s+)?(?<keys>\\bin\\s*\\(\\s*:keys\\s*\\))|:(?<name>\\w+)");

    private final String text;
    private final String method;

    /** The place of {@code in (:keys)}. */
    private final int start;

    private final int end;

    private final Set<String> arguments;

    TextSource(String text, String method) {
        this.text = text;
        this.method = method;
        int found = -1;
        int after = -1;
        Matcher tokens = TOKENS.matcher(text);
        while (tokens.find()) {
            String name = tokens.group("name");
            if (KEYS.equals(name) || (tokens.group("keys") != null && after >= 0)) {
                throw wrong(after >= 0 ? "got :keys elsewhere too" : "got :keys elsewhere, or without its parentheses");
            }
            if (tokens.group("not") != null) {
                throw wrong("got 'not in', whose rows belong to no key");
            }
            if (tokens.group("keys") != null) {
                found = tokens.start("keys");
                after = tokens.end("keys");
            }
        }
        if (after < 0) {
            throw wrong("got none");
        }
        String wholeBatch = WholeBatchClauses.find(text);
        if (wholeBatch != null) {
            throw new IllegalArgumentException(
                    method + " expects a query whose clauses hold for each key, " + wholeBatch + ": " + text);
        }
        this.arguments = new LinkedHashSet<>(new StatementText(text).names()); // as Spring will look for them
        this.arguments.remove(KEYS);
        this.start = found;
        this.end = after;
    }

    private IllegalArgumentException wrong(String got) {
        return new IllegalArgumentException(
                method + " expects a query with 'in (:keys)' in it once, " + got + ": " + text);
    }

    @Override
    public Set<String> arguments() {
        return arguments;
    }

    /** The text with something else in place of {@code in (:keys)}. */
    String with(String condition) {
        return text.substring(0, start) + condition + text.substring(end);
    }

    /** The text in the parts that it is joined with the keys by, null if it cannot be. */
    @Nullable
    JoinableText joinable() {
        return JoinableText.of(text, start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
