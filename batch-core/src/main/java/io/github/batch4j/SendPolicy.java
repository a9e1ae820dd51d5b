package io.github.batch4j;

import io.github.batch4j.Batch.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses which of the pending batches are sent next, when nothing else can move. */
interface SendPolicy {

    /**
     * Chooses one batch or more.
     *
     * @param pending the batches that could be sent, not empty, in the order of their first operations
     * @return the batches to send, in that order; those sent together are also waited for together
     */
    List<Batch> choose(List<Batch> pending);

    /**
     * Returns the policy that sends by steps: layered batches first, the oldest, one at a time, because they only move
     * generators, whose operations can still join the step; then all others at once, asynchronous ones first, so that
     * they are in flight while the blocking ones run.
     *
     * <p>Guarantee: no other order takes fewer steps, and the order depends on nothing but the program.
     */
    static SendPolicy bySteps() {
        return BySteps.INSTANCE;
    }

    /** {@link #bySteps()}. */
    final class BySteps implements SendPolicy {

        private static final SendPolicy INSTANCE = new BySteps();

        private BySteps() {}

        @Override
        public List<Batch> choose(List<Batch> pending) {
            int async = 0;
            for (int i = 0; i < pending.size(); i++) {
                Batch batch = pending.get(i);
                if (batch.kind() == Kind.LAYERED) {
                    return List.of(batch);
                }
                async += batch.kind() == Kind.ASYNC ? 1 : 0;
            }
            return async == 0 || async == pending.size() ? pending : asyncFirst(pending);
        }

        private static List<Batch> asyncFirst(List<Batch> pending) {
            List<Batch> chosen = new ArrayList<>(pending);
            chosen.sort(
                    Comparator.comparing(batch -> batch.kind() != Kind.ASYNC)); // false first, and sorting is stable
            return chosen;
        }
    }
}
