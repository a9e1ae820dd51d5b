package io.github.batch4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The batches that are being filled, one a batcher, in the order of their first operations. */
final class PendingBatches {

    /** From here on a search by hash is faster than one by comparison. */
    private static final int COMPARED = 8;

    private final List<PendingBatch> batches = new ArrayList<>();
    private final Map<Batcher<?, ?>, PendingBatch> byBatcher = new HashMap<>(0);
    private @Nullable PendingBatch last;

    /** The batch of a batcher equal to the given one. */
    PendingBatch of(Batcher<?, ?> batcher) {
        if (last != null && last.batcher() == batcher) {
            return last;
        }
        PendingBatch found = find(batcher);
        if (found == null) {
            found = new PendingBatch(batcher);
            add(found);
        }
        last = found;
        return found;
    }

    private @Nullable PendingBatch find(Batcher<?, ?> batcher) {
        if (batches.size() > COMPARED) {
            return byBatcher.get(batcher);
        }
        for (PendingBatch batch : batches) {
            if (batch.batcher().equals(batcher)) {
                return batch;
            }
        }
        return null;
    }

    private void add(PendingBatch batch) {
        batches.add(batch);
        if (batches.size() == COMPARED + 1) {
            batches.forEach(each -> byBatcher.put(each.batcher(), each));
        } else if (batches.size() > COMPARED) {
            byBatcher.put(batch.batcher(), batch);
        }
    }

    /** Takes out those that a policy chooses; what is asked of their batchers from now on goes into new ones. */
    List<PendingBatch> take(SendPolicy policy) {
        if (batches.isEmpty()) {
            return List.of();
        }
        List<PendingBatch> chosen = policy.choose(List.copyOf(batches));
        last = null;
        byBatcher.clear();
        List<PendingBatch> left = new ArrayList<>(batches);
        left.removeAll(chosen);
        batches.clear();
        left.forEach(this::add);
        return chosen;
    }
}
