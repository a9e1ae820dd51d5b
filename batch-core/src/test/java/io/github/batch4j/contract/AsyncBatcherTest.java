package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.Batcher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The contract of batchers, for asynchronous ones. */
class AsyncBatcherTest extends BatcherContract {

    private final RuntimeException boom = new IllegalStateException("boom");

    @Override
    Batcher<Ask, String> batcher(String name, Answers answers) {
        return Batcher.async(name, operations -> CompletableFuture.completedStage(answers.of(operations)));
    }

    private static Throwable failureOf(CompletionStage<List<String>> stage) {
        Batcher<Ask, String> users = Batcher.async("users", operations -> stage);
        return catchThrowable(() -> BatchExecutor.create().execute(new Ask(users, "a")));
    }

    @Test
    void aStageThatFailsFailsTheBatchWithWhatReallyFailed() {
        assertThat(failureOf(CompletableFuture.failedStage(boom))).isSameAs(boom);
        assertThat(failureOf(CompletableFuture.failedStage(new CompletionException(boom))))
                .isSameAs(boom);
        assertThat(failureOf(CompletableFuture.supplyAsync(() -> {
                    throw boom;
                })))
                .isSameAs(boom);
    }

    @Test
    void aStageThatCannotBeListenedToFailsTheBatch() {
        CompletableFuture<List<String>> deaf = new CompletableFuture<>() {
            @Override
            public CompletableFuture<List<String>> whenComplete(
                    BiConsumer<? super List<String>, ? super Throwable> action) {
                throw boom;
            }
        };

        assertThat(failureOf(deaf)).isSameAs(boom);
    }
}
