package io.github.batch4j.spring.jdbc;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for what makes a write return rows. JDBC runs such a statement as a query: most drivers refuse it as an
 * update when it has been done, so that a write which is there would be reported as failed.
 */
final class ReturnedRows {

    private static final Set<String> QUERIES = Set.of("select", "values", "table", "show");

    private ReturnedRows() {}

    /** The first such word, null if there is none. */
    static @Nullable String find(String text) {
        SqlTokens tokens = new SqlTokens(text);
        if (QUERIES.contains(tokens.get(0))) {
            return tokens.get(0);
        }
        for (int i = 1; i < tokens.size(); i++) {
            boolean column = tokens.is(i - 1, ".") || tokens.is(i - 1, ",") || tokens.is(i + 1, "=");
            if (tokens.is(i, "returning")
                    && !column
                    && tokens.isOutermost(i)
                    && tokens.select(i).query() < 0) {
                return "returning";
            }
        }
        return null;
    }

    /**
     * Refuses a write that returns rows.
     *
     * @throws IllegalArgumentException if it does
     */
    static void check(StatementText statement, String method) {
        String found = find(statement.toString());
        if (found != null) {
            throw new IllegalArgumentException(method + " expects a statement that returns no rows, got '" + found
                    + "', by which drivers report a failure though the write is done; use JdbcBatch.insert for a"
                    + " generated key: " + statement);
        }
    }
}
