package io.github.batch4j.findings;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Caller;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one executor, so of one request or job, in the order in which they were sent.
 *
 * @param entries the batches, layered ones too
 */
record ExecutorBatches(List<BatchTrace.Entry> entries) {

    /** Divides a recording by executor. */
    static List<ExecutorBatches> of(List<BatchTrace.Entry> entries) {
        Map<BatchExecutor, ExecutorBatches> byExecutor = new HashMap<>(); // an executor is equal only to itself
        List<ExecutorBatches> inOrder = new ArrayList<>();
        for (BatchTrace.Entry entry : entries) {
            byExecutor
                    .computeIfAbsent(entry.batch().execution().executor(), any -> {
                        ExecutorBatches batches = new ExecutorBatches(new ArrayList<>());
                        inOrder.add(batches);
                        return batches;
                    })
                    .entries
                    .add(entry);
        }
        return inOrder;
    }

    /** The round trips by step: a list for each step of each execution, in order. */
    List<List<BatchTrace.Entry>> steps() {
        List<List<BatchTrace.Entry>> steps = new ArrayList<>();
        SentBatch before = null;
        for (BatchTrace.Entry entry : entries) {
            SentBatch batch = entry.batch();
            if (batch.isRoundTrip()) {
                if (before == null || before.execution() != batch.execution() || before.step() != batch.step()) {
                    steps.add(new ArrayList<>());
                }
                steps.get(steps.size() - 1).add(entry);
                before = batch;
            }
        }
        return steps;
    }

    /** The call that asked for an operation of a batch, null if calls were not recorded. */
    static @Nullable Caller caller(SentBatch batch, int operation) {
        return batch.callers().isEmpty() ? null : batch.callers().get(operation);
    }

    /** True if an operation changes nothing; one that cannot tell may be a write. */
    static boolean isRead(BatchableOperation<?> operation) {
        try {
            return operation.mergeable() && operation.writes() == null;
        } catch (RuntimeException broken) {
            return false;
        }
    }
}
