package io.github.batch4j.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds {@link Finding.SplitBatch}: several batches for one batcher in one step, of which one is full. */
final class SplitBatchRule {

    private record Target(Batcher<?, ?> batcher, @Nullable Object partition) {}

    private SplitBatchRule() {}

    static List<Finding> check(ExecutorBatches batches) {
        List<Finding> findings = new ArrayList<>();
        for (List<BatchTrace.Entry> step : batches.steps()) {
            Map<Target, List<SentBatch>> byBatcher = new LinkedHashMap<>();
            for (BatchTrace.Entry entry : step) {
                SentBatch batch = entry.batch();
                byBatcher
                        .computeIfAbsent(new Target(batch.batcher(), batch.partition()), any -> new ArrayList<>())
                        .add(batch);
            }
            byBatcher.forEach((target, parts) -> {
                int most = target.batcher.maxBatchSize();
                if (parts.size() > 1 && most > 1 && parts.stream().anyMatch(batch -> batch.size() == most)) {
                    findings.add(new Finding.SplitBatch(
                            target.batcher.name(),
                            ExecutorBatches.caller(parts.get(0), 0),
                            parts.size(),
                            parts.stream().mapToInt(SentBatch::size).sum(),
                            most));
                }
            });
        }
        return findings;
    }
}
