package io.github.batch4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is done with stages in more than one place. */
final class Stages {

    private Stages() {}

    /** Cancels a stage, if it can be. If not, its answer comes some day and is not read. */
    static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (Throwable notCancelled) {
            // A stage need not be a future that can be cancelled.
        }
    }

    /** What a function makes of the answer of a stage, which is cancelled when this is. */
    static <S extends @Nullable Object, T extends @Nullable Object> CompletableFuture<T> map(
            CompletionStage<? extends S> stage, Function<? super S, ? extends T> function) {
        CompletableFuture<T> mapped = new CompletableFuture<>();
        stage.whenComplete((answer, failure) -> {
            if (failure != null) {
                mapped.completeExceptionally(failure);
                return;
            }
            try {
                mapped.complete(function.apply(answer));
            } catch (Throwable thrown) {
                mapped.completeExceptionally(thrown);
            }
        });
        mapped.whenComplete((answer, failure) -> {
            if (mapped.isCancelled()) {
                cancel(stage);
            }
        });
        return mapped;
    }
}
