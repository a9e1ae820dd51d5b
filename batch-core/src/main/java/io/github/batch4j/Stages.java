package io.github.batch4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Utilities for completion stages. */
final class Stages {

    private Stages() {}

    /** Cancels a stage if possible. If not, its answer is ignored when it comes. */
    static void cancel(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().cancel(true);
        } catch (Throwable notCancelled) {
            // A stage need not be a future that can be cancelled.
        }
    }

    /** Returns a stage with a function's result on the answer of another stage, which is cancelled with it. */
    static <S extends @Nullable Object, T extends @Nullable Object> CompletionStage<T> map(
            CompletionStage<? extends S> stage, Function<? super S, ? extends T> function) {
        Dependent<T> mapped = new Dependent<>(stage);
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
        return mapped;
    }

    /** A future whose cancellation also cancels its source. */
    private static final class Dependent<T extends @Nullable Object> extends CompletableFuture<T> {

        private final CompletionStage<?> stage;

        Dependent(CompletionStage<?> stage) {
            this.stage = stage;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean cancelled = super.cancel(mayInterrupt);
            if (cancelled) {
                Stages.cancel(stage);
            }
            return cancelled;
        }
    }
}
