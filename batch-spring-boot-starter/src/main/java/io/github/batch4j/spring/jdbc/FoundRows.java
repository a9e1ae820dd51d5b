package io.github.batch4j.spring.jdbc;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of each key that was asked for; the database may have returned the key in another shape. */
final class FoundRows {

    private static final Object AMBIGUOUS = new Object();

    private final @Nullable Object[] ofAsked;

    /** The rows whose keys were not asked for. */
    private final Map<@Nullable Object, Object> unexpected;

    FoundRows(KeyColumns<?> columns, List<?> asked, Map<@Nullable Object, Object> rows) {
        ofAsked = new @Nullable Object[asked.size()];
        int recognised = 0;
        for (int i = 0; i < ofAsked.length; i++) {
            ofAsked[i] = rows.get(columns.inMap(asked.get(i)));
            recognised += ofAsked[i] == null ? 0 : 1;
        }
        unexpected = recognised == rows.size() ? Map.of() : unexpected(columns, asked, rows);
    }

    /**
     * Assigns the rows whose keys differ only by spaces at their ends, as a column of type CHAR pads them, and returns
     * the others.
     */
    private Map<@Nullable Object, Object> unexpected(
            KeyColumns<?> columns, List<?> asked, Map<@Nullable Object, Object> rows) {
        Map<@Nullable Object, Object> left = new LinkedHashMap<>(rows);
        Map<Object, Object> indexes = new HashMap<>();
        for (int i = 0; i < ofAsked.length; i++) {
            if (ofAsked[i] != null) {
                left.remove(columns.inMap(asked.get(i)));
            } else {
                indexes.merge(columns.unpadded(asked.get(i)), i, (one, other) -> AMBIGUOUS);
            }
        }
        left.entrySet().removeIf(row -> {
            Object key = MapKey.unwrap(row.getKey());
            Object index = key == null ? null : indexes.get(columns.unpadded(key));
            if (index instanceof Integer found) {
                ofAsked[found] = row.getValue();
                return true;
            }
            return false;
        });
        return left;
    }

    @Nullable
    Object of(int asked) {
        return ofAsked[asked];
    }

    boolean hasUnexpected() {
        return !unexpected.isEmpty();
    }

    /** The key of the first row whose key was not asked for. */
    @Nullable
    Object unexpected() {
        return MapKey.unwrap(unexpected.keySet().iterator().next());
    }
}
