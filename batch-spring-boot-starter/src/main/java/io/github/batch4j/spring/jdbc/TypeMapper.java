package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;

/**
 * A mapper of rows to a type: to a record or bean by the names of columns, to a simple type by the first column that is
 * not of the key. Equal for the same type and key, so that operations with it are.
 */
final class TypeMapper<V> implements RowMapper<V> {

    private final Class<V> type;
    private final List<String> keys;

    /** Made with the first row, as an operation that is merged or answered by a cache has none. */
    private volatile @Nullable RowMapper<V> mapper;

    TypeMapper(Class<V> type, List<String> keys) {
        this.type = type;
        this.keys = keys;
    }

    /** Returns true if nobody can change the objects that it makes. */
    boolean makesImmutable() {
        return SharableTypes.contains(type);
    }

    @Override
    @SuppressWarnings("NullAway") // a column may hold null
    public V mapRow(ResultSet row, int number) throws SQLException {
        RowMapper<V> made = mapper;
        if (made == null) {
            made = BeanUtils.isSimpleProperty(type) ? new OneColumn<>(type, keys) : new SimplePropertyRowMapper<>(type);
            mapper = made;
        }
        return made.mapRow(row, number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TypeMapper<?> mapped && type == mapped.type && keys.equals(mapped.keys);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + keys.hashCode();
    }

    /** The name of the type. */
    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
