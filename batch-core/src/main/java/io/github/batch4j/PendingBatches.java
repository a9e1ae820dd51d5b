package io.github.batch4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The batches that are being filled, one for each batcher in each partition, in the order of their first operations. */
final class PendingBatches {

    /** From here on a search by hash is faster than one by comparison. */
    private static final int COMPARED = 8;

    private final List<PendingBatch> batches = new ArrayList<>(4);

    /** Null as long as there are few. */
    private @Nullable Map<Object, PendingBatch> byBatcher;

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
        return findOrAdd(batcher, null, expected);
    }

    /** The batch of an equal batcher in a partition. */
    PendingBatch of(Batcher<?, ?> batcher, Object partition, int expected) {
        if (last != null && last.batcher() == batcher && partition.equals(last.partition())) {
            return last;
        }
        return findOrAdd(batcher, partition, expected);
    }

    private PendingBatch findOrAdd(Batcher<?, ?> batcher, @Nullable Object partition, int expected) {
        PendingBatch found = find(batcher, partition);
        if (found == null) {
            found = new PendingBatch(batcher, partition, expected);
            add(found);
        }
        last = found;
        return found;
    }

    private @Nullable PendingBatch find(Batcher<?, ?> batcher, @Nullable Object partition) {
        if (byBatcher != null) {
            return byBatcher.get(Partitions.key(batcher, partition));
        }
        for (PendingBatch batch : batches) {
            if ((partition == null || partition.equals(batch.partition()))
                    && batcher.equals(
                            batch.batcher())) { // the newcomer's method, so that if it throws only the newcomer fails
                return batch;
            }
        }
        return null;
    }

    /** Adds a batch, or nothing at all if its batcher cannot be hashed. */
    private void add(PendingBatch batch) {
        if (byBatcher == null && batches.size() >= COMPARED) {
            byBatcher = byBatcher();
        }
        if (byBatcher != null) {
            byBatcher.put(key(batch), batch);
        }
        batches.add(batch);
    }

    /** Leaves out those whose batcher cannot be hashed: they came while batchers were still compared. */
    private Map<Object, PendingBatch> byBatcher() {
        Map<Object, PendingBatch> map = new HashMap<>();
        for (PendingBatch batch : batches) {
            try {
                map.put(key(batch), batch);
            } catch (Throwable broken) {
                // It is sent like all, but no equal one is found for it; to throw here would fail whoever asks now.
            }
        }
        return map;
    }

    /** Takes out the batch that was made for an operation which then could not be added. */
    void dropEmpty() {
        if (last != null && last.size() == 0) {
            remove(last);
            last = null;
        }
    }

    private void remove(PendingBatch batch) {
        batches.remove(batch);
        if (byBatcher != null) {
            try {
                byBatcher.remove(key(batch), batch);
            } catch (Throwable broken) { // it cannot be hashed, at least not now
                byBatcher.values().remove(batch);
            }
        }
    }

    private static Object key(PendingBatch batch) {
        return Partitions.key(batch.batcher(), batch.partition());
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Sends those that a policy chooses; what is asked of their batchers from now on goes into new ones. */
    void send(SendPolicy policy, Sender sender) {
        List<PendingBatch> chosen = policy.choose(batches);
        sender.begin(chosen);
        last = null;
        if (chosen.size() == batches.size()) {
            batches.clear();
            byBatcher = null;
        } else {
            chosen.forEach(this::remove);
        }
    }

    @Override
    public String toString() {
        return batches.isEmpty()
                ? "anything"
                : batches.stream().map(PendingBatch::toString).collect(Collectors.joining(", "));
    }
}
