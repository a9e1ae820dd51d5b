package io.github.batch4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** The executor: lets one thread at a time in, and those again that it has let in already. */
final class ConfinedBatchExecutor implements BatchExecutor {

    private static final AtomicReferenceFieldUpdater<ConfinedBatchExecutor, @Nullable Object> OWNER =
            AtomicReferenceFieldUpdater.newUpdater(ConfinedBatchExecutor.class, Object.class, "owner");
    private static final BatchListener[] NOBODY = {};

    /** The executor that was entered last on a thread, or whose body has the thread; null if there is none. */
    private static final ThreadLocal<@Nullable ConfinedBatchExecutor> ENTERED = new ThreadLocal<>();

    private final @Nullable BatchListener listener;
    private final @Nullable Duration timeout;
    private final @Nullable ThreadContext threadContext;
    private final @Nullable BatchPartition partition;
    private final @Nullable AnswerCache answers;
    private final int maxBodies;
    private final @Nullable CoroutineKind coroutines;
    private final SendPolicy sendPolicy;

    /** Made when it is first asked for: many executors live for one request and cache nothing. */
    private @Nullable ExecutionCache cache;

    /** Made for the first shared or cached generator. */
    private @Nullable Memos memos;

    /** The thread that runs this, or the body of another executor's that does on its thread; null if none does. */
    private volatile @Nullable Object owner;

    /** The execution under way; read and written by the owner and the bodies that it runs. */
    private @Nullable Engine running;

    /** The executor that was entered before on the same thread, inside which this one runs; null if there is none. */
    private @Nullable ConfinedBatchExecutor around;

    /** The number of calls, of this executor and of others, around the innermost call of this one. */
    private int depth;

    ConfinedBatchExecutor(
            @Nullable BatchListener listener,
            @Nullable Duration timeout,
            @Nullable ThreadContext threadContext,
            @Nullable BatchPartition partition,
            @Nullable AnswerCache answers,
            int maxBodies,
            @Nullable CoroutineKind coroutines,
            SendPolicy sendPolicy) {
        this.listener = listener;
        this.timeout = timeout;
        this.threadContext = threadContext;
        this.partition = partition;
        this.answers = answers;
        this.maxBodies = maxBodies;
        this.coroutines = coroutines;
        this.sendPolicy = sendPolicy;
    }

    /** The executor whose execution the caller is inside of, in a function or in a body; null if it is in none. */
    static @Nullable ConfinedBatchExecutor current() {
        ConfinedBatchExecutor executor = ENTERED.get();
        if (executor == null) {
            return null;
        }
        Object strand = Strands.current();
        while (executor != null && !executor.isRunning(strand)) {
            executor = executor.around; // it was entered by a body on this thread that waits
        }
        return executor == null ? null : executor.deepest(strand);
    }

    /** The innermost of those that run: one around this may have been called again inside of this. */
    private ConfinedBatchExecutor deepest(Object strand) {
        ConfinedBatchExecutor deepest = this;
        for (ConfinedBatchExecutor outer = around; outer != null; outer = outer.around) {
            if (outer.depth > deepest.depth && outer.owner == strand) { // not by a body, which waits for this
                deepest = outer;
            }
        }
        return deepest;
    }

    private boolean isRunning(Object strand) {
        Engine engine = running;
        if (engine == null) {
            return false;
        }
        BodyFrame body = engine.runningBody();
        return owner == strand || (body != null && body.isInside());
    }

    /** Records that the current thread runs a body of this executor and nothing else. */
    void enterBody() {
        ENTERED.set(this);
    }

    /** Records that it does so no longer. */
    static void leaveBody() {
        ENTERED.set(null);
    }

    private void enter(Object strand) {
        around = ENTERED.get();
        depth = around == null ? 0 : around.deepest(strand).depth + 1;
        ENTERED.set(this);
    }

    private void leave() {
        ConfinedBatchExecutor last = ENTERED.get();
        if (last == this) {
            ENTERED.set(around);
        } else {
            leaveBefore(last);
        }
        around = null;
    }

    /** Leaves this executor, which was entered by a body that has waited while others on its thread entered theirs. */
    private void leaveBefore(@Nullable ConfinedBatchExecutor last) {
        ConfinedBatchExecutor inside = last;
        while (inside != null && inside.around != this) {
            inside = inside.around;
        }
        if (inside != null) {
            inside.around = around;
        }
    }

    /** The answers that are kept, null if none are. */
    @Nullable
    AnswerCache answers() {
        return answers;
    }

    /** The limit of bodies that have begun and not ended in an execution; beyond, others are held back. */
    int maxBodies() {
        return maxBodies;
    }

    /** The kind of coroutine that bodies are to run on; null if this executor does not ask for one. */
    @Nullable
    CoroutineKind coroutines() {
        return coroutines;
    }

    SendPolicy sendPolicy() {
        return sendPolicy;
    }

    /** The partition, null if all is one. */
    @Nullable
    BatchPartition partition() {
        return partition;
    }

    /** The results of shared and cached generators; null if none has been run. */
    @Nullable
    Memos memosIfAny() {
        return memos;
    }

    Memos memos() {
        if (memos == null) {
            memos = new Memos(this);
        }
        return memos;
    }

    /** The transaction that the current thread is in; null if transactions are unknown. */
    ThreadContext.@Nullable Transaction transaction() {
        return threadContext == null ? null : threadContext.transaction();
    }

    /** The context snapshot of the current thread; null if there is no context. */
    ThreadContext.@Nullable Snapshot captureContext() {
        return threadContext == null ? null : threadContext.capture();
    }

