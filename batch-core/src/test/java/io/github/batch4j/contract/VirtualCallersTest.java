package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CoroutineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * More calling virtual threads than processors, with bodies that wait for another virtual thread: none may keep its
 * carrier thread, or no virtual thread would ever run again.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualCallersTest {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int CALLERS = PROCESSORS + 3;

    private final RecordingStore users = RecordingStore.blocking("users");
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Object lock = new Object();

    @BeforeEach
    void assumeVirtualThreadsLeaveTheirCarrier() {
        assumeThat(Runtime.version().feature())
                .as("JDK: before, no virtual thread leaves its carrier at a monitor")
                .isGreaterThanOrEqualTo(24);
    }

    @Test
    void theirBodiesRunOnVirtualThreadsUnlessThePlatformsAreAskedFor() {
        BatchTrace trace = new BatchTrace();

        CoroutineKind kind = onVirtualThread(() -> {
                    BatchExecutor.create().execute(asking(), trace);
                    return CoroutineKind.current();
                })
                .join();

        boolean platform = CoroutineKind.current() == CoroutineKind.PLATFORM_THREAD;
        assertThat(kind).isEqualTo(platform ? CoroutineKind.PLATFORM_THREAD : CoroutineKind.VIRTUAL_THREAD);
        assertThat(trace.entries().get(0).batch().coroutineKind()).isEqualTo(kind);
    }

    @Test
    void aContendedMonitor() {
        List<CompletableFuture<String>> results = callersBesideHolder(() -> {
            synchronized (lock) {
                return "in";
            }
        });

        assertThat(results).allSatisfy(result -> assertThat(result.join()).isEqualTo("in"));
    }

    @Test
    void aMapThatComputesUnderALock() {
        ConcurrentHashMap<String, String> cache = new ConcurrentHashMap<>();

        CompletableFuture<String> holder =
                caller(() -> cache.computeIfAbsent("key", key -> heldUntilReleased("value")));
        awaitOneThatWaits();
        List<CompletableFuture<String>> results = callers(() -> cache.computeIfAbsent("key", key -> "another"));
        awaitStates(Thread.State.BLOCKED, Thread.State.WAITING);
        VirtualThreads.start(released::countDown);

        assertThat(holder.join()).isEqualTo("value");
        assertThat(results).allSatisfy(result -> assertThat(result.join()).isEqualTo("value"));
    }

    @Test
    void waitUntilNotified() {
        List<CompletableFuture<String>> results = callers(() -> {
            synchronized (lock) {
                while (released.getCount() > 0) {
                    lock.wait();
                }
                return "notified";
            }
        });
        awaitStates(Thread.State.WAITING, Thread.State.BLOCKED);
        VirtualThreads.start(() -> {
            synchronized (lock) {
                released.countDown();
                lock.notifyAll();
            }
        });

        assertThat(results).allSatisfy(result -> assertThat(result.join()).isEqualTo("notified"));
    }

    @Test
    void waitForAMillisecondAgainAndAgain() {
        List<CompletableFuture<String>> results = callers(() -> {
            Object own = new Object();
            synchronized (own) {
                while (released.getCount() > 0) {
                    own.wait(1);
                }
                return "seen";
            }
        });
        awaitStates(Thread.State.TIMED_WAITING);
        VirtualThreads.start(released::countDown);

        assertThat(results).allSatisfy(result -> assertThat(result.join()).isEqualTo("seen"));
    }

    /**
     * The JDK runs a static initializer from native code, and pins the carrier thread of a body that waits in there,
     * but no other.
     */
    private static final class Late {

        private static Callable<String> code = () -> "";

        private static final class Constants {
            private static final String VALUE = value();

            private static String value() {
                try {
                    return code.call();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }
    }

    @Test
    void aStaticInitializerThatWaitsKeepsNobodyElse() {
        assumeThat(PROCESSORS).as("processors: one is kept").isGreaterThan(1);
        Late.code = () -> heldUntilReleased("initialized");

        CompletableFuture<String> holder = caller(() -> Late.Constants.VALUE);
        awaitOneThatWaits();
        List<CompletableFuture<String>> results = callers(() -> "beside");
        assertThat(results).allSatisfy(result -> assertThat(result.join()).isEqualTo("beside"));
        VirtualThreads.start(released::countDown);

        assertThat(holder.join()).isEqualTo("initialized");
    }

    private BatchGenerator<String> asking() {
        return BatchGenerator.of(batch -> batch.yield(users.get("a")));
    }

    private String heldUntilReleased(String result) {
        waiting.add(Thread.currentThread());
        try {
            released.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return result;
    }

    /**
     * Callers whose bodies contend for a lock that the body of another caller holds, until another virtual thread
     * releases it.
     */
    private List<CompletableFuture<String>> callersBesideHolder(Callable<String> code) {
        CompletableFuture<String> holder = caller(() -> {
            synchronized (lock) {
                return heldUntilReleased("held");
            }
        });
        awaitOneThatWaits();
        List<CompletableFuture<String>> results = callers(code);
        awaitStates(Thread.State.BLOCKED);
        VirtualThreads.start(released::countDown);
        assertThat(holder.join()).isEqualTo("held");
        return results;
    }

    private List<CompletableFuture<String>> callers(Callable<String> code) {
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            results.add(caller(() -> {
                waiting.add(Thread.currentThread());
                return code.call();
            }));
        }
        return results;
    }

    /** A virtual thread with an executor of its own, which runs code as a body. */
    private static CompletableFuture<String> caller(Callable<String> body) {
        return onVirtualThread(() -> BatchExecutor.create().all(List.of(body)).get(0));
    }

    private static <T> CompletableFuture<T> onVirtualThread(Callable<T> code) {
        CompletableFuture<T> result = new CompletableFuture<>();
        VirtualThreads.start(() -> {
            try {
                result.complete(code.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private void awaitOneThatWaits() {
        while (waiting.isEmpty() || waiting.element().getState() != Thread.State.WAITING) {
            lookAgain();
        }
        waiting.clear();
    }

    /**
     * Waits until as many bodies wait as there are processors: if each pinned its carrier thread, nothing could go on.
     */
    private void awaitStates(Thread.State... states) {
        while (waiting.stream()
                        .filter(thread -> List.of(states).contains(thread.getState()))
                        .count()
                < PROCESSORS) {
            lookAgain();
        }
    }

    private static void lookAgain() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("timed out");
        }
        Thread.yield();
    }
}
