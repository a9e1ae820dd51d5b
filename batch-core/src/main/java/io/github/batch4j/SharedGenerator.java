package io.github.batch4j;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A generator that runs once and gives everyone who yields it the same result or failure.
 *
 * <p>It starts when it is first yielded. Whoever yields it while it runs waits with the others, whoever yields it later
 * gets the result at once, also in a later execution. It keeps its result as long as it is itself kept: in a singleton
 * that is for ever and for every user. To share within one request, use a {@link CachedGenerator}.
 *
 * <p>A failure is kept only for the execution that ran into it; a later one runs the generator anew. So does what was
 * read within a transaction that {@code execute} was called in. An execution that ends before its shared generator does
 * (by interruption, say) leaves it as if it had not run.
 *
 * <p>When the executor that ran it has run an operation that {@linkplain BatchableOperation#writes writes}, the result
 * is forgotten, and it runs anew when it is next yielded; unless it has written itself, which is never done twice.
 * Writes by other executors, or past the operations, are not noticed.
 *
 * <p>It can be yielded from any thread. An execution that first yields it while another one runs it does not wait for
 * that one but runs it for itself, once; what comes of this second run is not kept beyond that execution.
 *
 * <p>Executors that know of a {@link BatchPartition} run it once for each partition, and it keeps a result for each as
 * long as it is itself kept. So partitions should be few; with many, use a {@link CachedGenerator}.
 *
 * @param <T> what the generator results in
 */
public final class SharedGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final BatchGenerator<? extends T> source;
    private final @Nullable Supplier<String> name;

    /** The state without partitions; where there are some, that of the null one. */
    private final Memo memo = new Memo();

    /** The state of each partition; null as long as there are none. */
    private volatile @Nullable Map<Object, Memo> memos;

    SharedGenerator(BatchGenerator<? extends T> source) {
        this(source, null);
    }

    /** One with a name of its own, made when it is asked for, which is in a message. */
    SharedGenerator(BatchGenerator<? extends T> source, @Nullable Supplier<String> name) {
        this.source = source;
        this.name = name;
    }

    @Override
    public SharedGenerator<T> shared() {
        return this;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        Memo memo = memo(engine.partitionBelow(parent));
        State seen = engine.localMemos().find(memo);
        if (seen == null) {
            seen = memo.look();
        }
        if (seen == null) {
            SharedFrame frame = new SharedFrame(this, memo, engine, parent);
            seen = memo.begin(frame);
            if (seen == null) {
                run(engine, frame, parent, slot);
                return;
            }
        }
        if (seen instanceof Outcome outcome) {
            outcome.deliver(engine, parent, slot);
        } else if (seen instanceof SharedFrame frame && frame.isRunBy(engine)) {
            frame.await(parent, slot);
        } else {
            SharedFrame frame = new SharedFrame(this, memo, engine, parent);
            engine.localMemos().keep(memo, frame);
            run(engine, frame, parent, slot);
        }
    }

    private void run(Engine engine, SharedFrame frame, Frame parent, int slot) {
        frame.open();
        frame.await(parent, slot);
        engine.start(source, frame, 0);
    }

    private Memo memo(@Nullable Object partition) {
        if (partition == null) {
            return memo;
        }
        Map<Object, Memo> all = memos;
        if (all == null) {
            synchronized (memo) {
                all = memos == null ? new ConcurrentHashMap<>() : memos;
                memos = all;
            }
        }
        return all.computeIfAbsent(partition, any -> new Memo());
    }

    /** Tells if this belongs to a {@link CachedGenerator}, whose results are kept by the executor. */
    boolean isCached() {
        return name != null;
    }

    @Override
    String describe(int depth) {
        return name != null ? name.get() : describe(source, depth) + ".shared()";
    }

    /** How far a shared generator has come. */
    sealed interface State permits SharedFrame, Outcome {}

    /** The state of a shared generator: nothing before the run, its frame, its outcome if that is a result. */
    static final class Memo {

        private final AtomicReference<@Nullable State> state = new AtomicReference<>();

        /** The current state; null if it is to be run. */
        @Nullable
        State look() {
            State seen = state.get();
            if (seen instanceof Outcome outcome && !outcome.holds()) {
                state.compareAndSet(outcome, null);
                seen = state.get();
            }
            return seen;
        }

        /** Begins a run, unless there is something already, which is then given back. */
        @Nullable
        State begin(SharedFrame frame) {
            return state.compareAndExchange(null, frame);
        }

        /** Ends a run, and tells whether it was the one that was begun here. */
        boolean end(SharedFrame frame, @Nullable Outcome outcome) {
            return state.compareAndSet(frame, outcome);
        }

        /** As if it had not run, unless to run it again would write again. */
        void forgetRead() {
            if (state.get() instanceof Outcome outcome && !outcome.wrote) {
                state.compareAndSet(outcome, null);
            }
        }
    }

    /**
     * The end of a run.
     *
     * @param wrote whether something was written in the run, so that it must not be run again
     * @param transaction in which it holds; null if that does not matter
     */
    record Outcome(
            @Nullable Object value,
            @Nullable Throwable failure,
            boolean wrote,
            ThreadContext.@Nullable Transaction transaction)
            implements State {

        boolean holds() {
            return wrote || transaction == null || transaction.isUnchanged();
        }

        void deliver(Engine engine, Frame frame, int slot) {
            if (failure == null) {
                engine.resume(frame, slot, value);
            } else {
                engine.fail(frame, slot, Failure.of(failure));
            }
        }
    }
}
