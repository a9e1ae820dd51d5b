package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operation of a {@link BatchLoader}: the value of one key. */
record Load<K, V>(BatchLoader<K, V> loader, K key) implements BatchableOperation<@Nullable V> {

    @Override
    public Batcher<?, @Nullable V> batcher() {
        return loader.batcher();
    }

    /** The loader is left out: only operations of the same batcher, so of the same loader, are ever compared. */
    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return loader + "[" + Names.key(key) + "]";
    }

    private static <K, V> List<K> keys(List<Load<K, V>> operations) {
        List<K> keys = new ArrayList<>(operations.size());
        for (Load<K, V> operation : operations) {
            keys.add(operation.key);
        }
        return keys;
    }

    /** Loads and waits. */
    record Blocking<K, V>(String name, int maxBatchSize, Function<List<K>, List<@Nullable V>> load)
            implements Batcher.Blocking<Load<K, V>, @Nullable V> {

        @Override
        public List<@Nullable V> runBatch(List<Load<K, V>> operations) {
            return load.apply(keys(operations));
        }

        /** A loader shares its batches with no other, however alike. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Loads and answers later. */
    record Async<K, V>(String name, int maxBatchSize, Function<List<K>, CompletionStage<List<@Nullable V>>> load)
            implements Batcher.Async<Load<K, V>, @Nullable V> {

        @Override
        public CompletionStage<List<@Nullable V>> sendBatch(List<Load<K, V>> operations) {
            return load.apply(keys(operations));
        }

        /** A loader shares its batches with no other, however alike. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
