package io.github.batch4j.spring.timeline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request or a job that has ended, in numbers and names: its JSON.
 *
 * @param id the number by which it is found
 * @param name the method and the pattern of the route, or the place of the job in the program
 * @param startedAt the time at which it began
 * @param tookMicros the time until its end, in microseconds
 * @param executions the number of executions
 * @param steps the number of steps of all executions
 * @param roundTrips the number of batches that reached a store
 * @param operations the number of operations in them
 * @param cachedAnswers the number of operations that were answered by a cache
 * @param failure the class of the failure with which it ended, null if there is none
 * @param findings the findings about its batches
 * @param batches the first batches in the order of sending; null in a list of works
 * @param omitted the number of batches that are left out
 */
record RecordedWork(
        long id,
        String name,
        Instant startedAt,
        long tookMicros,
        int executions,
        int steps,
        int roundTrips,
        int operations,
        int cachedAnswers,
        @Nullable String failure,
        List<String> findings,
        @Nullable List<RecordedBatch> batches,
        int omitted) {

    /** The row of a list. */
    RecordedWork summary() {
        return with(null);
    }

    /** The same without the keys of its batches. */
    RecordedWork withoutKeys() {
        return with(
                batches == null
                        ? null
                        : batches.stream().map(RecordedBatch::withoutKeys).toList());
    }

    private RecordedWork with(@Nullable List<RecordedBatch> rows) {
        return new RecordedWork(
                id,
                name,
                startedAt,
                tookMicros,
                executions,
                steps,
                roundTrips,
                operations,
                cachedAnswers,
                failure,
                findings,
                rows,
                omitted);
    }
}
