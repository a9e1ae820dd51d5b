package io.github.batch4j.contract;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A store over a map that records the keys of each batch, in order. A key without a value is answered with the key in
 * upper case.
 */
final class RecordingStore {

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, RuntimeException> failures = new HashMap<>();
    private final List<String> batches = new ArrayList<>();
    private final Batcher<Ask, String> batcher;

    private RecordingStore(Function<RecordingStore, Batcher<Ask, String>> batcher) {
        this.batcher = batcher.apply(this);
    }

    static RecordingStore blocking(String name) {
        return new RecordingStore(store -> Batcher.blocking(name, operations -> {
            store.record(operations);
            return store.answers(operations);
        }));
    }

    /** A store that answers from another thread. */
    static RecordingStore async(String name) {
        return new RecordingStore(store -> Batcher.async(name, operations -> {
            store.record(operations);
            return CompletableFuture.supplyAsync(() -> store.answers(operations));
        }));
    }

    /** A layered store without data, which reads the same keys from the store below. */
    static RecordingStore over(RecordingStore below, String name) {
        return new RecordingStore(store -> Batcher.layered(name, operations -> {
            store.record(operations);
            return BatchGenerator.all(operations, operation -> below.get(operation.key()));
        }));
    }

    /** A store as {@link #over}, in which single keys can fail. */
    static RecordingStore gathering(RecordingStore below, String name) {
        return new RecordingStore(store -> Batcher.layered(name, operations -> {
            store.record(operations);
            return BatchResults.gather(operations, operation -> below.get(operation.key()));
        }));
    }

    RecordingStore with(String key, String value) {
        values.put(key, value);
        return this;
    }

    /** Makes one key fail, and no other. */
    RecordingStore failing(String key, RuntimeException failure) {
        failures.put(key, failure);
        return this;
    }

    Ask get(String key) {
        return new Ask(batcher, key);
    }

    /** Returns the batches sent, each as {@code [a, b]}. */
    List<String> batches() {
        return batches;
    }

    private void record(List<Ask> operations) {
        batches.add(operations.toString());
    }

    private List<String> answers(List<Ask> operations) {
        return BatchResults.of(operations, operation -> answer(operation.key()));
    }

    private String answer(String key) {
        if (failures.containsKey(key)) {
            throw failures.get(key);
        }
        return values.containsKey(key) ? values.get(key) : key.toUpperCase(Locale.ROOT);
    }
}
