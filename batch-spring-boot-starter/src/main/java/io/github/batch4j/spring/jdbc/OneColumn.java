package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ClassUtils;

/** A mapper of rows to the value of the first column that is not of the key. */
final class OneColumn<V> implements RowMapper<V> {

    private final Class<?> type;
    private final List<String> keys;

    /** The column, found with the first row: reading the metadata for each would cost more than the row. */
    private volatile @Nullable String label;

    OneColumn(Class<V> type, List<String> keys) {
        this.type = ClassUtils.resolvePrimitiveIfNecessary(type);
        this.keys = keys;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a column may hold null
    public V mapRow(ResultSet row, int number) throws SQLException {
        String known = label;
        if (known == null) {
            known = label(row.getMetaData());
            label = known;
        }
        Object value = JdbcUtils.getResultSetValue(row, row.findColumn(known), type);
        return (V)
                (value == null || type.isInstance(value)
                        ? value
                        : Conversion.of(value, type, known)); // an enum, by its name
    }

    private String label(ResultSetMetaData columns) throws SQLException {
        String last = "";
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String name = JdbcUtils.lookupColumnName(columns, column);
            if (name.toLowerCase(Locale.ROOT).startsWith(KeyRelation.PREFIX)) {
                continue; // ours
            }
            if (keys.stream().noneMatch(name::equalsIgnoreCase)) {
                return name;
            }
            last = name;
        }
        return last; // there are only columns of the key
    }
}
