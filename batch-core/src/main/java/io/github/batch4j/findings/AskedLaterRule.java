package io.github.batch4j.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Caller;
import io.github.batch4j.SentBatch;
import java.time.Instant;
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
        private final Instant end;
        private final @Nullable Caller caller;
        private final Set<Object> ids = new HashSet<>();

        Asked(BatchTrace.Entry entry, @Nullable Caller caller) {
            this.batch = entry.batch();
            this.end = batch.sentAt().plus(entry.took());
            this.caller = caller;
        }

        /** True if another one was sent after this one had been answered, and not by its batcher. */
        boolean isBefore(Asked later) {
            return !later.batch.sentAt().isBefore(end);
        }
    }

    private AskedLaterRule() {}

    static List<Finding> check(ExecutorBatches batches, int threshold) {
        List<Finding> findings = new ArrayList<>();
        Map<AskedKey.Kind, Asked> before = Map.of();
        for (List<BatchTrace.Entry> step : batches.steps()) {
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
            if (earlier.ids.equals(later.ids) && earlier.isBefore(later)) {
                return earlier;
            }
        }
        return null;
    }

    private static Map<AskedKey.Kind, Asked> asked(List<BatchTrace.Entry> step) {
        Map<AskedKey.Kind, Asked> asked = new LinkedHashMap<>();
        for (BatchTrace.Entry entry : step) {
            SentBatch batch = entry.batch();
            List<? extends BatchableOperation<?>> operations = batch.operations();
            for (int i = 0; i < operations.size(); i++) {
                if (ExecutorBatches.isRead(operations.get(i))) {
                    AskedKey key = AskedKey.of(batch.batcher(), operations.get(i));
                    Caller caller = ExecutorBatches.caller(batch, i);
                    asked.computeIfAbsent(key.kind(), any -> new Asked(entry, caller))
                            .ids
                            .add(key.id());
                }
            }
        }
        return asked;
    }
}
