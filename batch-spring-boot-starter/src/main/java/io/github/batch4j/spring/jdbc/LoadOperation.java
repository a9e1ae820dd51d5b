package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.support.Shown;
import org.jspecify.annotations.Nullable;

/** The read of a key in its canonical form. It prints as the key alone, after its batcher. */
record LoadOperation<K, V extends @Nullable Object>(LoadBatcher<K, V> batcher, Object key)
        implements BatchableOperation<V> {

    @Override
    public @Nullable Object reads() {
        return batcher.reads();
    }

    @Override
    public Object asksFor() {
        return key;
    }

    @Override
    public String toString() {
        return Shown.key(key);
    }
}
