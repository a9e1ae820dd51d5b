package io.github.batch4j.spring.batched;

import io.github.batch4j.BatcherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values that a method for many has returned, by their keys. */
final class KeyedValues {

    private final String name;
    private final Map<Object, Object> byKey = new HashMap<>();

    /** The class of a key that was not asked for. */
    private @Nullable Class<?> stranger;

    private KeyedValues(String name) {
        this.name = name;
    }

    /**
     * Assigns values to keys.
     *
     * @param areMany true if each key may have several, which become a list
     */
    static KeyedValues of(
            String name,
            List<Object> keys,
            @Nullable Iterable<?> values,
            Function<Object, @Nullable Object> keyOf,
            boolean areMany) {
        if (values == null) {
            throw new BatcherException(name + " returned null, expected values; without any it is an empty list");
        }
        KeyedValues keyed = new KeyedValues(name);
        Set<Object> asked = new HashSet<>(keys);
        for (Object value : values) {
            if (value == null) {
                throw new BatcherException(name + " returned null among its values, expected a value with a key");
            }
            Object key = keyOf.apply(value);
            if (key == null || !asked.contains(key)) {
                keyed.stranger = key == null ? Void.class : key.getClass();
            } else if (areMany) {
                ((Many) keyed.byKey.computeIfAbsent(key, first -> new Many())).add(value);
            } else if (keyed.byKey.put(key, value) != null) {
                throw new BatcherException(name + " returned two values with the same key, expected one for each key;"
                        + " for several the annotated method returns a List");
            }
        }
        return keyed;
    }

    /** The values of a key. */
    private static final class Many extends ArrayList<Object> {

        private static final long serialVersionUID = 1;
    }

    /**
     * Returns the value of a key, or the list of them, null if there is none.
     *
     * @throws BatcherException if there is none, and a value was returned that belongs to none of the keys
     */
    @Nullable
    Object get(Object key) {
        Object value = byKey.get(key);
        if (value == null && stranger != null) {
            throw new BatcherException(name + " returned no value with a key of type "
                    + key.getClass().getName() + " that was asked for, but one with "
                    + (stranger == Void.class ? "null as its key" : "a key of type " + stranger.getName())
                    + " that was not; is it the right property, and does the store compare keys as Java does?");
        }
        return value;
    }

    /**
     * The elements of a list in the order of the keys, by the keys as objects: these are the ones that are looked up.
     *
     * @throws BatcherException if there are too few or too many
     */
    @SuppressWarnings("IdentityHashMapUsage") // a loader only calls get, with these objects
    static Map<Object, Object> inOrder(String name, List<Object> keys, @Nullable List<?> values) {
        if (values == null || values.size() != keys.size()) {
            throw new BatcherException(name + " returned " + (values == null ? "null" : values.size() + " values")
                    + " for " + keys.size() + (keys.size() == 1 ? " key" : " keys")
                    + ", expected one for each, in their order, null for a key without a value;"
                    + " a list in another order needs @Batched(key = ...)");
        }
        Map<Object, Object> byKey = new IdentityHashMap<>(keys.size());
        int i = 0;
        for (Object value : values) {
            if (value != null) {
                byKey.put(keys.get(i), value);
            }
            i++;
        }
        return byKey;
    }
}
