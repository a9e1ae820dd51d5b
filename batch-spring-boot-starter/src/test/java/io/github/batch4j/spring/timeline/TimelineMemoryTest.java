package io.github.batch4j.spring.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.work.WorkTracker;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory of a full timeline, as the heap shows it: 100 executions of 10,000 operations each. */
class TimelineMemoryTest {

    private static final int OPERATIONS = 10_000;
    private static final long LIMIT = 8_000_000;

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of());

    /** Keys of two bytes for each character, longer than those kept. */
    private static final List<String> KEYS = IntStream.range(0, OPERATIONS)
            .mapToObj(number -> number + "ж".repeat(2 * RecordedKeys.CHARACTERS))
            .toList();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void executionsOfOneBatchStayBelowTheLimit(boolean withKeys) {
        List<BatchTrace.Entry> entries = entries(BatchGenerator.all(KEYS, STORE::get));

        Timeline timeline = full(withKeys, entries);

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

        Timeline timeline = full(withKeys, entries);

        assertThat(timeline.works()).hasSize(100).allSatisfy(work -> {
            assertThat(work.batches()).hasSize(TimelineRecording.ROWS);
            assertThat(work.omitted()).isEqualTo(OPERATIONS - TimelineRecording.ROWS);
            assertThat(work.roundTrips()).isEqualTo(OPERATIONS);
        });
    }

    private static List<BatchTrace.Entry> entries(BatchGenerator<?> generator) {
        BatchTrace trace = new BatchTrace();
        BatchExecutor.create().execute(generator, trace);
        return trace.entries();
    }

    /** Fills a timeline with more than it keeps, and compares the heap. */
    private static Timeline full(boolean withKeys, List<BatchTrace.Entry> entries) {
        long before = used();
        Timeline timeline = new Timeline(withKeys);
        WorkTracker tracker = new WorkTracker(List.of(timeline), () -> null);
        for (int i = 0; i < Timeline.WORKS + 1; i++) {
            tracker.onStart(entries.get(0).batch().execution());
            entries.forEach(entry -> tracker.onAnswer(entry.batch(), entry.took(), entry.failure()));
            tracker.onEnd(entries.get(0).batch().execution(), Duration.ZERO, null);
        }
        assertThat(used() - before).isLessThan(LIMIT);
        Reference.reachabilityFence(timeline);
        return timeline;
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
