package io.github.batch4j.spring.jdbc;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found for each key that was asked for, which the database may have given back in another shape. */
final class FoundRows {

    private static final Object AMBIGUOUS = new Object();

    private final @Nullable Object[] ofAsked;

    /** What belongs to no key that was asked for. */
    private final Map<@Nullable Object, Object> unasked;

    FoundRows(KeyColumns<?> columns, List<?> asked, Map<@Nullable Object, Object> rows) {
        ofAsked = new @Nullable Object[asked.size()];
        int recognised = 0;
        for (int i = 0; i < ofAsked.length; i++) {
            ofAsked[i] = rows.get(columns.inMap(asked.get(i)));
            recognised += ofAsked[i] == null ? 0 : 1;
        }
        unasked = recognised == rows.size() ? Map.of() : unasked(columns, asked, rows);
    }

    /**
     * Finds those whose keys differ by spaces at their ends: a column of type CHAR has some that nobody has asked for.
     */
    private Map<@Nullable Object, Object> unasked(
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

    boolean hasUnasked() {
        return !unasked.isEmpty();
    }

    /** The key of the first row that nobody has asked for. */
    @Nullable
    Object unasked() {
        return MapKey.unwrap(unasked.keySet().iterator().next());
    }
}
