package io.github.batch4j.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.SentBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds {@link Finding.SlowLayer}: a layered batch of several operations that took several steps, of which the last was
 * asked for less than all of them.
 */
final class SlowLayerRule {

    private SlowLayerRule() {}

    static List<Finding> check(ExecutorBatches batches) {
        List<Finding> findings = new ArrayList<>();
        List<BatchTrace.Entry> entries = batches.entries();
        for (int i = 0; i < entries.size(); i++) {
            BatchTrace.Entry entry = entries.get(i);
            SentBatch layer = entry.batch();
            if (!layer.isRoundTrip() && layer.size() > 1 && entry.failure() == null) {
                NavigableMap<Integer, Integer> askedBySteps = askedDuring(entry, entries.subList(i, entries.size()));
                if (askedBySteps.size() > 1 && askedBySteps.lastEntry().getValue() < layer.size()) {
                    findings.add(new Finding.SlowLayer(
                            layer.batcher().name(),
                            ExecutorBatches.caller(layer, 0),
                            layer.size(),
                            askedBySteps.size()));
                }
            }
        }
        return findings;
    }

    /**
     * The number of questions in each step that was sent while a layered batch was under way.
     *
     * @param layer the layered batch
     * @param from the batches from that one on, in the order of sending
     */
    private static NavigableMap<Integer, Integer> askedDuring(BatchTrace.Entry layer, List<BatchTrace.Entry> from) {
        NavigableMap<Integer, Integer> asked = new TreeMap<>();
        Instant end = layer.batch().sentAt().plus(layer.took());
        for (BatchTrace.Entry entry : from) {
            SentBatch batch = entry.batch();
            if (!batch.sentAt().isBefore(end)) {
                return asked;
            }
            if (batch.isRoundTrip() && batch.execution() == layer.batch().execution()) {
                asked.merge(batch.step(), batch.asked(), Integer::sum);
            }
        }
        return asked;
    }
}
