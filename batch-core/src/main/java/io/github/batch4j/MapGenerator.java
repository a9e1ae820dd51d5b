package io.github.batch4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#all(Map)}. */
final class MapGenerator<K extends @Nullable Object, T extends @Nullable Object> extends FanOut<Map<K, T>> {

    private final @Nullable Object[] keys;

    MapGenerator(Map<? extends K, ?> generators) {
        super(Arguments.noNulls(generators.values().toArray(), "BatchGenerator.all"));
        this.keys = generators.keySet().toArray();
    }

    @Override
    @SuppressWarnings("unchecked")
    Map<K, T> combine(@Nullable Object[] results) {
        Map<K, T> map = new LinkedHashMap<>(results.length * 2);
        for (int i = 0; i < results.length; i++) {
            map.put((K) keys[i], (T) results[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    String name() {
        return "all";
    }
}
