package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.core.RowMapper;

/**
 * What is made of the rows of a key.
 *
 * @param <V> the type of the answer
 */
sealed interface RowUse<V extends @Nullable Object> {

    /** What is selected from a table. */
    default String select(String keys, String rows) {
        return rows;
    }

    /** What comes after the conditions, if it is selected from a table. */
    default String group(String keys) {
        return "";
    }

    /**
     * Takes in a row.
     *
     * @param soFar what was made of the rows before it, null if there were none
     */
    Object add(@Nullable Object soFar, @Nullable Object key, ResultSet row) throws SQLException;

    /**
     * The answer.
     *
     * @param rows what was made of them, null if there were none
     */
    V answer(@Nullable Object rows);

    /** The one row. */
    record One<V>(RowMapper<? extends V> mapper) implements RowUse<@Nullable V> {

        /** Stands for a row that was mapped to null. */
        private static final Object NULL = new Object();

        @Override
        public Object add(@Nullable Object soFar, @Nullable Object key, ResultSet row) throws SQLException {
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
        @SuppressWarnings("unchecked")
        public @Nullable V answer(@Nullable Object rows) {
            return rows == NULL ? null : (V) rows;
        }
    }

    /** All rows, in the order in which they came. */
    record Many<V>(RowMapper<? extends V> mapper) implements RowUse<List<V>> {

        @Override
        @SuppressWarnings("unchecked")
        public Object add(@Nullable Object soFar, @Nullable Object key, ResultSet row) throws SQLException {
            List<V> rows = soFar == null ? new ArrayList<>() : (List<V>) soFar;
            rows.add(mapper.mapRow(row, rows.size())); // a mapper counts the rows of its own query
            return rows;
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<V> answer(@Nullable Object rows) {
            return rows == null ? List.of() : Collections.unmodifiableList((List<V>) rows);
        }
    }

    /** Whether there is one. */
    record Exists() implements RowUse<Boolean> {

        @Override
        public String select(String keys, String rows) {
            return "distinct " + keys;
        }

        @Override
        public Object add(@Nullable Object soFar, @Nullable Object key, ResultSet row) {
            return true;
        }

        @Override
        public Boolean answer(@Nullable Object rows) {
            return rows != null;
        }
    }

    /**
     * How many there are.
     *
     * @param counted whether the database has counted them
     */
    record Count(boolean counted) implements RowUse<Long> {

        private static final String COLUMN = "batch4j_count";

        @Override
        public String select(String keys, String rows) {
            return keys + ", count(*) as " + COLUMN;
        }

        @Override
        public String group(String keys) {
            return " group by " + keys;
        }

        @Override
        public Object add(@Nullable Object soFar, @Nullable Object key, ResultSet row) throws SQLException {
            return answer(soFar) + (counted ? row.getLong(COLUMN) : 1);
        }

        @Override
        public Long answer(@Nullable Object rows) {
            return rows == null ? 0L : (Long) rows;
        }
    }
}
