package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.CoroutineKind;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 16: a deadline ends an execution, and everything in it is closed. */
class Rule16TimeLimitTest {

    /** Long enough for the batches and bodies before it, even on a busy machine. */
    private static final Duration SHORT = Duration.ofMillis(100);

    private static final Duration LONG = Duration.ofMinutes(10);

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchExecutor limited = BatchExecutor.builder().timeout(SHORT).build();
    private final ManualStore slow = new ManualStore("slow");
    private final RecordingStore users = RecordingStore.blocking("users");
    private final List<String> events = new ArrayList<>();

    private BatchGenerator<String> body(String key) {
        return BatchGenerator.of(batch -> {
            try {
                return batch.yield(slow.get(key));
            } catch (CancellationException closed) {
                events.add(key + " is closed");
                throw closed;
            } finally {
                events.add(key + " ends");
            }
        });
    }

    private BatchGenerator<Long> endless(long from) {
        return BatchGenerator.value(from).flatMap(number -> endless(number + 1));
    }

    @Test
    void itEndsTheWaitForABatchAndSaysForWhich() {
        assertThat(catchThrowable(() -> limited.execute(slow.get("a"))))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage("timed out after 100 ms, while waiting for a batch of 1 operation of slow");
        assertThat(slow.stage(0)).isCancelled();
    }

    @Test
    void itShowsWhoWaited() {
        BatchGenerator<String> waiting = slow.get("a").map(name -> name + "!");
        BatchGenerator<List<String>> body =
                BatchGenerator.of(batch -> batch.yieldAll(List.of(users.get("b"), waiting)));

        assertThat(catchThrowable(() -> limited.execute(body)).getSuppressed())
                .singleElement()
                .satisfies(trace -> assertThat(trace.getMessage().lines().map(String::strip))
                        .containsExactly(
                                "the generator that failed was waiting in",
                                "at map (Rule16TimeLimitTest)",
                                "at all (2 of 2)",
                                "at body (Rule16TimeLimitTest)",
                                "at execute"));
    }

    @Test
    void bodiesAreUnwoundTheInnermostFirst() {
        assertThat(catchThrowable(() -> limited.executeAll(List.of(body("a"), body("b")))))
                .isInstanceOf(BatchTimeoutException.class);
        assertThat(events).containsExactly("b is closed", "b ends", "a is closed", "a ends");
        assertThat(slow.stage(0)).isCancelled();
    }

    @Test
    void theExecutorIsAsGoodAsNewAfterwards() {
        assertThat(catchThrowable(() -> limited.execute(body("a")))).isNotNull();

        assertThat(limited.<String>execute(users.get("b"), LONG)).isEqualTo("B");
    }

    @Test
    void aCallMayHaveAnotherLimitThanItsExecutor() {
        BatchExecutor patient = BatchExecutor.builder().timeout(LONG).build();

        assertThat(catchThrowable(() -> patient.execute(slow.get("a"), SHORT))).hasMessageContaining("after 100 ms");
        assertThat(limited.<String>execute(users.get("b"), LONG)).isEqualTo("B");
    }

    @Test
    void aCallFromInsideMayHaveAShorterOneWhichEndsTheWhole() {
        BatchGenerator<String> inner = BatchGenerator.of(batch -> executor.execute(slow.get("a"), SHORT));

        assertThat(catchThrowable(() -> executor.execute(inner.recoverWith(failure -> users.get("b")), LONG)))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessageContaining("after 100 ms")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
    }

    @Test
    void theLimitOfACallFromInsideIsGoneWithTheCall() {
        BatchGenerator<String> late = BatchGenerator.of(batch -> {
            String name = executor.execute(users.get("a"), SHORT);
            long end = System.nanoTime() + 2 * SHORT.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return name + batch.yield(users.get("b"));
        });

        assertThat(executor.<String>execute(late, LONG)).isEqualTo("AB");
    }

    @Test
    void generatorsThatNeverAskAreEndedToo() {
        assertThat(catchThrowable(() -> limited.execute(endless(0))))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage("timed out after 100 ms, while generators were moving");
    }

