package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Executions, arrivals and calls as listeners are notified of them. */
class BatchExecutionListenerTest {

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RecordingStore orders = RecordingStore.blocking("orders");

    /** Records all that it is notified of, with the thread if it is not the caller's. */
    private final class Heard implements BatchListener {

        private final Thread caller = Thread.currentThread();

        private void add(String event) {
            heard.add(event + (Thread.currentThread() == caller ? "" : " elsewhere"));
        }

        @Override
        public void onStart(BatchExecution execution) {
            add("start");
        }

        @Override
        public void onSend(SentBatch batch) {
            add("send " + batch.batcher().name());
        }

        @Override
        public void onSent(SentBatch batch) {
            add("sent " + batch.batcher().name());
        }

        @Override
        public void onArrival(SentBatch batch, @Nullable Throwable failure) {
            add("arrival " + batch.batcher().name() + (failure == null ? "" : " " + failure.getMessage()));
        }

        @Override
        public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
            add("answer " + batch.batcher().name() + (failure == null ? "" : " " + failure.getMessage()));
        }

        @Override
        public void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
            add("end after " + execution.steps() + " steps, " + execution.roundTrips() + " round trips, "
                    + execution.operations() + " operations, " + execution.cachedAnswers() + " cached"
                    + (failure == null ? "" : ": " + failure.getMessage()));
        }
    }

    private BatchExecutor executor(BatchListener... listeners) {
        BatchExecutor.Builder builder = BatchExecutor.builder();
        List.of(listeners).forEach(builder::listener);
        return builder.build();
    }

    @Test
    void aBlockingBatchIsAnsweredBeforeTheNextIsSent() {
        executor(new Heard()).execute(BatchGenerator.zip(users.get("a"), orders.get("b"), String::concat));

        assertThat(heard)
                .containsExactly(
                        "start",
                        "send users",
                        "sent users",
                        "arrival users",
                        "answer users",
                        "send orders",
                        "sent orders",
                        "arrival orders",
                        "answer orders",
                        "end after 1 steps, 2 round trips, 2 operations, 0 cached");
    }

    @Test
    void theArrivalOfAnAsynchronousAnswerIsHeardWhileTheCallerIsInABlockingBatch() {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        CountDownLatch arrived = new CountDownLatch(1);
        Batcher<Ask, String> slow = Batcher.async("async", operations -> answer);
        Batcher<Ask, String> blocking = Batcher.blocking("blocking", operations -> {
            Thread driver = new Thread(() -> answer.complete(List.of("A")));
            driver.start();
            arrived.await();
            driver.join();
            return List.of("B");
        });
        BatchListener latch = new BatchListener() {
            @Override
            public void onArrival(SentBatch batch, @Nullable Throwable failure) {
                arrived.countDown();
            }
        };

        executor(new Heard(), latch)
                .execute(BatchGenerator.zip(new Ask(slow, "a"), new Ask(blocking, "b"), String::concat));

        assertThat(heard)
                .containsExactly(
                        "start",
                        "send async",
                        "sent async",
                        "send blocking",
                        "arrival async elsewhere",
                        "sent blocking",
                        "answer async",
                        "arrival blocking",
                        "answer blocking",
                        "end after 1 steps, 2 round trips, 2 operations, 0 cached");
    }

    @Test
    void theAnswerOfTheFasterOfTwoIsHeardWhileTheOtherIsAwaited() throws InterruptedException {
        CompletableFuture<List<String>> first = new CompletableFuture<>();
        CompletableFuture<List<String>> second = new CompletableFuture<>();
        BatchListener answering = new BatchListener() {
            @Override
            public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
                first.complete(List.of("A"));
            }
        };
        Batcher<Ask, String> one = Batcher.async("one", operations -> first);
        Batcher<Ask, String> two = Batcher.async("two", operations -> second);
        Thread driver = new Thread(() -> second.complete(List.of("B")));
        BatchListener starting = new BatchListener() {
            @Override
            public void onSent(SentBatch batch) {
                if (batch.batcher() == two) {
                    driver.start();
                }
            }
        };

        String both = executor(answering, starting)
                .execute(BatchGenerator.zip(new Ask(one, "a"), new Ask(two, "b"), String::concat));

        driver.join();
        assertThat(both).isEqualTo("AB");
    }

    @Test
    void anExecutionThatFailsEndsWithItsFailure() {
        assertThatThrownBy(() -> executor(new Heard()).execute(users.get("a").map(any -> {
                    throw new IllegalStateException("boom");
                })))
                .hasMessage("boom");

        assertThat(heard).endsWith("end after 1 steps, 1 round trips, 1 operations, 0 cached: boom");
    }

    @Test
    void anAsynchronousBatchThatFailsArrivesWithItsFailure() {
        Batcher<Ask, String> failing =
                Batcher.async("async", operations -> CompletableFuture.failedFuture(new IllegalStateException("boom")));

        assertThatThrownBy(() -> executor(new Heard()).execute(new Ask(failing, "a")))
                .hasMessage("boom");

        assertThat(heard).contains("arrival async boom", "answer async boom");
    }

    @Test
    void aListenerThatThrowsOnArrivalEndsTheExecution() {
        IllegalStateException boom = new IllegalStateException("boom");
        BatchListener throwing = new BatchListener() {
            @Override
            public void onArrival(SentBatch batch, @Nullable Throwable failure) {
                throw boom;
            }
        };
        RecordingStore async = RecordingStore.async("async");

        assertThatThrownBy(() -> executor(throwing, new Heard()).execute(async.get("a")))
                .isSameAs(boom);

        assertThat(heard)
                .contains("answer async")
                .endsWith("end after 1 steps, 1 round trips, 1 operations, 0 cached: boom");
    }

    @Test
    void aListenerThatThrowsOnStartStopsTheExecutionAndThoseBeforeItAreToldTheEnd() {
        IllegalStateException boom = new IllegalStateException("boom");
        BatchListener throwing = new BatchListener() {
            @Override
            public void onStart(BatchExecution execution) {
                throw boom;
            }
        };
        BatchExecutor executor = executor(new Heard(), throwing);

        assertThatThrownBy(() -> executor.execute(users.get("a"))).isSameAs(boom);

        assertThat(heard).containsExactly("start", "end after 0 steps, 0 round trips, 0 operations, 0 cached: boom");
        assertThat(users.batches()).isEmpty();
    }

    @Test
    void nestedCallsBelongToTheExecutionAroundThem() {
        BatchExecutor executor = executor(new Heard());

        executor.execute(users.get("a").map(a -> executor.execute(users.get("b"))));

        assertThat(heard).filteredOn(event -> event.startsWith("start")).hasSize(1);
        assertThat(heard).last().isEqualTo("end after 2 steps, 2 round trips, 2 operations, 0 cached");
    }

    @Test
    void batchesKnowTheirCallsAndHowOftenTheyWereAsked() {
        BatchTrace trace = new BatchTrace();
        AtomicReference<@Nullable String> yielded = new AtomicReference<>();

        BatchExecutor.create()
                .execute(
                        BatchGenerator.of(batch -> {
                            yielded.set(here(1));
                            batch.yield(BatchGenerator.all(List.of(users.get("a"), users.get("a"), users.get("b"))));
                            return null;
                        }),
                        trace);

        SentBatch batch = trace.entries().get(0).batch();
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.asked()).isEqualTo(3);
        assertThat(batch.callers())
                .hasSize(2)
                .allSatisfy(caller -> assertThat(caller).hasToString(yielded.get()));
    }

    private static String here(int further) {
        StackTraceElement frame = new Throwable().getStackTrace()[1];
        return frame.getFileName() + ":" + (frame.getLineNumber() + further);
    }

    @Test
    void callsAreNotRecordedUnlessAListenerNeedsThem() {
        List<SentBatch> sent = new ArrayList<>();
        BatchListener listener = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                sent.add(batch);
            }
        };

        executor(listener).execute(users.get("a"));

        assertThat(sent.get(0).callers()).isEmpty();
    }

    @Test
    void aTraceOfSeveralExecutionsReadsAsOneTimeline() {
        BatchTrace trace = new BatchTrace();
        BatchExecutor executor = executor(trace);

        executor.execute(users.get("a"));
        executor.execute(users.get("b").flatMap(b -> orders.get("c")));

        assertThat(trace.toString().replaceAll("\\d+\\.\\d ms", "_ ms")).isEqualToNormalizingNewlines("""
                        3 round trips, 3 operations
                        execution 1, step 1 | users | 1 operation | at _ ms | _ ms | [a]
                        execution 2, step 1 | users | 1 operation | at _ ms | _ ms | [b]
                        execution 2, step 2 | orders | 1 operation | at _ ms | _ ms | [c]""");
        assertThat(trace.entries())
                .isSortedAccordingTo(
                        (a, b) -> a.batch().sentAt().compareTo(b.batch().sentAt()));
        assertThat(trace.entries().get(1).batch().execution())
                .isSameAs(trace.entries().get(2).batch().execution())
                .isNotSameAs(trace.entries().get(0).batch().execution());
    }
}
