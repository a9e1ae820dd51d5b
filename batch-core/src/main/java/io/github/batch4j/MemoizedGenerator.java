package io.github.batch4j;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@link SharedGenerator}s: keeps the state of the run, or its outcome, of each partition. */
final class MemoizedGenerator<T extends @Nullable Object> extends EngineGenerator<T> implements SharedGenerator<T> {

    private final BatchGenerator<? extends T> source;
    private final @Nullable Supplier<String> name;

    /** The state without partitions; where there are some, that of the null one. */
    private final Memo memo = new Memo();

    /** The state of each partition; null as long as there are none. */
    private volatile @Nullable Map<Object, Memo> memos;

    MemoizedGenerator(BatchGenerator<? extends T> source) {
        this(source, null);
    }

    /** Makes a generator with a name of its own, computed only when a message needs it. */
    MemoizedGenerator(BatchGenerator<? extends T> source, @Nullable Supplier<String> name) {
        this.source = source;
        this.name = name;
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

    /** The state of a shared generator: its run, or its outcome. */
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