    @Test
    void functionsThatAskForNothingMoreAreEndedToo() {
        AtomicInteger mapped = new AtomicInteger();
        BatchLoader<Integer, Integer> loader =
                BatchLoader.of("numbers", keys -> keys.stream().collect(Collectors.toMap(key -> key, key -> key)));
        Duration limit = Duration.ofSeconds(1);
        long past = System.nanoTime() + limit.plusMillis(200).toNanos();
        List<Integer> ids = IntStream.range(0, 20_000).boxed().toList();

        assertThat(catchThrowable(() -> BatchExecutor.create()
                        .execute(
                                BatchGenerator.all(
                                        ids,
                                        id -> loader.get(id).map(value -> {
                                            while (mapped.get() == 5_000 && System.nanoTime() < past) {
                                                Thread.onSpinWait();
                                            }
                                            return mapped.incrementAndGet();
                                        })),
                                limit)))
                .isInstanceOf(BatchTimeoutException.class);
        assertThat(mapped).hasValueBetween(5_001, 10_000);
    }

    /** On continuations bodies block the calling thread itself, which is not interrupted. */
    private static void assumeBodiesHaveThreads() {
        assumeThat(CoroutineKind.current()).isNotEqualTo(CoroutineKind.CONTINUATION);
    }

    @Test
    void aBodyThatBlocksOnItsOwnThreadIsInterruptedAndNamed() {
        assumeBodiesHaveThreads();
        CountDownLatch never = new CountDownLatch(1);
        BatchGenerator<String> blocking = BatchGenerator.of(batch -> {
            try {
                never.await();
                return "never";
            } catch (InterruptedException interrupted) {
                events.add("interrupted");
                throw interrupted;
            }
        });

        Throwable thrown = catchThrowable(() -> limited.executeAll(List.of(blocking, body("a"))));

        assertThat(thrown)
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage("timed out after 100 ms, while the body of Rule16TimeLimitTest ran");
        assertThat(thrown.getSuppressed()[0].getMessage()).contains("CountDownLatch.await");
        assertThat(events).containsExactly("interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theFinallyBlockOfABodyThatWasInterruptedIsNot() {
        assumeBodiesHaveThreads();
        BatchGenerator<String> stubborn = BatchGenerator.of(batch -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                return batch.yield(slow.get("a"));
            } finally {
                events.add("interrupted: " + Thread.currentThread().isInterrupted());
            }
        });

        assertThat(catchThrowable(() -> limited.execute(stubborn))).isInstanceOf(BatchTimeoutException.class);
        assertThat(events).containsExactly("interrupted: false");
    }

    @Test
    void whatABodyFailsWithThatRanWhenTimeWasUpIsAttached() {
        RuntimeException close = new IllegalStateException("close");
        BatchGenerator<String> failing = BatchGenerator.of(batch -> {
            long end = System.nanoTime() + 2 * SHORT.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            throw close;
        });

        assertThat(catchThrowable(() -> limited.execute(failing)))
                .isInstanceOf(BatchTimeoutException.class)
                .hasSuppressedException(close);
    }

    @Test
    void aBodyThatGoesOnAlthoughItWasInterruptedIsToldOfInTheLog() {
        assumeBodiesHaveThreads();
        Logger logger = Logger.getLogger("io.github.batch4j");
        CompletableFuture<String> told = new CompletableFuture<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                told.complete(MessageFormat.format(message.getMessage(), message.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            BatchGenerator<String> stubborn = BatchGenerator.of(batch -> {
                while (!told.isDone()) {
                    Thread.onSpinWait();
                }
                return "at last";
            });

            assertThat(catchThrowable(() -> limited.execute(stubborn))).isInstanceOf(BatchTimeoutException.class);
            assertThat(told.join())
                    .startsWith(
                            "body of Rule16TimeLimitTest was interrupted, as the execution is to end, and still runs:")
                    .contains("(Rule16TimeLimitTest.java:");
        } finally {
            logger.removeHandler(handler);
        }
    }

    /** The deadline ends the whole execution, or the body goes on as if there had been none. */
    @Test
    void aLimitInsideThatIsNearlyOverLeavesNobodyInterrupted() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            Duration limit = Duration.ofNanos(random.nextInt(1, 200_000));
            BatchGenerator<Boolean> body = BatchGenerator.of(batch -> {
                executor.execute(users.get("a"), limit);
                return Thread.currentThread().isInterrupted();
            });
            try {
                assertThat(executor.execute(body)).isFalse();
            } catch (BatchTimeoutException inTime) {
                // also allowed
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aLimitThatIsNoneIsRefused(String limit) {
        Duration none = Duration.parse(limit);

        assertThat(catchThrowable(() -> executor.execute(users.get("a"), none)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchExecutor.execute expects a time limit above zero, got " + none);
        assertThat(catchThrowable(() -> BatchExecutor.builder().timeout(none)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLimitBeyondAllReasonIsNone() {
        assertThat(executor.<String>execute(users.get("a"), Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo("A");
    }
}