    @Override
    public <T extends @Nullable Object> T execute(BatchGenerator<T> generator) {
        return executeWithin(null, generator, NOBODY);
    }

    @Override
    public <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners) {
        return executeWithin(null, generator, listeners);
    }

    @Override
    public <T extends @Nullable Object> T execute(
            BatchGenerator<T> generator, Duration timeout, BatchListener... listeners) {
        return executeWithin(Arguments.positive(timeout, "BatchExecutor.execute"), generator, listeners);
    }

    /** Runs a generator; without a limit of its own, within that of the executor. */
    private <T extends @Nullable Object> T executeWithin(
            @Nullable Duration limit, BatchGenerator<T> generator, BatchListener... listeners) {
        Arguments.notNull(generator, "BatchExecutor.execute", "a generator");
        Object strand = Strands.current();
        if (!OWNER.compareAndSet(this, null, strand)) {
            return executeInside(strand, generator, limit, listeners);
        }
        enter(strand);
        try {
            return runOutermost(
                    new Engine(
                            this,
                            limit == null ? this.timeout : limit,
                            ExecutionListeners.Composite.plus(listener, listeners),
                            transaction()),
                    generator);
        } finally {
            if (memos != null) {
                memos.forgetTransaction();
            }
            leave();
            OWNER.lazySet(this, null);
        }
    }

    private <T extends @Nullable Object> T runOutermost(Engine engine, BatchGenerator<T> generator) {
        ExecutionListeners notified = engine.listeners;
        if (notified == null) {
            return run(engine, generator);
        }
        notified.start();
        T result;
        try {
            result = run(engine, generator);
        } catch (Throwable failure) {
            try {
                notified.end(failure);
            } catch (Throwable thrown) {
                Throwables.attach(failure, List.of(thrown));
            }
            throw failure;
        }
        notified.end(null);
        return result;
    }

    private <T extends @Nullable Object> T run(Engine engine, BatchGenerator<T> generator) {
        Engine outer = running;
        running = engine;
        try {
            T result = Casts.result(engine.run(generator));
            if (!engine.isEnded()) {
                Throwables.throwAll(engine.close());
            }
            engine.recorder.end();
            return result;
        } catch (Throwable failure) {
            Throwables.attach(failure, engine.close());
            throw failure;
        } finally {
            running = outer;
        }
    }

    /** Goes on with the execution under way, if this is a call from inside it. */
    private <T extends @Nullable Object> T executeInside(
            Object strand, BatchGenerator<T> generator, @Nullable Duration timeout, BatchListener... listeners) {
        Engine engine = running;
        BodyFrame body = engine == null ? null : engine.runningBody();
        if (engine != null && body != null && body.isInside()) {
            return executeInBody(engine, body, generator, timeout, listeners);
        }
        Object other = owner;
        if (other != strand || engine == null) {
            throw Strands.usedByTwo(strand, other);
        }
        if (engine.isClosed()) {
            throw new IllegalStateException("nothing can be executed any more: the execution has ended and its"
                    + " generators are being closed");
        }
        engine.checkMayJoin();
        int before = depth;
        ConfinedBatchExecutor innermost = current();
        if (innermost != null && innermost != this) {
            depth = innermost.depth + 1;
        }
        try {
            return engine.mayBeJoined()
                    ? executeJoined(engine, generator, timeout, listeners)
                    : executeApart(engine, generator, timeout, listeners);
        } finally {
            depth = before;
        }
    }

    /** Runs the loop from here: the call comes from a function. */
    private <T extends @Nullable Object> T executeJoined(
            Engine engine, BatchGenerator<T> generator, @Nullable Duration timeout, BatchListener... listeners) {
        engine.listeners().add(listeners);
        Deadline limit = engine.deadlines().add(timeout);
        try {
            return Casts.result(engine.runInside(generator, captureContext()));
        } finally {
            engine.deadlines().remove(limit);
            engine.listeners().remove(listeners);
        }
    }

    /** Yields: the call comes from the body that runs, or from a method that it has called. */
    private static <T extends @Nullable Object> T executeInBody(
            Engine engine,
            BodyFrame body,
            BatchGenerator<T> generator,
            @Nullable Duration timeout,
            BatchListener... listeners) {
        engine.listeners().add(listeners);
        Deadline deadline = engine.deadlines().add(timeout);
        try {
            T result = body.yield(generator);
            if (deadline != null && engine.deadlines().expire()) {
                throw engine.deadlines().tooLate(null);
            }
            return result;
        } catch (RuntimeException | Error failure) {
            if (deadline != null && engine.deadlines().expire()) {
                throw engine.deadlines().tooLate(Throwables.declared(failure));
            }
            throw failure;
        } finally {
            engine.deadlines().remove(deadline);
            engine.listeners().remove(listeners);
        }
    }

    /**
     * Runs an execution of its own, in a function that has changed the transaction: neither what the execution around
     * it waits for nor its other functions belong in there.
     */
    private <T extends @Nullable Object> T executeApart(
            Engine around, BatchGenerator<T> generator, @Nullable Duration timeout, BatchListener... listeners) {
        Engine apart = new Engine(around, timeout, listeners, transaction());
        try {
            return run(apart, generator);
        } finally {
            around.noteEnd(apart);
        }
    }

    @Override
    public ExecutionCache cache() {
        if (cache == null) {
            cache = new ExecutionCache(answers, partition);
        }
        return cache;
    }
}
