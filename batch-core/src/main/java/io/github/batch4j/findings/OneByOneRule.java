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
 * Finds {@link Finding.OneByOne}: batches of one or two operations that were asked for by calls from the same place.
 *
 * <p>Each call counts once, however many steps it takes: in a chain each link needs the answer of the one before.
 */
final class OneByOneRule {

    /** The number of operations up to which a batch counts as a single question. */
    private static final int FEW = 2;

    private record Place(Batcher<?, ?> batcher, @Nullable Object partition, List<StackTraceElement> frames) {}

    private static final class Calls {

        private final Caller first;
        private final boolean isWrite;
        private final Set<Object> operations = new HashSet<>();
        private @Nullable Caller last;
        private int times;

        Calls(Caller first, SentBatch batch) {
            this.first = first;
            this.isWrite = !ExecutorBatches.isRead(batch.operations().get(0));
        }

        /** Adds a call, unless it has asked for nothing new: side by side it would have been merged. */
        void add(Caller caller, List<? extends BatchableOperation<?>> asked) {
            if (isNew(asked) && last != caller) {
                last = caller;
                times++;
            }
        }

        private boolean isNew(List<? extends BatchableOperation<?>> asked) {
            try {
                return operations.addAll(asked);
            } catch (RuntimeException broken) { // by a hashCode, which fails where it is needed
                return false;
            }
        }
    }

    private OneByOneRule() {}

    static List<Finding> check(ExecutorBatches batches, int threshold) {
        Map<Place, Calls> places = new LinkedHashMap<>();
        for (BatchTrace.Entry entry : batches.entries()) {
            SentBatch batch = entry.batch();
            if (batch.isRoundTrip() && batch.size() <= FEW && isOfOneCall(batch)) {
                Caller caller = batch.callers().get(0);
                Calls calls = places.computeIfAbsent(
                        new Place(batch.batcher(), batch.partition(), caller.frames()),
                        any -> new Calls(caller, batch));
                calls.add(caller, batch.operations());
            }
        }
        List<Finding> findings = new ArrayList<>();
        places.forEach((place, calls) -> {
            if (calls.times >= threshold) {
                findings.add(new Finding.OneByOne(
                        place.batcher.name(), calls.first, calls.times, calls.operations.size(), calls.isWrite));
            }
        });
        return findings;
    }

    private static boolean isOfOneCall(SentBatch batch) {
        List<Caller> callers = batch.callers();
        return !callers.isEmpty() && callers.get(0) == callers.get(callers.size() - 1);
    }
}
