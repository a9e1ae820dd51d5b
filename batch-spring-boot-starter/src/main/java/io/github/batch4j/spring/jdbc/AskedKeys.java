package io.github.batch4j.spring.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds who has asked for a key that the database has given back, maybe in another shape. */
final class AskedKeys {

    private static final int AMBIGUOUS = -2;
    private static final int NONE = -1;

    private final List<?> asked;
    private final Map<Object, Integer> indexes;

    /** By what is left of texts without spaces at their ends; made when it is first needed. */
    private @Nullable Map<Object, Integer> trimmed;

    AskedKeys(KeyColumns<?> columns, List<?> asked) {
        this.asked = asked;
        this.indexes = new HashMap<>(2 * asked.size());
        for (int i = 0; i < asked.size(); i++) {
            indexes.put(columns.canonical(asked.get(i)), i);
        }
    }

    /** The index of whoever has asked for it, -1 if it was nobody. */
    int indexOf(@Nullable Object key) {
        Integer index = indexes.get(key);
        return index != null ? index : key instanceof String text ? indexOfPadded(text) : NONE;
    }

    /** A column of type CHAR has spaces at its end that nobody has asked for, or which were asked for and are gone. */
    private int indexOfPadded(String text) {
        if (trimmed == null) {
            trimmed = new HashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                Integer other = trimmed.put(((String) asked.get(i)).stripTrailing(), i);
                if (other != null) {
                    trimmed.put(((String) asked.get(i)).stripTrailing(), AMBIGUOUS);
                }
            }
        }
        int index = trimmed.getOrDefault(text.stripTrailing(), NONE);
        return index == AMBIGUOUS ? NONE : index;
    }
}
