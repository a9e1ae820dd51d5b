package io.github.batch4j;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The results of shared and cached generators that one executor has run, which hold until the next write. It is not
 * known what the generators have read, so any write counts.
 *
 * <p>A generator that has written itself is another matter. To run it again would write again, so its result holds for
 * ever.
 */
final class Memos {

    /** Weak: a result is kept by its generator, not here. */
    private final Set<MemoizedGenerator.Memo> read = Collections.newSetFromMap(new WeakHashMap<>());

    private final ConfinedBatchExecutor executor;

    /** The transaction in which the last generator was started that is run again in another one. */
    private ThreadContext.@Nullable Transaction transaction;

    private long writes;

    /** The number of running generators that have not written. */
    private int reading;

    Memos(ConfinedBatchExecutor executor) {
        this.executor = executor;
    }

    /** The number of batches that have written. */
    long writes() {
        return writes;
    }

    /** The transaction that the current thread is in, null if transactions are unknown. */
    ThreadContext.@Nullable Transaction transaction() {
        if (transaction == null || !transaction.isUnchanged()) {
            transaction = executor.transaction();
        }
        return transaction;
    }

    /** Keeps nothing of an execution that has ended. */
    void forgetTransaction() {
        transaction = null;
    }

    /** Notes a result that holds until something is written. */
    void noteRead(MemoizedGenerator.Memo memo) {
        read.add(memo);
    }

    /** Notes that a shared generator is running, which has not written so far. */
    void began() {
        reading++;
    }

    /** Notes that it is not running any longer, or has written. */
    void ended() {
        reading--;
    }

    /** Notes what has become of a batch of an execution. */
    void note(Batch batch, ExecutionState engine) {
        if (batch.hasWrites()) {
            writes++;
            if (reading > 0) {
                noteWriters(batch.writers().stream().map(Frame.class::cast).toList(), engine);
            }
            forgetReads(engine);
        }
    }

    /** Forgets what was only read, as something is written or may have been. */
    void forgetReads(ExecutionState engine) {
        read.forEach(MemoizedGenerator.Memo::forgetRead);
        read.clear();
        engine.localMemos().forgetRead();
    }

    /** Finds the shared generators that have written. */
    private void noteWriters(List<Frame> writers, ExecutionState engine) {
        Deque<Frame> below = new ArrayDeque<>(writers);
        Set<Frame> seen = new HashSet<>();
        Frame frame;
        while (reading > 0 && (frame = below.poll()) != null) {
            Frame top = frame;
            for (Frame above = frame; above != null; above = above.above()) {
                top = above;
            }
            if (!seen.add(top)) {
                continue;
            }
            if (top instanceof SharedFrame shared) {
                shared.noteWrite();
            } else if (top instanceof LayeredFrame layered) {
                below.addAll(layered.waiters());
            } else if (!engine.isOutermost(top)) {
                engine.localMemos().noteWriteOfAll(); // called in a function, of which the generator is unknown
            }
        }
    }

    /**
     * The results of shared generators that hold in one execution alone: failures, second runs, reads of a transaction.
     */
    static final class Local {

        private final OpenFrames open;
        private final @Nullable Local around;

        /** Null as long as there is nothing. */
        private @Nullable Map<MemoizedGenerator.Memo, MemoizedGenerator.State> states;

        /**
         * Makes those of an execution.
         *
         * @param around those of the execution in a function of which this one runs, null if there is none
         */
        Local(OpenFrames open, @Nullable Local around) {
            this.open = open;
            this.around = around;
        }

        MemoizedGenerator.@Nullable State find(MemoizedGenerator.Memo memo) {
            return states == null ? null : states.get(memo);
        }

        void keep(MemoizedGenerator.Memo memo, MemoizedGenerator.State state) {
            if (states == null) {
                states = new HashMap<>();
            }
            states.put(memo, state);
        }

        void forget(MemoizedGenerator.Memo memo) {
            if (states != null) {
                states.remove(memo);
            }
        }

        /** Forgets what was only read, here and further out. */
        void forgetRead() {
            for (Local own = this; own != null; own = own.around) {
                if (own.states != null) {
                    own.states
                            .values()
                            .removeIf(state -> state instanceof MemoizedGenerator.Outcome outcome && !outcome.wrote());
                }
            }
        }

        /** Notes that any of the shared generators may have written that run here or further out. */
        void noteWriteOfAll() {
            for (Local own = this; own != null; own = own.around) {
                for (OpenFrames.WaitedFor frame : own.open.waitedFor()) {
                    if (frame instanceof SharedFrame shared) {
                        shared.noteWrite();
                    }
                }
            }
        }
    }
}
