package io.github.batch4j.spring.jdbc;

import java.util.Set;

/**
 * The search for a condition that all rows of a query fulfil: one of those that {@code and} combines, possibly in
 * parentheses. Under {@code or}, {@code not} or {@code case} there are rows that do not.
 */
final class ConjunctOfWhere {

    private static final Set<String> BEFORE = Set.of("where", "and", "(");
    private static final Set<String> AFTER = Set.of("", "and", ")", ";", "order", "limit", "offset", "fetch", "lock");

    /** Operators that bind less than {@code and}; {@code ||} is one of MySQL. */
    private static final Set<String> WEAKER = Set.of("or", "xor", "|");

    private final SqlTokens tokens;
    private final int first;
    private final int in;

    private ConjunctOfWhere(SqlTokens tokens, int first, int in) {
        this.tokens = tokens;
        this.first = first;
        this.in = in;
    }

    /**
     * Returns true if {@code columns in (:keys)} is such a condition.
     *
     * @param where the index of {@code where}
     * @param first the index of the first token of the columns; negative if they are something else
     * @param in the index of {@code in}
     */
    static boolean is(SqlTokens tokens, int where, int first, int in) {
        return first > where && new ConjunctOfWhere(tokens, first, in).isIn(where + 1, tokens.size());
    }

    /** True if it is such a condition of those from an index to another one, which is not included. */
    private boolean isIn(int from, int to) {
        int cases = 0;
        boolean between = false;
        boolean ofBetween = false; // the last "and"
        for (int i = from; i < to; i++) {
            String token = tokens.get(i);
            int end = i == first ? in + 3 : token.equals("(") ? tokens.close(i) : i;
            if (i <= first && first <= end) {
                boolean combined = BEFORE.contains(tokens.get(i - 1)) && AFTER.contains(tokens.get(end + 1));
                if (!combined || cases > 0 || ofBetween || (i < first && !isIn(i + 1, end))) {
                    return false;
                }
            }
            switch (token) {
                case "case" -> cases++;
                case "end" -> cases--;
                case "between" -> between = true;
                case "and" -> {
                    ofBetween = between;
                    between = false;
                }
                default -> {
                    if (WEAKER.contains(token)) {
                        return false;
                    }
                }
            }
            i = end;
        }
        return true;
    }
}
