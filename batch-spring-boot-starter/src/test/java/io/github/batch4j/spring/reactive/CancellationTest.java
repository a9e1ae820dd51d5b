package io.github.batch4j.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Subscriptions that are cancelled, on a scheduler of one thread, so what is left on it would be found. */
class CancellationTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** The kinds of schedulers; only the first interrupts what is disposed of. */
    enum Kind {
        BOUNDED_ELASTIC {
            @Override
            Scheduler make(Runnable after) {
                return Schedulers.newBoundedElastic(1, 100, "one");
            }
        },
        EXECUTOR {
            @Override
            Scheduler make(Runnable after) {
                Executor one = Executors.newSingleThreadExecutor(task -> {
                    Thread thread = new Thread(task, "one");
                    thread.setDaemon(true);
                    return thread;
                });
                return Schedulers.fromExecutor(task -> one.execute(() -> {
                    task.run();
                    after.run();
                }));
            }
        };

        /** Makes one; where a scheduler lets, something runs after each task, before the pool tidies up. */
        abstract Scheduler make(Runnable after);

        Scheduler make() {
            return make(() -> {});
        }
    }

    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();
    private final CountDownLatch sent = new CountDownLatch(1);
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
    private final BatchLoader<String, String> silent = BatchLoader.ofAsync("silent", keys -> {
        sent.countDown();
        return answer;
    });

    @BeforeEach
    void collectDroppedErrors() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void restore() {
        Hooks.resetOnErrorDropped();
        assertThat(dropped).isEmpty();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** True if the thread of the scheduler has been left interrupted. */
    private static boolean isInterrupted(Scheduler scheduler) {
        return Mono.fromCallable(() -> Thread.currentThread().isInterrupted())
                .subscribeOn(scheduler)
                .block(LONG);
    }

    @ParameterizedTest
    @EnumSource
    void executionEndsAndLeavesNothingBehind(Kind kind) throws Exception {
        AtomicBoolean isLeftInterrupted = new AtomicBoolean();
        Scheduler scheduler = kind.make(() -> {
            if (Thread.currentThread().isInterrupted()) {
                isLeftInterrupted.set(true);
            }
        });
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        BatchGenerator<String> waiting = BatchGenerator.of(batch -> {
            try {
                return batch.yield(silent.get("a"));
            } catch (RuntimeException thrown) {
                failure.complete(thrown);
                throw thrown;
            }
        });
        CompletableFuture<Throwable> execution = new CompletableFuture<>();
        Disposable subscription = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler)
                .call(() -> {
                    try {
                        return BatchExecutor.create().execute(waiting);
                    } catch (RuntimeException thrown) {
                        execution.complete(thrown);
                        throw thrown;
                    }
                })
                .subscribe();
        await(sent);

        subscription.dispose();

        assertThat(execution.get(20, TimeUnit.SECONDS)).isInstanceOf(BatchInterruptedException.class);
        assertThat(failure.get(20, TimeUnit.SECONDS)).as("the body is closed").isNotNull();
        assertThat(answer).as("the request to the store").isCancelled();
        assertThat(isInterrupted(scheduler)).isFalse();
        assertThat(isLeftInterrupted).isFalse();
        scheduler.dispose();
    }

    @Test
    void timeoutOfTheSubscriberEndsIt() {
        Scheduler scheduler = Kind.BOUNDED_ELASTIC.make();
        Mono<String> result = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler)
                .execute(silent.get("a"))
                .timeout(Mono.fromFuture(() -> CompletableFuture.runAsync(() -> {
                    try {
                        await(sent);
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                })));

        assertThat(result.<Throwable>map(value -> new AssertionError("got " + value))
                        .onErrorResume(Mono::just)
                        .block(LONG))
                .isInstanceOf(TimeoutException.class);
        assertThat(isInterrupted(scheduler)).as("the thread is free again").isFalse();
        assertThat(answer).isCancelled();
        scheduler.dispose();
    }

    @Test
    void executionThatHasNotBegunNeverDoesAndLeavesTheQueue() throws Exception {
        Scheduler scheduler = Schedulers.newBoundedElastic(1, 1, "one");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        scheduler.schedule(() -> {
            begun.countDown();
            try {
                await(release);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        await(begun);
        List<String> ran = new CopyOnWriteArrayList<>();
        Disposable subscription = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler)
                .call(() -> ran.add("code"))
                .subscribe();

        subscription.dispose();
        Mono<Boolean> next = Mono.fromCallable(() -> ran.add("next")).subscribeOn(scheduler);
        CompletableFuture<Boolean> queued = next.toFuture(); // the queue has room for one
        release.countDown();

        assertThat(queued.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("next");
        scheduler.dispose();
    }

    /** A subscriber that has what it wants cancels on the thread that delivers the result. */
    @Test
    void subscriberThatCancelsOnDeliveryIsNotInterrupted() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        ReactiveBatchExecutor.create(BatchExecutor::create, Schedulers.boundedElastic())
                .call(() -> "result")
                .subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnNext(String result) {
                        cancel();
                        interrupted.complete(Thread.currentThread().isInterrupted());
                    }
                });

        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void resultsAreNotLostWhenSubscriptionsEndAtTheSameMoment() {
        Scheduler scheduler = Kind.BOUNDED_ELASTIC.make();
        ReactiveBatchExecutor reactive = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler);
        for (int i = 0; i < 2_000; i++) {
            Disposable subscription = reactive.call(() -> "result").subscribe();
            if (i % 3 == 0) {
                Thread.onSpinWait();
            }
            subscription.dispose();
        }

        assertThat(isInterrupted(scheduler)).isFalse();
        assertThat(reactive.call(() -> "result").block(LONG)).isEqualTo("result");
        scheduler.dispose();
    }
}
