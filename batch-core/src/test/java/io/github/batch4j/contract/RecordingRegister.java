package io.github.batch4j.contract;

import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A store of values whose operations declare what they read and write; it records the batches that reach it. */
final class RecordingRegister {

    private final Map<String, String> values = new HashMap<>();
    private final List<String> batches = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;

    /** Reads run on the store's thread, so that they can be in flight during a write. */
    private final Batcher<Read, @Nullable String> reads = Batcher.async("reads", this::answer);

    private final Batcher<Write, @Nullable String> writes = Batcher.blocking("writes", this::write);

    record Read(RecordingRegister of, String key) implements BatchableOperation<@Nullable String> {

        @Override
        public Batcher<Read, @Nullable String> batcher() {
            return of.reads;
        }

        @Override
        public Object reads() {
            return List.of(of, key);
        }

        @Override
        public String toString() {
            return key;
        }
    }

    record Write(RecordingRegister of, String key, String value) implements BatchableOperation<@Nullable String> {

        @Override
        public Batcher<Write, @Nullable String> batcher() {
            return of.writes;
        }

        @Override
        public boolean mergeable() {
            return false;
        }

        @Override
        public Object writes() {
            return List.of(of, key);
        }

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    Read read(String key) {
        return new Read(this, key);
    }

    Write write(String key, String value) {
        return new Write(this, key, value);
    }

    /** Changes a value without an operation. */
    RecordingRegister with(String key, String value) {
        values.put(key, value);
        return this;
    }

    /** Reads take the current value at once, and answer after the next write. */
    RecordingRegister holdReads() {
        holding = true;
        return this;
    }

    List<String> batches() {
        return batches;
    }

    private CompletableFuture<List<@Nullable String>> answer(List<Read> operations) {
        batches.add(operations.toString());
        List<@Nullable String> answers = BatchResults.of(operations, operation -> found(operation.key()));
        CompletableFuture<List<@Nullable String>> stage = new CompletableFuture<>();
        if (holding) {
            held.add(() -> stage.complete(answers));
        } else {
            stage.complete(answers);
        }
        return stage;
    }

    private @Nullable String found(String key) {
        String value = values.get(key);
        if ("broken".equals(value)) {
            throw new IllegalStateException(key + " cannot be read");
        }
        return value;
    }

    private List<@Nullable String> write(List<Write> operations) {
        batches.add(operations.toString());
        operations.forEach(operation -> values.put(operation.key(), operation.value()));
        held.forEach(Runnable::run);
        return BatchResults.of(operations, operation -> {
            if (operation.value().equals("refused")) {
                throw new IllegalStateException("written, but nobody was told");
            }
            return null;
        });
    }
}
