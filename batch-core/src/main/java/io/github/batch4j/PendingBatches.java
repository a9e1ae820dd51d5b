package io.github.batch4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The batches that are being filled, one per batcher and partition, in the order of their first operations.
 */
final class PendingBatches {

    /** The number of batches from which on a search by hash is faster than one by comparison. */
    private static final int COMPARED = 8;

    private final List<Batch> batches = new ArrayList<>(4);

    /** Null as long as there are few. */
    private @Nullable Map<ContentHash.Key, Batch> byBatcher;

    private @Nullable Batch last;

    /**
     * The batch of a batcher equal to the given one, in a partition.
     *
     * @param partition null if there are none
     * @param expected how many operations are likely to come, if it has none yet
     * @param level how many batches the waiter has waited for, one after the other
     */
    Batch of(Batcher<?, ?> batcher, @Nullable Object partition, int expected, int level) {
        if (last != null && last.batcher() == batcher && (partition == null || partition.equals(last.partition()))) {
            return last;
        }
        Batch found = find(batcher, partition);
        if (found == null) {
            found = new Batch(batcher, partition, expected, level);
            add(found);
        }
        last = found;
        return found;
    }

    private @Nullable Batch find(Batcher<?, ?> batcher, @Nullable Object partition) {
        if (byBatcher != null) {
            return byBatcher.get(ContentHash.Key.of(batcher, partition));
        }
        for (Batch batch : batches) {
            if ((partition == null || partition.equals(batch.partition()))
                    && batcher.equals(batch.batcher())) { // the new one's equals: if it throws, only that one fails
                return batch;
            }
        }
        return null;
    }

    /** Adds a batch, or nothing at all if its batcher cannot be hashed. */
    private void add(Batch batch) {
        if (byBatcher == null && batches.size() >= COMPARED) {
            byBatcher = byBatcher();
        }
        if (byBatcher != null) {
            byBatcher.put(key(batch), batch);
        }
        batches.add(batch);
    }

    /** Indexes the batches, except those whose batcher cannot be hashed, which were added by comparison. */
    private Map<ContentHash.Key, Batch> byBatcher() {
        Map<ContentHash.Key, Batch> map = new HashMap<>();
        for (Batch batch : batches) {
            try {
                map.put(key(batch), batch);
            } catch (Throwable broken) {
                // It is sent like all others, but not merged; throwing here would fail an unrelated operation.
            }
        }
        return map;
    }

    /** Removes the batch that was made for an operation which then could not be added. */
    void dropEmpty() {
        if (last != null && last.size() == 0) {
            remove(last);
        }
    }

    /** Removes a batch; later operations go into a new one. */
    void remove(Batch batch) {
        last = null;
        batches.remove(batch);
        if (byBatcher != null && !removeByBatcher(batch, byBatcher)) {
            byBatcher = byBatcher(); // its hash code has changed, so that it might still be found by the former one
        }
    }

    private static boolean removeByBatcher(Batch batch, Map<ContentHash.Key, Batch> byBatcher) {
        try {
            return byBatcher.remove(key(batch), batch);
        } catch (Throwable broken) { // it cannot be hashed or compared, at least not now
            return false;
        }
    }

    private static ContentHash.Key key(Batch batch) {
        return ContentHash.Key.of(batch.batcher(), batch.partition());
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /**
     * The batches to send now: the first layered one alone, because it only moves generators, whose operations can
     * still join the others; all if there is none. They grow until they are {@linkplain #remove removed}.
     */
    List<Batch> choose() {
        return choose(batches);
    }

    private static List<Batch> choose(List<Batch> batches) {
        Batch layered = first(batches, Batch.Kind.LAYERED);
        return layered == null ? batches : List.of(layered);
    }

    /** The first batch of a kind; null if there is none. */
    @Nullable
    Batch first(Batch.Kind kind) {
        return first(batches, kind);
    }

    private static @Nullable Batch first(List<Batch> batches, Batch.Kind kind) {
        for (int i = 0; i < batches.size(); i++) {
            if (batches.get(i).kind() == kind) {
                return batches.get(i);
            }
        }
        return null;
    }

    /** All batches, in the order of their first operations; a view, which changes with them. */
    List<Batch> all() {
        return batches;
    }

    /**
     * The batches to send now of those of the lowest level. The others may still grow: frames of the lower level may
     * add to them once they have their answers.
     */
    List<Batch> chooseLeastAdvanced() {
        int least = batches.stream().mapToInt(Batch::level).min().orElse(0);
        return choose(batches.stream().filter(batch -> batch.level() == least).toList());
    }

    /** Removes batches, except those of a kind if it is not null; later operations go into new ones. */
    void removeAll(Batch[] chosen, Batch.@Nullable Kind but) {
        if (chosen.length == batches.size()) {
            last = null;
            batches.removeIf(batch -> batch.kind() != but);
            byBatcher = batches.size() > COMPARED ? byBatcher() : null;
        } else {
            for (Batch batch : chosen) {
                if (batch.kind() != but) {
                    remove(batch);
                }
            }
        }
    }

    /**
     * Removes the batches to send now of those that are full and cannot grow. For a batcher with a limit
     * these are as many whole batches as there are; the rest stays.
     *
     * @param limits the batch size of the batcher of a batch
     * @param most the number of operations that is enough where batchers have no smaller limit
     * @return the batches to send, none if none is full
     */
    List<Batch> takeFull(ToIntFunction<Batch> limits, int most) {
        List<Batch> full = new ArrayList<>();
        IdentityHashMap<Batch, Integer> known = new IdentityHashMap<>(); // read once, as it may change
        for (Batch batch : List.copyOf(batches)) {
            int limit = limits.applyAsInt(batch);
            if (batch.failure() != null || batch.size() >= Math.min(limit, most)) {
                full.add(batch);
                known.put(batch, limit);
            }
        }
        List<Batch> taken = new ArrayList<>();
        for (Batch batch : full.isEmpty() ? full : choose(full)) {
            int limit = known.getOrDefault(batch, Integer.MAX_VALUE);
            if (limit > most || batch.size() % limit == 0) {
                taken.add(batch);
                remove(batch);
            } else {
                List<Batch> parts = batch.split(limit);
                Batch rest = parts.remove(parts.size() - 1);
                taken.addAll(parts);
                replace(batch, rest);
            }
        }
        return taken;
    }

    /** Replaces a batch by one with some of its operations. */
    void replace(Batch batch, Batch by) {
        last = null;
        batches.set(batches.indexOf(batch), by);
        if (byBatcher != null) {
            byBatcher.replaceAll((batcher, present) -> present == batch ? by : present);
        }
    }

    @Override
    public String toString() {
        return batches.isEmpty()
                ? "anything"
                : batches.stream().map(Batch::toString).collect(Collectors.joining(", "));
    }
}
