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

    /** One that takes another with it when it is cancelled. */
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
