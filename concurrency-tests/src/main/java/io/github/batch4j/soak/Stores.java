package io.github.batch4j.soak;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What bodies ask: a store that answers at once, one that interrupts who asks it, and one that never answers. */
final class Stores {

    private Stores() {}

    /** Answered with its key. */
    record Get(int key) implements BatchableOperation<Integer> {

        private static final Batcher<Get, Integer> BATCHER = Batcher.blocking(
                "numbers", operations -> operations.stream().map(Get::key).toList());

        @Override
        public Batcher<Get, Integer> batcher() {
            return BATCHER;
        }
    }

    /** Answered, but meanwhile the thread that asks has interrupted itself. */
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

    /** Never answered; somebody hears of the thread that will wait. */
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
