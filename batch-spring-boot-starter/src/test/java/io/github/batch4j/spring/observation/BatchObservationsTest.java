package io.github.batch4j.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The observations of executions and batches: their tree, their keys, and when they end. */
@ExtendWith(OutputCaptureExtension.class)
class BatchObservationsTest {

    private final RecordedObservations observations = new RecordedObservations();
    private final BatchListener listener = new BatchObservations(observations.registry(), null, null);
    private final BatchExecutor executor =
            BatchExecutor.builder().listener(listener).build();

    private final BatchLoader<String, String> users = BatchLoader.of("users", BatchObservationsTest::upper);

    /** The registry's validator throws too if an observation is used wrongly, which the listener only logs. */
    @AfterEach
    void nothingIsLeftOpen(CapturedOutput output) {
        observations.assertNothingLeftOpen();
        assertThat(output).doesNotContain("Batches are not affected");
    }

    @Test
    void batchesAreBelowTheirExecution() {
        executor.execute(BatchGenerator.all(
                List.of(users.get("a"), users.get("b"), users.get("a").flatMap(a -> users.get("c")))));

        assertThat(observations.tree()).containsExactly("batch execution", "  batch users", "  batch users");
        assertThat(keys("batch execution", false)).containsExactlyInAnyOrder("outcome=SUCCESS", "exception=none");
        assertThat(keys("batch execution", true))
                .containsExactlyInAnyOrder("batch4j.steps=2", "batch4j.round.trips=2", "batch4j.operations=3");
        assertThat(keys("batch users", false))
                .containsExactlyInAnyOrder("batcher=users", "kind=round-trip", "outcome=SUCCESS", "exception=none");
        assertThat(keys("batch users", true))
                .containsExactlyInAnyOrder("batch4j.batch.size=2", "batch4j.step=1", "batch4j.asked=3");
    }

    @Test
    void executionIsBelowTheObservationOfItsCaller() {
        Observation.createNotStarted("request", observations.registry())
                .observe(() -> executor.execute(users.get("a")));

        assertThat(observations.tree()).containsExactly("request", "  batch execution", "    batch users");
    }

    @Test
    void asynchronousBatchEndsWithItsAnswerWhileTheExecutingThreadIsInAnotherBatch() {
        CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        BatchLoader<String, String> slow = BatchLoader.ofAsync("async", keys -> answer);
        List<String> endedMeanwhile = new CopyOnWriteArrayList<>();
        BatchLoader<String, String> blocking = BatchLoader.of("blocking", keys -> {
            onAnotherThread(() -> answer.complete(Map.of("a", "A")));
            endedMeanwhile.addAll(observations.ended());
            return upper(keys);
        });

        executor.execute(BatchGenerator.all(List.of(slow.get("a"), blocking.get("b"))));

        assertThat(endedMeanwhile).containsExactly("batch async");
        assertThat(observations.tree()).containsExactly("batch execution", "  batch async", "  batch blocking");
    }

    @Test
    void batchesOfANestedCallAreBelowTheBatchThatCalls() {
        BatchLoader<String, String> nesting = BatchLoader.of("nesting", keys -> {
            executor.execute(users.get("a"));
            return upper(keys);
        });

        executor.execute(nesting.get("b"));

        assertThat(observations.tree()).containsExactly("batch execution", "  batch nesting", "    batch users");
    }

    @Test
    void layeredBatchIsOneOfItsKind() {
        Batcher<Key, String> layered = Batcher.layered(
                "layered",
                keys -> BatchGenerator.all(
                        keys.stream().map(key -> users.get(key.key())).toList()));

        executor.execute(new Key("a", layered));

        assertThat(observations.tree()).containsExactly("batch execution", "  batch layered", "  batch users");
        assertThat(keys("batch layered", false)).contains("kind=layered");
        assertThat(observations.ended()).containsExactly("batch users", "batch layered", "batch execution");
    }

