package io.github.batch4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The future of a pending batch.
 *
 * @param batcher the hash of the batcher's name; 0 if no place of its operations is known
 * @param isKnown true if the places of all its operations are known well enough
 * @param after the most steps that follow it
 * @param atLeast the fewest steps that follow it
 * @param batches the most batches that follow one after the other, by the hash of the batcher's name
 */
record Prospect(Batch batch, long batcher, boolean isKnown, int after, int atLeast, Map<Long, Integer> batches) {

    static Prospect of(Batch batch, LearnedProgram.Mode mode) {
        Trail.OfBatch of = batch.trails();
        int size = of == null ? 0 : of.size();
        long batcher = 0;
        boolean isKnown = size > 0;
        int after = 0;
        int atLeast = 0;
        Map<Long, Integer> batches = new HashMap<>();
        for (int i = 0; of != null && i < size; i++) {
            Place place = of.get(i).place;
            if (place == null) {
                isKnown = false;
                continue;
            }
            batcher = place.batcher;
            Place.Known known = place.known();
            if (known.isEnough()) {
                atLeast = Math.max(atLeast, mode == LearnedProgram.Mode.CAREFUL ? known.lowest() : known.low());
            } else {
                isKnown = false;
            }
            after = Math.max(after, known.after());
            known.batches().forEach((name, count) -> batches.merge(name, count, Math::max));
        }
        return new Prospect(batch, batcher, isKnown, after, atLeast, batches);
    }

    /** True if nothing else that is pending leads to more batches of its batcher than this does. */
    boolean isRipe(List<Prospect> all) {
        int own = batches.getOrDefault(batcher, 0);
        for (Prospect other : all) {
            if (other != this
                    && other.batches.getOrDefault(batcher, 0) > own
                    && Objects.equals(other.batch.partition(), batch.partition())) {
                return false;
            }
        }
        return true;
    }
}
