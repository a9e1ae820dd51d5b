package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recording of the batches that were sent, to print or to assert.
 *
 * <pre>{@code
 * BatchTrace trace = new BatchTrace();
 * executor.execute(genSpouses(12345), trace);
 * assert trace.roundTrips() == 2;
 * System.out.println(trace);
 * }</pre>
 *
 * <p>{@link #toString} has a line for each batch:
 *
 * <pre>
 * 2 round trips, 3 operations
 * step 1 | redis | 2 operations | at 0.1 ms | 1.2 ms | [user:12345, spouseId:12345]
 * step 2 | redis | 1 operation | at 1.4 ms | 0.9 ms | [user:67890]
 * </pre>
 *
 * <p>If bodies have yielded, the first line also has the {@linkplain CoroutineKind kind of coroutine} they ran on.
 *
 * <p>Batches of several executions are shown as one timeline, and their lines begin with the number of the execution.
 *
 * <p>It keeps what it has recorded until it is {@linkplain #clear() cleared}. Thread-safe, so that one trace can listen
 * to several executors.
 */
public final class BatchTrace implements BatchListener {

    private final List<Entry> entries = new ArrayList<>();
    private final boolean needsCallers;

    /**
     * Makes an empty trace that has the {@linkplain SentBatch#callers places in the program} that have asked. They cost
     * some microseconds for each call of {@code execute} or {@code yield}.
     */
    public BatchTrace() {
        this(true);
    }

    private BatchTrace(boolean needsCallers) {
        this.needsCallers = needsCallers;
    }

    /**
     * Makes an empty trace without the places in the program, to measure or to count in production.
     *
     * @return a new trace
     */
    public static BatchTrace withoutCallers() {
        return new BatchTrace(false);
    }

    /**
     * One batch and how it ended.
     *
     * @param batch the batch
     * @param took the time from sending it to its answer
     * @param failure the failure of the whole batch, null if at least one of its operations was answered
     */
    public record Entry(
            SentBatch batch, Duration took, @Nullable Throwable failure) {}

    @Override
    public synchronized void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        int place = entries.size();
        while (place > 0 && entries.get(place - 1).batch.sent() - batch.sent() > 0) {
            place--;
        }
        entries.add(place, new Entry(batch, took, failure));
    }

    @Override
    public boolean needsCallers() {
        return needsCallers;
    }

    /**
     * The number of batches that reached a store.
     *
     * @return the number of round trips
     */
    public synchronized int roundTrips() {
        return (int) entries.stream().filter(entry -> entry.batch.isRoundTrip()).count();
    }

    /**
     * All batches that have answered or were given up, in the order in which they were sent; layered ones too.
     *
     * @return a copy of the recording
     */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * The operations of each batch that reached a store.
     *
     * @return a list for each round trip
     */
    public synchronized List<List<? extends BatchableOperation<?>>> batches() {
        List<List<? extends BatchableOperation<?>>> batches = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.batch.isRoundTrip()) {
                batches.add(entry.batch.operations());
            }
        }
        return batches;
    }

    /** Removes all entries. */
    public synchronized void clear() {
        entries.clear();
    }

    @Override
    public synchronized String toString() {
        int operations = 0;
        CoroutineKind coroutineKind = null;
        StringBuilder lines = new StringBuilder();
        Map<BatchExecution, Integer> executions = new HashMap<>();
        for (Entry entry : entries) {
            executions.putIfAbsent(entry.batch.execution(), executions.size() + 1);
        }
        long started = entries.isEmpty() ? 0 : entries.get(0).batch.execution().started();
        for (Entry entry : entries) {
            SentBatch batch = entry.batch;
            operations += batch.isRoundTrip() ? batch.size() : 0;
            coroutineKind = batch.coroutineKind() == null ? coroutineKind : batch.coroutineKind();
            lines.append(System.lineSeparator()).append(line(entry, executions, started));
        }
        return Names.count(roundTrips(), "round trip") + ", " + Names.count(operations, "operation")
                + (coroutineKind == null ? "" : ", bodies on: " + coroutineKind) + lines;
    }

    private static String line(Entry entry, Map<BatchExecution, Integer> executions, long started) {
        SentBatch batch = entry.batch;
        Duration at = Duration.ofNanos(batch.sent() - started);
        String line = (executions.size() == 1 ? "" : "execution " + executions.get(batch.execution()) + ", ") + "step "
                + batch.step()
                + " | " + NamedBatcher.nameOf(batch.batcher())
                + (batch.isRoundTrip() ? "" : " (layered)") + " | " + Names.count(batch.size(), "operation") + " | at "
                + milliseconds(at) + " | " + milliseconds(entry.took) + " | "
                + Names.describe(batch.operations());
        return entry.failure == null ? line : line + " | failed: " + Names.describe(entry.failure);
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
