package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.SendPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A stage is waited for beside the batches: it holds none of them up, and nothing hangs because of it. */
class FromStageTest {

    private final RecordingStore users = RecordingStore.blocking("users");
    private final SentLog sent = new SentLog();
    private final BatchExecutor executor =
            BatchExecutor.builder().listener(sent).build();
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final BatchGenerator<String> waiting = BatchGenerator.fromStage(() -> stage);

    private static <T> List<T> pair(T a, T b) {
        return List.of(a, b);
    }

    @Test
    void batchesAreSentWhileItIsOpenAndWhatFollowsItJoinsTheNext() {
        BatchGenerator<String> completing = users.get("a").map(a -> {
            stage.complete("s");
            return "b";
        });

        List<String> results = executor.execute(
                BatchGenerator.zip(waiting.flatMap(users::get), completing.flatMap(users::get), FromStageTest::pair));

        assertThat(results).containsExactly("S", "B");
        assertThat(sent.lines()).containsExactly("1 users[a]", "2 users[b, s]");
    }

    @Test
    void anotherThreadThatCompletesItWakesTheCaller() {
        String result =
                executor.execute(BatchGenerator.<String>fromStage(() -> CompletableFuture.supplyAsync(() -> "s"))
                        .map(s -> s + " on " + Thread.currentThread().getName()));

        assertThat(result).isEqualTo("s on " + Thread.currentThread().getName());
        assertThat(sent.lines()).isEmpty();
    }

    @Test
    void oneThatIsCompletedWithAnAnswerInFlightHoldsThatUpUnderNoPolicy() {
        for (SendPolicy policy : List.of(SendPolicy.bySteps(), SendPolicy.asAnswered())) {
            RecordingStore remote = RecordingStore.async("remote");
            CompletableFuture<String> gate = new CompletableFuture<>();
            BatchGenerator<Boolean> opening = remote.get("a").map(gate::complete);

            String result = BatchExecutor.builder()
                    .sendPolicy(policy)
                    .build()
                    .execute(BatchGenerator.zip(
                            BatchGenerator.fromStage(() -> gate).flatMap(remote::get), opening, (a, b) -> a));

            assertThat(result).isEqualTo("A");
            assertThat(remote.batches()).containsExactly("[a]", "[A]");
        }
    }

    @Test
    void oneThatArrivesWhileAnAnswerIsInFlightMovesAtOnceIfThePolicySaysSo() {
        ManualStore slow = new ManualStore("slow");
        CompletableFuture<String> other = new CompletableFuture<>();
        BatchGenerator<String> follow = BatchGenerator.fromStage(() -> other).map(s -> {
            slow.answer(0);
            return s;
        });
        Thread completing = new Thread(() -> {
            awaitAsked(slow);
            other.complete("s");
        });
        completing.start();

        List<String> results = BatchExecutor.builder()
                .sendPolicy(SendPolicy.asAnswered())
                .build()
                .execute(BatchGenerator.zip(slow.get("a"), follow, FromStageTest::pair), Duration.ofMinutes(1));

        assertThat(results).containsExactly("A", "s");
    }

    private static void awaitAsked(ManualStore store) {
        try {
            store.asked.await();
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void itsFailureIsThatOfTheGenerator() {
        IOException failure = new IOException("broken");
        stage.completeExceptionally(new CompletionException(failure));

        assertThat(executor.<String>execute(
                        waiting.recover(IOException.class, caught -> caught == failure ? "recovered" : "other")))
                .isEqualTo("recovered");
    }

    @Test
    void aSupplierThatFailsOrReturnsNullFailsTheGenerator() {
        RuntimeException failure = new IllegalStateException("broken");
        assertThat(catchThrowable(() -> executor.execute(BatchGenerator.fromStage(() -> {
                    throw failure;
                }))))
                .isSameAs(failure);
        assertThatThrownBy(() -> executor.execute(BatchGenerator.<String>fromStage(() -> null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the function given to fromStage in FromStageTest returned null, expected a"
                        + " CompletionStage");
        assertThatThrownBy(() -> BatchGenerator.fromStage(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsCancelledWhenTheTimeIsOver() {
        assertThatThrownBy(() -> executor.execute(waiting.map(String::length), Duration.ofMillis(20)))
                .isInstanceOf(BatchTimeoutException.class);
        assertThat(stage).isCancelled();
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread caller = Thread.currentThread();
        BatchGenerator<String> interrupted = BatchGenerator.fromStage(() -> {
            CompletableFuture.runAsync(() -> {
                while (caller.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                caller.interrupt();
            });
            return stage;
        });

        assertThatThrownBy(() -> executor.execute(interrupted))
                .isInstanceOf(BatchInterruptedException.class)
                .hasMessage("interrupted while waiting for 1 stage");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stage).isCancelled();
    }

    @Test
    void bodiesAndNestedCallsWaitForIt() {
        BatchGenerator<String> body = BatchGenerator.of(batch -> batch.yield(waiting) + executor.execute(waiting));
        CompletableFuture.runAsync(() -> stage.complete("s"));

        assertThat(executor.<String>execute(body)).isEqualTo("ss");
    }
}
