package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Shown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.core.RowMapper;

/**
 * A fold of the rows of a key, or of a query without keys, to an answer.
 *
 * @param <V> the type of the answer
 */
sealed interface RowReducer<V extends @Nullable Object>
        permits RowReducer.One, RowReducer.Many, RowReducer.Exists, RowReducer.Count, RowsPerAsker {

    /** The kinds of what is selected of a table. */
    enum Kind {
        ROWS,
        EXISTS,
        COUNT
    }

    default Kind kind() {
        return Kind.ROWS;
    }

    /** Returns true if an answer can be given to several executions, as nobody can change it. */
    default boolean areAnswersImmutable() {
        return false;
    }

    /**
     * Adds a row.
     *
     * @param soFar the rows before it, null if there were none
     * @param key the key of the row, null if it is not read by a key
     * @return the rows before it and this one
     */
    Object accumulate(@Nullable Object soFar, @Nullable Object key, ResultSet row) throws SQLException;

    /**
     * Makes the answer.
     *
     * @param rows all rows, null if there were none
     */
    V result(@Nullable Object rows);

    /**
     * The only row.
     *
     * @param first true if there may be more, of which the first counts
     */
    record One<V>(RowMapper<? extends V> mapper, boolean first) implements RowReducer<@Nullable V> {

        /** Replaces a row that was mapped to null. */
        private static final Object NULL = new Object();

        @Override
        public Object accumulate(@Nullable Object soFar, @Nullable Object key, ResultSet row) throws SQLException {
            if (soFar != null && first) {
                return soFar;
            }
            if (soFar != null) {
                throw new IncorrectResultSizeDataAccessException(
                        "key " + Shown.key(key)
                                + " has more than one row, expected at most one; is it unique? Many rows are"
                                + " read by many(...)",
                        1);
            }
            V mapped = mapper.mapRow(row, 0);
            return mapped == null ? NULL : mapped;
        }

        @Override
        public boolean areAnswersImmutable() {
            return mapper instanceof TypeMapper<?> mapped && mapped.makesImmutable();
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable V result(@Nullable Object rows) {
            return rows == NULL ? null : (V) rows;
        }

        @Override
        public String toString() {
            return mapper instanceof TypeMapper ? "one " + mapper : "one row";
        }
    }

    /**
     * The rows in the order in which they come.
     *
     * @param most the largest number of them; 0 if there is none
     */
    record Many<V>(RowMapper<? extends V> mapper, int most) implements RowReducer<List<V>> {

        @Override
        @SuppressWarnings("unchecked")
        public Object accumulate(@Nullable Object soFar, @Nullable Object key, ResultSet row) throws SQLException {
            List<V> rows = soFar == null ? new ArrayList<>() : (List<V>) soFar;
            if (most == 0 || rows.size() < most) {
                rows.add(mapper.mapRow(row, rows.size())); // a mapper counts the rows of its own query
            }
            return rows;
        }

        @Override
        public boolean areAnswersImmutable() {
            return mapper instanceof TypeMapper<?> mapped && mapped.makesImmutable();
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<V> result(@Nullable Object rows) {
            return rows == null ? List.of() : Collections.unmodifiableList((List<V>) rows);
        }

        @Override
        public String toString() {
            return mapper instanceof TypeMapper ? "list of " + mapper : "list of rows";
        }
    }

    /** True if there is a row. */
    record Exists() implements RowReducer<Boolean> {

        @Override
        public Kind kind() {
            return Kind.EXISTS;
        }

        @Override
        public boolean areAnswersImmutable() {
            return true;
        }

        @Override
        public Object accumulate(@Nullable Object soFar, @Nullable Object key, ResultSet row) {
            return true;
        }

        @Override
        public Boolean result(@Nullable Object rows) {
            return rows != null;
        }
    }

    /**
     * The number of rows.
     *
     * @param counted true if the database has counted them
     */
    record Count(boolean counted) implements RowReducer<Long> {

        static final String COLUMN = "batch4j_count";

        @Override
        public Kind kind() {
            return Kind.COUNT;
        }

        @Override
        public boolean areAnswersImmutable() {
            return true;
        }

        @Override
        public Object accumulate(@Nullable Object soFar, @Nullable Object key, ResultSet row) throws SQLException {
            return result(soFar) + (counted ? row.getLong(COLUMN) : 1);
        }

        @Override
        public Long result(@Nullable Object rows) {
            return rows == null ? 0L : (Long) rows;
        }
    }
}
