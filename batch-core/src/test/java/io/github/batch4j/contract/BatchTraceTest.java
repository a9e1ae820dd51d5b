package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recording, counting and printing of a trace. */
class BatchTraceTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RecordingStore layer = RecordingStore.over(users, "layer");

    @Test
    void aNewTraceIsEmpty() {
        assertThat(trace.roundTrips()).isZero();
        assertThat(trace.batches()).isEmpty();
        assertThat(trace.entries()).isEmpty();
        assertThat(trace).hasToString("0 round trips, 0 operations");
    }

    @Test
    void layeredBatchesAreRecordedAndNotCounted() {
        executor.execute(BatchGenerator.all(List.of(layer.get("a"), users.get("b"))), trace);

        assertThat(trace.roundTrips()).isEqualTo(1);
        assertThat(trace.batches()).containsExactly(List.of(users.get("b"), users.get("a")));
        assertThat(trace.entries())
                .extracting(entry -> SentLog.show(entry.batch()))
                .containsExactlyInAnyOrder("layer[a]", "users[b, a]");
    }

    @Test
    void eachEntrySaysWhatWasSentAndWhen() {
        executor.execute(users.get("a").flatMap(name -> users.get("b")), trace);

        assertThat(trace.entries()).hasSize(2);
        SentBatch first = trace.entries().get(0).batch();
        SentBatch second = trace.entries().get(1).batch();
        assertThat(first.step()).isEqualTo(1);
        assertThat(second.step()).isEqualTo(2);
        assertThat(first.batcher()).isSameAs(users.get("a").batcher());
        assertThat(first.size()).isEqualTo(1);
        assertThat(first.isRoundTrip()).isTrue();
        assertThat(first.offset()).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(second.offset());
        assertThat(trace.entries()).allSatisfy(entry -> {
            assertThat(entry.took()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(entry.failure()).isNull();
        });
    }

    @Test
    void aBatchThatFailedSaysWhy() {
        RuntimeException boom = new IllegalStateException("boom");
        Ask failing = new Ask(
                Batcher.blocking("failing", operations -> {
                    throw boom;
                }),
                "a");

        assertThatThrownBy(() -> executor.execute(failing, trace));

        assertThat(trace.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.failure()).isSameAs(boom));
        assertThat(trace.toString()).endsWith(" | [a] | failed: java.lang.IllegalStateException: boom");
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void printedItHasALineForEachBatch() {
        executor.execute(
                BatchGenerator.all(List.of(users.get("a"), users.get("b").flatMap(name -> layer.get("c")))), trace);

        assertThat(trace.toString().lines()).hasSize(4).first().isEqualTo("2 round trips, 3 operations");
        assertThat(trace.toString())
                .containsPattern(
                        "(?m)^step 1 \\| users \\| 2 operations \\| at \\d+\\.\\d ms \\| \\d+\\.\\d ms \\| \\[a, b]$")
                .containsPattern("(?m)^step 2 \\| users \\| 1 operation \\| at .* \\| \\[c]$")
                .containsPattern("(?m)^step 2 \\| layer \\(layered\\) \\| 1 operation \\| at .* \\| \\[c]$");
    }

    @Test
    void aLongListOfOperationsIsCutShort() {
        executor.execute(BatchGenerator.all(List.of("x".repeat(200), "y".repeat(200)), users::get), trace);

        assertThat(trace.toString()).hasSizeLessThan(300).endsWith("x...");
    }

    @Test
    void itKeepsWhatItHasRecordedUntilItIsCleared() {
        executor.execute(users.get("a"), trace);
        List<BatchTrace.Entry> before = trace.entries();
        executor.execute(users.get("b"), trace);

        assertThat(trace.batches()).hasToString("[[a], [b]]");
        assertThat(before).hasSize(1);
        trace.clear();
        assertThat(trace.entries()).isEmpty();
        assertThat(trace.roundTrips()).isZero();
        executor.execute(users.get("c"), trace);
        assertThat(trace.batches()).hasToString("[[c]]");
    }
}