    @Test
    void bodyIsBelowTheExecution() {
        executor.all(List.of("a", "b"), key -> {
            Observation before = observations.registry().getCurrentObservation();
            Observation.createNotStarted("own", observations.registry())
                    .observe(() -> executor.execute(users.get(key)));
            assertThat(before).isSameAs(observations.registry().getCurrentObservation());
            return key;
        });

        assertThat(observations.tree())
                .startsWith("batch execution")
                .contains("  batch users")
                .hasSize(4);
    }

    @Test
    void failureOfABatchIsTheOutcomeOfBoth() {
        BatchLoader<String, String> failing = BatchLoader.of("failing", keys -> {
            throw new IllegalStateException("key 12345 is a secret");
        });

        assertThatThrownBy(() -> executor.execute(failing.get("12345"))).hasMessageContaining("secret");

        assertThat(keys("batch failing", false)).contains("outcome=ERROR", "exception=IllegalStateException");
        assertThat(keys("batch execution", false)).contains("outcome=ERROR", "exception=IllegalStateException");
        assertThat(((BatchObservationContext) observations.get("batch failing")).failure())
                .hasMessageContaining("secret");
        assertThat(observations.get("batch failing").getError()).hasMessage("java.lang.IllegalStateException");
        assertThat(observations.texts()).noneMatch(text -> text.contains("12345"));
    }

    @Test
    void batchThatIsGivenUpIsCancelled() {
        CompletableFuture<Map<String, String>> never = new CompletableFuture<>();
        BatchLoader<String, String> slow = BatchLoader.ofAsync("slow", keys -> {
            Thread.currentThread().interrupt();
            return never;
        });

        assertThatThrownBy(() -> executor.execute(slow.get("a"))).isInstanceOf(BatchInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        never.complete(Map.of());

        assertThat(keys("batch slow", false)).contains("outcome=CANCELLED");
        assertThat(keys("batch execution", false)).contains("outcome=ERROR", "exception=BatchInterruptedException");
    }

    @Test
    void batchThatAnotherListenerRefusesLeavesNoScopeOpen() {
        BatchListener refusing = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                throw new IllegalStateException("refused");
            }
        };

        assertThatThrownBy(() -> executor.execute(users.get("a"), refusing)).hasMessage("refused");

        assertThat(observations.ended()).containsExactly("batch users", "batch execution");
    }

    @Test
    void scopeThatAListenerLeavesOpenIsClosedFirst() {
        BatchListener forgetful = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                Observation own = Observation.start("own", observations.registry());
                own.openScope();
                own.stop();
            }
        };

        executor.execute(users.get("a"), forgetful);

        assertThat(observations.tree()).containsExactly("batch execution", "  batch users", "    own");
    }

    @Test
    void conventionsMayBeReplaced() {
        ExecutionObservationConvention executions = new ExecutionObservationConvention() {
            @Override
            public String getName() {
                return "page";
            }
        };
        BatchObservationConvention batches = new BatchObservationConvention() {
            @Override
            public String getName() {
                return "trip";
            }
        };

        BatchExecutor.builder()
                .listener(new BatchObservations(observations.registry(), executions, batches))
                .build()
                .execute(users.get("a"));

        assertThat(observations.tree()).containsExactly("page", "  trip");
    }

    private List<String> keys(String name, boolean high) {
        Observation.Context context = observations.get(name);
        Iterable<KeyValue> values = high ? context.getHighCardinalityKeyValues() : context.getLowCardinalityKeyValues();
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> value.getKey() + "=" + value.getValue())
                .toList();
    }

    private static void onAnotherThread(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }

    private record Key(String key, Batcher<Key, String> batcher) implements BatchableOperation<String> {}

    private static Map<String, String> upper(List<String> keys) {
        return keys.stream().collect(Collectors.toMap(key -> key, String::toUpperCase));
    }
}
