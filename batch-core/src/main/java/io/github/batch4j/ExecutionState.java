package io.github.batch4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of one execution besides its loop: deadlines, listeners, context, partitions, cache entries.
 *
 * <p>Parts that few executions need are created on first use.
 */
abstract class ExecutionState {

    final Deadlines deadlines = new Deadlines();

    /** Null if no answers are kept. */
    final @Nullable AnswerCache answers;

    /** Null as long as there are no listeners. */
    @Nullable
    ExecutionListeners listeners;

    /** Null as long as no frame has to be closed. */
    @Nullable
    OpenFrames open;

    /** The number of batches that the moving frames have waited for, one after the other. */
    int level;

    /** The {@linkplain Batch#rank rank} of the moving frames in the program. */
    int rank;

    /** The last rank so far. */
    private int lastRank;

    /** Set while methods of operations and batchers are called, which must not call {@code execute}. */
    boolean comparing;

    private final ConfinedBatchExecutor executor;

    /** The execution inside a function of which this one runs; null if there is none. */
    private final @Nullable ExecutionState around;

    /** The transaction in which the execution began; null if transactions are unknown. */
    private final ThreadContext.@Nullable Transaction transaction;

    /** Null if there are none. */
    private final @Nullable Partitions partitions;

    /** The context snapshot of the calling thread; null if there is no context or it was not needed so far. */
    private ThreadContext.@Nullable Snapshot context;

    /** Null as long as no shared generator has run. */
    private Memos.@Nullable Local localMemos;

    /** The frame of the outermost call. */
    private Frame.@Nullable Execution outermost;

    private int sequence;

    ExecutionState(
            ConfinedBatchExecutor executor,
            @Nullable Duration timeout,
            @Nullable BatchListener listener,
            ThreadContext.@Nullable Transaction transaction) {
        this.executor = executor;
        this.around = null;
        this.answers = executor.answers();
        this.deadlines.add(timeout);
        this.listeners = listener == null ? null : new ExecutionListeners(executor, answers != null, listener);
        this.partitions = Partitions.of(executor.partition());
        this.transaction = transaction;
    }

    /** Creates the state of an execution inside another one, with which it shares only deadlines and listeners. */
    ExecutionState(
            ExecutionState around,
            @Nullable Duration timeout,
            BatchListener[] listeners,
            ThreadContext.@Nullable Transaction transaction) {
        this.executor = around.executor;
        this.around = around;
        this.answers = around.answers;
        this.deadlines.addAll(around.deadlines);
        this.deadlines.add(timeout);
        this.listeners = new ExecutionListeners(around.listeners());
        this.listeners.add(listeners);
        this.partitions = Partitions.of(executor.partition());
        this.transaction = transaction;
    }

    final ConfinedBatchExecutor executor() {
        return executor;
    }

    final ExecutionCache cache() {
        return executor.cache();
    }

    final Deadlines deadlines() {
        return deadlines;
    }

    final ExecutionListeners listeners() {
        if (listeners == null) {
            listeners = new ExecutionListeners(executor, answers != null, null);
        }
        return listeners;
    }

    /** The place of the calling program, if listeners or a policy need it; null if not. */
    final @Nullable Caller caller() {
        return needsCaller() || (listeners != null && listeners.needCallers()) ? Caller.current() : null;
    }

    /** True if places are told apart by their callers. */
    abstract boolean needsCaller();

    final OpenFrames open() {
        if (open == null) {
            open = new OpenFrames();
        }
        return open;
    }

    /** The context snapshot of the thread that called {@code execute}; null if there is no context. */
    final ThreadContext.@Nullable Snapshot context() {
        if (context == null) {
            context = executor.captureContext();
        }
        return context;
    }

    /** The partitions that are kept apart, null if there are none. */
    final @Nullable Partitions partitions() {
        return partitions;
    }

    /** The partition of the operations below a frame, null if there are none. */
    final @Nullable Object partitionBelow(Frame frame) {
        return partitions == null ? null : partitions.below(frame);
    }

    /** The partition of the current thread, null if there are none. */
    final @Nullable Object currentPartition() {
        return partitions == null ? null : partitions.current();
    }

    /** True if a call made now may join: its batches run in the transaction in which this execution began. */
    final boolean mayBeJoined() {
        return transaction == null || transaction.isCurrent();
    }

    /** True if the execution began in a transaction. */
    final boolean isInTransaction() {
        return transaction != null && transaction.isActive();
    }

    /** A number that grows with each call. */
    final int nextSequence() {
        return sequence++;
    }

    final int level() {
        return level;
    }

    /** Sets the level of the frames that move from now on, all of them after those that have moved before. */
    final void setLevel(int level) {
        this.level = level;
        this.rank = ++lastRank;
    }

    /** Sets the level of the frames that move from now on, and their rank. */
    final void setLevel(int level, int rank) {
        this.level = level;
        this.rank = rank;
    }

    /**
     * The rank of a body that is started or resumed now. The body runs later, and has this rank then; what moves until
     * then gets the next one.
     */
    final int rankOfBody() {
        boolean isBelowBody = rank < lastRank; // a body has asked for this one, and all below it has its rank
        if (isBelowBody) {
            return rank;
        }
        int rankOfBody = ++lastRank;
        rank = ++lastRank;
        return rankOfBody;
    }

    /** The results of shared generators that hold in this execution alone. */
    final Memos.Local localMemos() {
        if (localMemos == null) {
            localMemos = new Memos.Local(open(), around == null ? null : around.localMemos());
        }
        return localMemos;
    }

    /** Records the frame of the outermost call, which is the first that comes. */
    final void recordOutermost(Frame.Execution frame) {
        outermost = outermost == null ? frame : outermost;
    }

    final boolean isOutermost(Frame frame) {
        return frame == outermost && around == null;
    }

    /** Records what the operations of a batch read, before it is sent; null if no answers are kept. */
    final CachedBatch.@Nullable Reads reads(Batch batch) {
        if (answers == null) {
            return null;
        }
        boolean before = setComparing(true);
        try {
            return batch.reads(answers.now());
        } finally {
            comparing = before;
        }
    }

    /** Updates the caches with the outcome of a batch. */
    final void recordOutcome(Batch batch, CachedBatch.@Nullable Reads reads, boolean givenUp) {
        Memos memos = executor.memosIfAny();
        if (answers == null && memos == null) {
            return;
        }
        boolean before = setComparing(true);
        try {
            if (answers != null && reads != null) {
                answers.note(batch.outcome(reads, givenUp));
            }
            if (memos != null) {
                memos.note(batch, this);
            }
        } finally {
            comparing = before;
        }
    }

    /** Fails if a method that only describes an operation or a batcher has called {@code execute}. */
    final void checkMayJoin() {
        if (comparing) {
            throw new IllegalStateException("execute was called by hashCode, equals, mergeable, reads, writes or"
                    + " maxBatchSize of an operation or batcher; these tell about it and must not ask for anything");
        }
    }

    /** Sets whether such methods are being called; returns the previous value. */
    final boolean setComparing(boolean now) {
        boolean before = comparing;
        comparing = now;
        return before;
    }
}
