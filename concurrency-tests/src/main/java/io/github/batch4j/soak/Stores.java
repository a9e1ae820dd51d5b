package io.github.batch4j.soak;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The stores of the bodies: one that answers at once, one that interrupts its caller, and one that never answers. */
final class Stores {

    private Stores() {}

    /** A store that answers with the key. */
    record Get(int key) implements BatchableOperation<Integer> {

        private static final Batcher<Get, Integer> BATCHER = Batcher.blocking(
                "numbers", operations -> operations.stream().map(Get::key).toList());

        @Override
        public Batcher<Get, Integer> batcher() {
            return BATCHER;
        }
    }

    /** A store that interrupts its caller and answers. */
    record Interrupt() implements BatchableOperation<Integer> {

        private static final Batcher<Interrupt, Integer> BATCHER = Batcher.blocking("interrupting", operations -> {
            Thread.currentThread().interrupt();
            return operations.stream().map(operation -> 0).toList();
        });

        @Override
        public Batcher<Interrupt, Integer> batcher() {
            return BATCHER;
        }
    }

    /** A store that never answers and reports the thread that will wait. */
    record Never(Consumer<Thread> asked) implements BatchableOperation<Integer>, Batcher.Async<Never, Integer> {

        @Override
        public Batcher<Never, Integer> batcher() {
            return this;
        }

        @Override
        public CompletableFuture<List<Integer>> sendBatch(List<Never> operations) {
            asked.accept(Thread.currentThread());
            return new CompletableFuture<>();
        }
    }
}
