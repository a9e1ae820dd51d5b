package io.github.batch4j.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.Caller;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@link Finding.OneByOne}: several calls from the same place in several batches, of which each got only a few
 * operations from there.
 *
 * <p>Each call counts once, however many steps it takes: in a chain each link needs the answer of the one before. Where
 * many calls share each batch, as at the levels of a tree, they already run side by side.
 */
final class OneByOneRule {

    /** The mean number of operations per batch up to which they count as asked one by one. */
    private static final int FEW = 3;

    private record Place(Batcher<?, ?> batcher, @Nullable Object partition, List<StackTraceElement> frames) {}

    /** The calls from one place. */
    private static final class Calls {

        private final Caller first;
        private final boolean isWrite;
        private final Set<Object> asked = new HashSet<>();
        private final Set<Caller> calls = new HashSet<>(); // each is equal only to itself
        private @Nullable SentBatch last;
        private int batches;
        private int operations;

        Calls(Caller first, BatchableOperation<?> operation) {
            this.first = first;
            this.isWrite = !ExecutorBatches.isRead(operation);
        }

        /** Adds an operation, unless an equal one was asked for before: side by side it would have been merged. */
        void add(Caller caller, SentBatch batch, BatchableOperation<?> operation) {
            if (!operation.mergeable() || asked.add(operation)) {
                calls.add(caller);
                operations++;
                if (last != batch) {
                    last = batch;
                    batches++;
                }
            }
        }

        boolean isOneByOne(int threshold) {
            return calls.size() >= threshold && batches >= threshold && operations <= FEW * batches;
        }
    }

    private OneByOneRule() {}

    static List<Finding> check(ExecutorBatches batches, int threshold) {
        Map<Place, Calls> places = new LinkedHashMap<>();
        for (BatchTrace.Entry entry : batches.entries()) {
            SentBatch batch = entry.batch();
            if (batch.isRoundTrip()) {
                add(batch, places);
            }
        }
        List<Finding> findings = new ArrayList<>();
        places.forEach((place, found) -> {
            if (found.isOneByOne(threshold)) {
                findings.add(new Finding.OneByOne(
                        place.batcher.name(),
                        found.first,
                        found.calls.size(),
                        found.batches,
                        found.operations,
                        found.isWrite));
            }
        });
        return findings;
    }

    private static void add(SentBatch batch, Map<Place, Calls> places) {
        Caller before = null;
        Calls calls = null;
        for (int i = 0; i < batch.callers().size(); i++) {
            Caller caller = batch.callers().get(i);
            BatchableOperation<?> operation = batch.operations().get(i);
            try {
                if (calls == null || caller != before) { // most operations have the caller of their neighbour
                    calls = places.computeIfAbsent(
                            new Place(batch.batcher(), batch.partition(), caller.frames()),
                            any -> new Calls(caller, operation));
                    before = caller;
                }
                calls.add(caller, batch, operation);
            } catch (RuntimeException broken) {
                // By a hashCode, which fails where it is needed.
            }
        }
    }
}
