package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** A call of a {@link CachedGenerator}: finds the shared generator in the cache of whoever runs it. */
final class CachedCall<K, T extends @Nullable Object> extends EngineGenerator<T> {

    private final CachedGenerator<K, T> cached;
    private final K key;

    CachedCall(CachedGenerator<K, T> cached, K key) {
        this.cached = cached;
        this.key = key;
    }

    CachedGenerator<K, T> cached() {
        return cached;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        SharedGenerator<T> shared;
        try {
            shared = engine.cache().shared(cached, key);
        } catch (Throwable thrown) { // the key's own hashCode or equals
            engine.fail(parent, slot, Failure.at(describe(0), thrown));
            return;
        }
        shared.start(engine, parent, slot);
    }

    @Override
    String describe(int depth) {
        return cached.nameOf(key);
    }
}
