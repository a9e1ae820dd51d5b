package io.github.batch4j.spring.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A query of a table.
 *
 * @param table its name, checked
 * @param columns the names of the columns to select, checked; all if empty
 * @param conditions the columns that must have a given value, checked
 */
record TableSource(String table, List<String> columns, List<String> conditions) implements QuerySource {

    @Override
    public Set<String> arguments() {
        return new LinkedHashSet<>(conditions);
    }

    @Override
    public String sql(Dialect dialect, KeyColumns<?> keys, RowReducer<?> rows) {
        String keyList = quoted(keys.names(), dialect);
        StringBuilder sql = new StringBuilder("select ")
                .append(rows.select(keyList, columns(keys, dialect)))
                .append(" from ")
                .append(Identifiers.quote(table, dialect))
                .append(" where ")
                .append(condition(dialect, keys, keyList));
        for (String condition : conditions) {
            sql.append(" and ")
                    .append(Identifiers.quote(condition, dialect))
                    .append(" = :")
                    .append(condition);
        }
        return sql.append(rows.group(keyList)).toString();
    }

    private static String condition(Dialect dialect, KeyColumns<?> keys, String keyList) {
        if (keys.count() == 1) {
            return keyList + " " + keys.comparison(dialect);
        }
        return dialect.tuples() ? "(" + keyList + ") " + keys.comparison(dialect) : "(:" + KeyColumns.LIST + ")";
    }

    /** The columns to select, and those of the key if they are not among them. */
    private String columns(KeyColumns<?> keys, Dialect dialect) {
        if (columns.isEmpty()) {
            return "*";
        }
        List<String> all = new ArrayList<>(columns);
        keys.names().stream()
                .filter(key -> columns.stream().noneMatch(key::equalsIgnoreCase))
                .forEach(all::add);
        return quoted(all, dialect);
    }

    private static String quoted(List<String> names, Dialect dialect) {
        return names.stream().map(name -> Identifiers.quote(name, dialect)).collect(Collectors.joining(", "));
    }

    @Override
    public boolean canListConditions() {
        return true;
    }

    @Override
    public String toString() {
        return table.toLowerCase(Locale.ROOT);
    }
}
