package io.github.batch4j.findings;

import io.github.batch4j.BatchableOperation;
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
 * Finds {@link Finding.AskedLater}: reads of exactly the keys that another kind of data was read by one step earlier.
 *
 * <p>Keys that the earlier answers contain can be equal by chance, so it takes several, all of them.
 */
final class AskedLaterRule {

    private static final class Asked {

        private final SentBatch batch;
        private final @Nullable Caller caller;
        private final Set<Object> ids = new HashSet<>();

        Asked(SentBatch batch, @Nullable Caller caller) {
            this.batch = batch;
            this.caller = caller;
        }
    }

    private AskedLaterRule() {}

    static List<Finding> check(ExecutorBatches batches, int threshold) {
        List<Finding> findings = new ArrayList<>();
        Map<AskedKey.Kind, Asked> before = Map.of();
        for (List<SentBatch> step : batches.steps()) {
            Map<AskedKey.Kind, Asked> asked = asked(step);
            for (Map.Entry<AskedKey.Kind, Asked> later : asked.entrySet()) {
                Asked earlier = before.containsKey(later.getKey()) ? null : equalTo(later.getValue(), before);
                if (earlier != null && later.getValue().ids.size() >= threshold) {
                    findings.add(new Finding.AskedLater(
                            later.getValue().batch.batcher().name(),
                            later.getValue().caller,
                            later.getValue().ids.size(),
                            earlier.batch.batcher().name(),
                            earlier.caller));
                }
            }
            before = asked;
        }
        return findings;
    }

    private static @Nullable Asked equalTo(Asked later, Map<AskedKey.Kind, Asked> before) {
        for (Asked earlier : before.values()) {
            if (earlier.ids.equals(later.ids)) {
                return earlier;
            }
        }
        return null;
    }

    private static Map<AskedKey.Kind, Asked> asked(List<SentBatch> step) {
        Map<AskedKey.Kind, Asked> asked = new LinkedHashMap<>();
        for (SentBatch batch : step) {
            List<? extends BatchableOperation<?>> operations = batch.operations();
            for (int i = 0; i < operations.size(); i++) {
                if (ExecutorBatches.isRead(operations.get(i))) {
                    AskedKey key = AskedKey.of(batch.batcher(), operations.get(i));
                    Caller caller = ExecutorBatches.caller(batch, i);
                    asked.computeIfAbsent(key.kind(), any -> new Asked(batch, caller))
                            .ids
                            .add(key.id());
                }
            }
        }
        return asked;
    }
}
