package io.github.batch4j.contract;

import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** An asynchronous store that answers when the test tells it to: each key in upper case. */
final class ManualStore {

    /** Open once a batch has arrived. */
    final CountDownLatch asked = new CountDownLatch(1);

    private final List<List<Ask>> batches = new ArrayList<>();
    private final List<CompletableFuture<List<String>>> stages = new ArrayList<>();
    private final Batcher<Ask, String> batcher;

    ManualStore(String name) {
        batcher = Batcher.async(name, this::send);
    }

    private CompletableFuture<List<String>> send(List<Ask> operations) {
        batches.add(operations);
        stages.add(new CompletableFuture<>());
        asked.countDown();
        return stages.get(stages.size() - 1);
    }

    Ask get(String key) {
        return new Ask(batcher, key);
    }

    /** Returns the stage that the engine got for a batch, counted from 0. */
    CompletableFuture<List<String>> stage(int batch) {
        return stages.get(batch);
    }

    void answer(int batch) {
        stage(batch)
                .complete(batches.get(batch).stream()
                        .map(operation -> operation.key().toUpperCase(Locale.ROOT))
                        .toList());
    }
}
