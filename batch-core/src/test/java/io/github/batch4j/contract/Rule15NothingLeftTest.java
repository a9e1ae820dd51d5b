package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import io.github.batch4j.CoroutineKind;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule 15: after the end of an execution no thread waits and no reference is held. */
class Rule15NothingLeftTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final Queue<Thread> bodyThreads = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<List<String>> stage = new CompletableFuture<>();

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

    private List<BatchGenerator<String>> bodies(Ask operation) {
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            bodyThreads.add(Thread.currentThread());
            return batch.yield(operation);
        });
        return IntStream.range(0, 50).mapToObj(i -> body).toList();
    }

    /** Waits until the threads of bodies have left the library's code: they have ended, or are idle in a pool. */
    private void awaitBodyThreads() {
        assertThat(bodyThreads).hasSize(50);
        for (Thread thread : bodyThreads) {
            while (thread != Thread.currentThread()
                    && Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith("io.github.batch4j"))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void theThreadsOfBodiesAreFreeAfterAResult() {
        assertThat(executor.executeAll(bodies(users.get("a")))).hasSize(50);

        awaitBodyThreads();
    }

    @Test
    void theThreadsOfBodiesAreFreeAfterAnInterruption() {
        assertThatThrownBy(() -> executor.executeAll(bodies(interrupting)));
        Thread.interrupted();

        awaitBodyThreads();
    }

    private static void awaitCleared(WeakReference<?> reference) {
        while (reference.get() != null) {
            System.gc();
        }
    }

    private static WeakReference<Object> runWithSomethingLarge(Ask operation, Consumer<BatchGenerator<?>> execution) {
        Object large = new Object();
        BatchGenerator<String> body = BatchGenerator.of(batch -> batch.yield(operation) + large);
        BatchGenerator<String> pipeline = operation.map(name -> name + large);
        execution.accept(BatchGenerator.all(List.of(body, pipeline)));
        return new WeakReference<>(large);
    }

    @Test
    void theExecutorHoldsNothingAfterAResult() {
        awaitCleared(runWithSomethingLarge(users.get("a"), executor::execute));

        assertThat(executor.execute(users.get("b"))).isEqualTo("B");
    }

    @Test
    void neitherTheExecutorNorTheStageHoldsAnythingAfterAnInterruption() {
        awaitCleared(runWithSomethingLarge(
                interrupting, generator -> assertThatThrownBy(() -> executor.execute(generator))));
        Thread.interrupted();

        assertThat(stage).isCancelled();
        assertThat(executor.execute(users.get("b"))).isEqualTo("B");
    }

    @Test
    void aStageThatCannotBeCancelledHoldsNothingEither() {
        CompletableFuture<List<String>> stubborn = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return false;
            }
        };
        Ask asked = new Ask(
                Batcher.async("stubborn", operations -> {
                    Thread.currentThread().interrupt();
                    return stubborn;
                }),
                "a");

        awaitCleared(runWithSomethingLarge(asked, generator -> assertThatThrownBy(() -> executor.execute(generator))));

        assertThat(stubborn.complete(List.of("A"))).isTrue();
    }

    @Test
    void aBodyLeavesNothingOnItsThreadForTheNext() {
        ClassLoader loader = new ClassLoader() {};
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        BatchGenerator<ClassLoader> body = BatchGenerator.of(batch -> {
            batch.yield(users.get("a"));
            return Thread.currentThread().getContextClassLoader();
        });
        try {
            caller.setContextClassLoader(loader);
            assertThat(executor.execute(body)).isSameAs(loader);
        } finally {
            caller.setContextClassLoader(before);
        }

        assertThat(executor.executeAll(List.of(body, body, body))).containsOnly(before);
    }

    @Test
    void aBodyLeavesNothingForTheOneThatTakesItsThreadOver() {
        assumeThat(CoroutineKind.current()).isNotEqualTo(CoroutineKind.CONTINUATION);
        ClassLoader ofCaller = Thread.currentThread().getContextClassLoader();

        List<ClassLoader> found = executor.all(List.of(1, 2), number -> {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(null);
            return loader;
        });

        assertThat(found).containsExactly(ofCaller, ofCaller);
    }
}
