package io.github.batch4j;

import java.util.List;

/** The order in which blocking batches are sent, one after the other. */
final class BlockingOrder {

    /** The number of batches up to which they are compared, which takes time for each. */
    private static final int FEW = 64;

    private BlockingOrder() {}

    /** True if so many batches are sent one by one, each chosen among those that are left; more are sent in order. */
    static boolean isWorthwhile(int batches) {
        return batches <= FEW;
    }

    /**
     * The batch to send next: the one whose answers move the most generators, since what these ask for joins the
     * batches that are left. Of equal ones, and if some of them may write, it is the first in the program. Of very
     * many, it is simply the first that was begun.
     */
    static Batch first(List<Batch> batches, ExecutionState engine) {
        Batch first = batches.get(0);
        if (batches.size() == 1 || !isWorthwhile(batches.size())) {
            return first;
        }
        boolean compareMovers = !mayWrite(batches);
        int most = compareMovers ? first.movers(engine.nextSequence()) : 0;
        for (int i = 1; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            int movers = compareMovers ? batch.movers(engine.nextSequence()) : 0;
            if (movers > most || (movers == most && batch.rank() < first.rank())) {
                first = batch;
                most = movers;
            }
        }
        return first;
    }

    private static boolean mayWrite(List<Batch> batches) {
        for (Batch batch : batches) {
            if (batch.isOrdered()) {
                return true;
            }
        }
        return false;
    }
}
