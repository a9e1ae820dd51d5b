package io.github.batch4j.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.SentBatch;
import java.time.Duration;
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

    static List<Finding> check(Work work) {
        List<Finding> findings = new ArrayList<>();
        for (BatchTrace.Entry entry : work.entries()) {
            SentBatch layer = entry.batch();
            if (!layer.isRoundTrip() && layer.size() > 1 && entry.failure() == null) {
                NavigableMap<Integer, Integer> askedBySteps = askedDuring(entry, work);
                if (askedBySteps.size() > 1 && askedBySteps.lastEntry().getValue() < layer.size()) {
                    findings.add(new Finding.SlowLayer(
                            layer.batcher().name(), Work.caller(layer, 0), layer.size(), askedBySteps.size()));
                }
            }
        }
        return findings;
    }

    /** The number of questions in each step that was sent while a layered batch was under way. */
    private static NavigableMap<Integer, Integer> askedDuring(BatchTrace.Entry layer, Work work) {
        Duration from = layer.batch().offset();
        Duration to = from.plus(layer.took());
        NavigableMap<Integer, Integer> asked = new TreeMap<>();
        for (BatchTrace.Entry entry : work.entries()) {
            SentBatch batch = entry.batch();
            if (batch.isRoundTrip()
                    && batch.execution() == layer.batch().execution()
                    && batch.offset().compareTo(from) >= 0
                    && batch.offset().compareTo(to) < 0) {
                asked.merge(batch.step(), batch.asked(), Integer::sum);
            }
        }
        return asked;
    }
}
