package io.github.batch4j.spring.jdbc;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search for the words by which a text writes, although it is meant to be a query: equal queries run once, their
 * answers are cached, and a failed one is retried, none of which is right for {@code insert ... returning}.
 *
 * <p>A function of the application's own that writes is not recognised.
 */
final class WriteClauses {

    private static final Set<String> READS = Set.of("select", "with", "values", "table");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge");
    private static final Set<String> SEQUENCES = Set.of("nextval", "setval");

    /** Tokens that come before a name. */
    private static final Set<String> NAMES = Set.of(".", "[", "as");

    /** Tokens that do not follow the first word of a write, but a column or a function with its name. */
    private static final Set<String> NO_WRITE = Set.of(
            "", "(", ")", ",", ".", ";", "::", "=", "<", ">", "<=", ">=", "<>", "!=", "+", "-", "*", "/", "|", "as",
            "is", "in", "and", "or", "not", "between", "like");

    private final SqlTokens tokens;

    private WriteClauses(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** The first word that does not belong into a query; null if there is none. */
    static @Nullable String find(String text) {
        return new WriteClauses(new SqlTokens(text)).find();
    }

    private @Nullable String find() {
        int first = 0;
        while (tokens.is(first, "(") || tokens.is(first, ";")) {
            first++;
        }
        if (!READS.contains(tokens.get(first))) {
            return tokens.get(first);
        }
        for (int i = first; i < tokens.size(); i++) {
            int write = tokens.is(i, "with") ? mainQuery(i) : startsStatement(i) ? i : -1;
            if (isWrite(write)) {
                return tokens.get(write);
            }
            if (makesTable(i)) {
                return tokens.get(i);
            }
            if (takesFromSequence(i)) {
                return tokens.is(i, "next") ? "next value for" : tokens.get(i);
            }
        }
        return null;
    }

    private boolean startsStatement(int index) {
        return tokens.is(index - 1, "(") || tokens.is(index - 1, ";");
    }

    private boolean isWrite(int index) {
        return WRITES.contains(tokens.get(index)) && !NO_WRITE.contains(tokens.get(index + 1));
    }

    /** The index of the first word of the query that the tables of {@code with} belong to; -1 if there is none. */
    private int mainQuery(int with) {
        for (int i = with + 1; i < tokens.size() && !tokens.is(i, ")"); i++) {
            if (READS.contains(tokens.get(i)) || isWrite(i)) {
                return i;
            }
            i = tokens.is(i, "(") ? tokens.close(i) : i;
        }
        return -1;
    }

    /** True for the {@code into} of {@code select ... into a_new_table}. */
    private boolean makesTable(int index) {
        return tokens.is(index, "into") && !NAMES.contains(tokens.get(index - 1));
    }

    private boolean takesFromSequence(int index) {
        if (SEQUENCES.contains(tokens.get(index))) { // a call, or Oracle's sequence.nextval
            return tokens.is(index + 1, "(") || tokens.is(index - 1, ".") || tokens.is(index + 1, "for");
        }
        return tokens.is(index, "next") && tokens.is(index + 1, "value") && tokens.is(index + 2, "for");
    }
}
