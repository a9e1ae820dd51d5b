package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Shown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A query of a table.
 *
 * @param table its name, checked
 * @param columns the names of the columns to select, checked; all if empty
 * @param conditions the columns that must have a given value, checked
 * @param order the order of the rows of each key; undefined if empty
 * @param limit the largest number of rows of each key; 0 if there is none
 */
record TableSource(String table, List<String> columns, List<String> conditions, List<Order> order, int limit)
        implements QuerySource {

    /**
     * A column that rows are ordered by.
     *
     * @param column its name, checked
     */
    record Order(String column, boolean descending) {

        /** Parses a column, possibly with {@code asc} or {@code desc} after it. */
        static Order of(String text, String method) {
            String[] words = text.strip().split("\\s+", 2);
            String direction = words.length == 1 ? "asc" : words[1].toLowerCase(Locale.ROOT);
            if (!direction.equals("asc") && !direction.equals("desc")) {
                throw new IllegalArgumentException(method + " expects names of columns, with asc or desc after it"
                        + " or nothing, got '" + Shown.key(text) + "'");
            }
            return new Order(Identifiers.check(words[0], method), direction.equals("desc"));
        }
    }

    TableSource(String table) {
        this(table, List.of(), List.of(), List.of(), 0);
    }

    TableSource withColumns(List<String> columns) {
        return new TableSource(table, columns, conditions, order, limit);
    }

    TableSource withConditions(List<String> conditions) {
        return new TableSource(table, columns, conditions, order, limit);
    }

    TableSource withOrder(List<Order> order) {
        return new TableSource(table, columns, conditions, order, limit);
    }

    TableSource withLimit(int limit) {
        return new TableSource(table, columns, conditions, order, limit);
    }

    @Override
    public Set<String> arguments() {
        return new LinkedHashSet<>(conditions);
    }

    @Override
    public String toString() {
        return table.toLowerCase(Locale.ROOT);
    }
}
