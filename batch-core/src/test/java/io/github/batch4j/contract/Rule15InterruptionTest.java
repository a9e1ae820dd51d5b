package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules 15 and 16: an interrupted execution ends at once, with its generators closed and its stages cancelled. */
class Rule15InterruptionTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final List<String> events = new ArrayList<>();
    private final CompletableFuture<List<String>> stage = new CompletableFuture<>();

    /** An operation whose batcher interrupts its caller and never answers. */
    private final Ask interrupting = new Ask(
            Batcher.async("slow", operations -> {
                Thread.currentThread().interrupt();
                return stage;
            }),
            "a");

    @AfterEach
    void uninterrupted() {
        Thread.interrupted();
    }

    @Test
    void theCallerGetsAnExceptionAndStaysInterrupted() {
        Throwable thrown = catchThrowable(() -> executor.execute(interrupting));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown)
                .isInstanceOf(BatchInterruptedException.class)
                .hasMessageContaining("a batch of 1 operation of slow");
    }

    @Test
    void theGeneratorsAreClosedAndTheStageIsCancelled() {
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            try {
                return batch.yield(interrupting);
            } finally {
                events.add("body ends");
            }
        });

        assertThatThrownBy(() -> executor.execute(body.doFinally(() -> events.add("action"))));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).containsExactly("body ends", "action");
        assertThat(stage).isCancelled();
    }

    @Test
    void everyStageThatIsUnderWayIsCancelled() {
        ManualStore one = new ManualStore("one");
        ManualStore two = new ManualStore("two");

        assertThatThrownBy(() -> executor.executeAll(List.of(one.get("a"), two.get("b"), interrupting)))
                .isInstanceOf(BatchInterruptedException.class);

        assertThat(one.stage(0)).isCancelled();
        assertThat(two.stage(0)).isCancelled();
        assertThat(stage).isCancelled();
    }

    @Test
    void aStageThatCannotBeCancelledKeepsNobodyFromBeingClosed() {
        Ask stubborn = new Ask(
                Batcher.async("stubborn", operations -> {
                    Thread.currentThread().interrupt();
                    return new CompletableFuture<>() {
                        @Override
                        public boolean cancel(boolean mayInterrupt) {
                            throw new IllegalStateException("not cancelled");
                        }
                    };
                }),
                "b");
        Ask other = new Ask(Batcher.async("other", operations -> stage), "c");

        Throwable thrown = catchThrowable(() ->
                executor.execute(BatchGenerator.all(List.of(stubborn, other)).doFinally(() -> events.add("action"))));

        assertThat(thrown).isInstanceOf(BatchInterruptedException.class);
        assertThat(events).containsExactly("action");
        assertThat(stage).isCancelled();
    }

    @Test
    void aThreadThatWaitsIsWokenByTheInterruption() throws Exception {
        ManualStore slow = new ManualStore("slow");
        TestThread<Throwable> waiting =
                TestThread.start("waiting", () -> catchThrowable(() -> executor.execute(slow.get("a"))));
        slow.asked.await();

        waiting.interrupt();

        assertThat(waiting.result()).isInstanceOf(BatchInterruptedException.class);
        assertThat(slow.stage(0)).isCancelled();
    }

    @Test
    void anInterruptionThatComesWhileABodyRunsIsNotLost() throws Exception {
        ManualStore slow = new ManualStore("slow");
        CountDownLatch inBody = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            inBody.countDown();
            goOn.await();
            return batch.yield(slow.get("a"));
        });
        TestThread<Throwable> caller = TestThread.start("caller", () -> catchThrowable(() -> executor.execute(body)));
        inBody.await();

        caller.interrupt();
        goOn.countDown();

        assertThat(caller.result()).isInstanceOf(BatchInterruptedException.class);
    }

    @Test
    void aSharedGeneratorThatWasInterruptedCanBeRunAgain() {
        RecordingStore users = RecordingStore.blocking("users");
        List<BatchGenerator<String>> tries = new ArrayList<>(List.of(interrupting, users.get("b")));
        SharedGenerator<String> shared =
                BatchGenerator.<String>defer(() -> tries.remove(0)).shared();

        assertThatThrownBy(() -> executor.execute(shared));
        Thread.interrupted();

        assertThat(BatchExecutor.create().execute(shared)).isEqualTo("B");
    }

    @Test
    void theExecutorCanBeUsedAgain() {
        assertThatThrownBy(() -> executor.execute(interrupting));
        Thread.interrupted();

        assertThat(executor.execute(RecordingStore.async("users").get("a"))).isEqualTo("A");
    }

    @Test
    void whatHasAlreadyAnsweredIsNotAffected() {
        Ask answered = new Ask(
                Batcher.async("quick", operations -> {
                    Thread.currentThread().interrupt();
                    return CompletableFuture.completedStage(List.of("A"));
                }),
                "a");

        assertThat(executor.execute(answered)).isEqualTo("A");
        assertThat(Thread.interrupted()).isTrue();
    }

    static Stream<Batcher<Ask, String>> interruptedBatchers() {
        return Stream.of(
                Batcher.blocking("blocking", operations -> {
                    throw new InterruptedException();
                }),
                Batcher.async("async", operations -> {
                    throw new InterruptedException();
                }),
                Batcher.layered("layered", operations -> {
                    throw new InterruptedException();
                }));
    }

    @ParameterizedTest
    @MethodSource("interruptedBatchers")
    void aBatcherThatWasInterruptedLeavesTheThreadInterrupted(Batcher<Ask, String> batcher) {
        Throwable thrown = catchThrowable(() -> executor.execute(new Ask(batcher, "a")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).hasCauseInstanceOf(InterruptedException.class);
    }
}
