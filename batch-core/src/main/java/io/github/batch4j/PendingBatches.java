package io.github.batch4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The batches that are being filled, one a batcher, in the order of their first operations. */
final class PendingBatches {

    /** From here on a search by hash is faster than one by comparison. */
    private static final int COMPARED = 8;

    private final List<PendingBatch> batches = new ArrayList<>(4);

    /** Null as long as there are few. */
    private @Nullable Map<Batcher<?, ?>, PendingBatch> byBatcher;

    private @Nullable PendingBatch last;

    /**
     * The batch of a batcher equal to the given one.
     *
     * @param expected how many operations are likely to come, if it has none yet
     */
    PendingBatch of(Batcher<?, ?> batcher, int expected) {
        if (last != null && last.batcher() == batcher) {
            return last;
        }
        PendingBatch found = find(batcher);
        if (found == null) {
            found = new PendingBatch(batcher, expected);
            add(found);
        }
        last = found;
        return found;
    }

    private @Nullable PendingBatch find(Batcher<?, ?> batcher) {
        if (byBatcher != null) {
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
        if (byBatcher != null) {
            byBatcher.put(batch.batcher(), batch);
        } else if (batches.size() > COMPARED) {
            Map<Batcher<?, ?>, PendingBatch> map = new HashMap<>();
            batches.forEach(each -> map.put(each.batcher(), each));
            byBatcher = map;
        }
    }

    /** Takes out the batch that was made for an operation which then could not be added. */
    void dropEmpty() {
        if (last != null && last.size() == 0) {
            batches.remove(last);
            if (byBatcher != null) {
                byBatcher.remove(last.batcher());
            }
            last = null;
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Sends those that a policy chooses; what is asked of their batchers from now on goes into new ones. */
    void send(SendPolicy policy, Sender sender) {
        List<PendingBatch> chosen = policy.choose(batches);
        sender.begin(chosen);
        last = null;
        byBatcher = null;
        if (chosen.size() == batches.size()) {
            batches.clear();
        } else {
            List<PendingBatch> left = new ArrayList<>(batches);
            left.removeAll(chosen);
            batches.clear();
            left.forEach(this::add);
        }
    }

    @Override
    public String toString() {
        return batches.isEmpty()
                ? "anything"
                : batches.stream().map(PendingBatch::toString).collect(Collectors.joining(", "));
    }
}
