package io.github.batch4j.spring.jdbc;

import java.util.Map;
import org.springframework.dao.DataRetrievalFailureException;

/** The key that the database generates for a row. */
record GeneratedKey<K>(Class<K> type, String column) {

    /** The key with its column in the case in which a database stores it; Derby finds no other. */
    GeneratedKey<K> in(Dialect dialect) {
        return new GeneratedKey<>(type, dialect.folding().fold(column));
    }

    String[] columns() {
        return new String[] {column};
    }

    /** Finds the key in the values that the driver has returned for a row. */
    K of(Map<String, Object> returned) {
        Object value = returned.containsKey(column) || returned.size() != 1
                ? returned.get(column)
                : returned.values().iterator().next(); // under whatever name the driver returns it
        K key = Conversion.of(value, type, column);
        if (key == null) {
            throw new DataRetrievalFailureException("the row was inserted, but no key of column " + column
                    + " was returned, only " + returned.keySet());
        }
        return key;
    }
}
