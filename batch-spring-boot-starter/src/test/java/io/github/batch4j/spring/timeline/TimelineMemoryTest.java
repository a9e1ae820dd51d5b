package io.github.batch4j.spring.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.work.WorkTracker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that a full timeline retains: 100 executions of 10,000 operations each, or of 300 batchers. */
class TimelineMemoryTest {

    private static final int OPERATIONS = 10_000;
    private static final long LIMIT = 8_000_000;

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of());

    /** Two bytes for each character, and longer than the texts that are kept. */
    private static final String LONG = "ж".repeat(2 * RecordedKeys.CHARACTERS);

    private static final List<String> KEYS =
            IntStream.range(0, OPERATIONS).mapToObj(number -> number + LONG).toList();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void executionsOfOneBatchStayBelowTheLimit(boolean withKeys) {
        List<BatchTrace.Entry> entries = entries(BatchGenerator.all(KEYS, STORE::get));

        Timeline timeline = full(withKeys, () -> entries);

        assertThat(timeline.works()).hasSize(100).allSatisfy(work -> {
            assertThat(work.batches()).hasSameSizeAs(entries);
            assertThat(work.operations()).isEqualTo(OPERATIONS);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void executionsOfBatchesOfOneStayBelowTheLimit(boolean withKeys) {
        List<BatchTrace.Entry> entries = entries(BatchGenerator.of(batch -> {
            for (String key : KEYS) {
                batch.yield(STORE.get(key));
            }
            return null;
        }));

        Timeline timeline = full(withKeys, () -> entries);

        assertThat(timeline.works()).hasSize(100).allSatisfy(work -> {
            assertThat(work.batches()).hasSize(TimelineRecording.ROWS);
            assertThat(work.omitted()).isEqualTo(OPERATIONS - TimelineRecording.ROWS);
            assertThat(work.roundTrips()).isEqualTo(OPERATIONS);
        });
    }

    /** Batchers made for each request, with names of their own. */
    @Test
    void executionsOfManyBatchersStayBelowTheLimit() {
        Timeline timeline = full(
                true,
                () -> entries(BatchGenerator.all(
                        KEYS.subList(0, TimelineRecording.ROWS),
                        key -> BatchLoader.<String, String>of(key.substring(0, 80), keys -> Map.of())
                                .get(key))));

        assertThat(timeline.works()).hasSize(100).allSatisfy(work -> {
            assertThat(work.batches()).hasSize(TimelineRecording.ROWS);
            assertThat(work.batches().get(0).batcher()).startsWith("0ж");
            assertThat(work.batches())
                    .filteredOn(batch -> batch.batcher().equals(RecordedNames.OTHERS))
                    .hasSizeBetween(200, 299);
        });
    }

    private static List<BatchTrace.Entry> entries(BatchGenerator<?> generator) {
        BatchTrace trace = new BatchTrace();
        BatchExecutor.create().execute(generator, trace);
        return trace.entries();
    }

    /** Fills a timeline with more than it keeps. */
    private static Timeline full(boolean withKeys, Supplier<List<BatchTrace.Entry>> requests) {
        Timeline timeline = new Timeline(withKeys);
        WorkTracker tracker = new WorkTracker(List.of(timeline), () -> null);
        for (int i = 0; i < Timeline.WORKS + 1; i++) {
            List<BatchTrace.Entry> entries = requests.get();
            tracker.onStart(entries.get(0).batch().execution());
            entries.forEach(entry -> tracker.onAnswer(entry.batch(), entry.took(), entry.failure()));
            tracker.onEnd(entries.get(0).batch().execution(), Duration.ZERO, null);
        }
        assertThat(RetainedBytes.of(timeline.works())).isBetween(LIMIT / 1000, LIMIT);
        return timeline;
    }
}
