package io.github.batch4j;

import io.github.batch4j.BatchGenerator.Function3;
import io.github.batch4j.BatchGenerator.Function4;
import io.github.batch4j.BatchGenerator.Function5;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A generator that runs others side by side and combines their results. */
abstract sealed class FanOut<T extends @Nullable Object> extends EngineGenerator<T> {

    /** Generators, held as objects since a cast of each to an interface type would cost more than its start. */
    private final Object[] children;

    FanOut(Object[] children) {
        this.children = children;
    }

    /** Makes the result; the array is the callee's to keep. */
    abstract T combine(@Nullable Object[] results);

    /** True if failures are results like others, each given to {@link #combine} as a {@link Failure}. */
    boolean takesFailures() {
        return false;
    }

    /** The name in traces: {@code all}. */
    abstract String name();

    @Override
    final void start(Engine engine, Frame parent, int slot) {
        FanOutFrame frame = new FanOutFrame(parent, slot, this);
        if (children.length == 0) {
            frame.finish(engine);
        } else {
            engine.runQueue().start(frame);
        }
    }

    @Override
    final String kind() {
        return toString();
    }

    @Override
    final String describe(int depth) {
        return name() + "(" + Names.count(children.length, "generator") + ")";
    }

    static final class FanOutFrame extends Frame.Inner {

        private final FanOut<?> fanOut;
        private final @Nullable Object[] results;

        /** The one below it on the engine's stack. */
        @Nullable
        FanOutFrame below;

        /** Null as long as no child is a function of an operation. */
        private Operators.@Nullable ThenOfChildren thens;

        private int started;
        private int unfinished;
        private int failed;

        /** The number of unfinished children that are expected to finish, in the count with the other number. */
        private int expected;

        private int countedIn;

        FanOutFrame(Frame parent, int slot, FanOut<?> fanOut) {
            super(parent, slot);
            this.fanOut = fanOut;
            this.results = new @Nullable Object[fanOut.children.length];
            this.unfinished = results.length;
        }

        /** The number of children not yet started. */
        int unstarted() {
            return results.length - started;
        }

        /** Starts children until one of them has given the engine something to do, or all are started. */
        void startChildren(Engine engine) {
            Object[] children = fanOut.children;
            Recorder recorder = engine.recorder;
            while (started < children.length && engine.isAt(this)) {
                int child = started++;
                recorder.startsChild(this, child);
                if (!(children[child] instanceof EngineGenerator<?> pipeline)) {
                    engine.ask((BatchableOperation<?>) children[child], this, child);
                } else if (pipeline instanceof Operators.Then<?> then && then.operation() != null) {
                    engine.ask(then.operation(), thens(), child);
                } else {
                    pipeline.start(engine, this, child);
                }
            }
        }

        /** Expects some more children to finish; returns true if none is left then. */
        boolean expectChildren(int children, int count) {
            expected = countedIn == count ? expected + children : children;
            countedIn = count;
            return expected == unfinished;
        }

        private Operators.ThenOfChildren thens() {
            Operators.ThenOfChildren frame = thens;
            if (frame == null) {
                frame = new Operators.ThenOfChildren(this, fanOut.children);
                thens = frame;
            }
            return frame;
        }

        @Override
        void resume(Engine engine, int child, @Nullable Object value) {
            results[child] = value;
            engine.recorder.collects(this);
            if (--unfinished == 0) {
                finish(engine);
            }
        }

        /** Takes the results of children that follow each other. */
        void resumeRun(Engine engine, int child, @Nullable Object[] from, int first, int count) {
            System.arraycopy(from, first, results, child, count);
            engine.recorder.collects(this);
            unfinished -= count;
            if (unfinished == 0) {
                finish(engine);
            }
        }

        @Override
        void fail(Engine engine, int child, Failure failure) {
            pass(failure, child);
            results[child] = failure;
            engine.recorder.collects(this);
            failed++;
            if (--unfinished == 0) {
                finish(engine);
            }
        }

        private void finish(Engine engine) {
            engine.recorder.finishes(this);
            if (failed > 0 && !fanOut.takesFailures()) {
                engine.fail(parent, slot, firstFailure());
                return;
            }
            Object combined;
            try {
                combined = fanOut.combine(results);
            } catch (Throwable thrown) {
                engine.fail(parent, slot, Failure.at(fanOut.name(), thrown));
                return;
            }
            engine.resume(parent, slot, combined);
        }

        /** The first failure in the order of the children, the others attached to it. */
        private Failure firstFailure() {
            Failure first = null;
            List<Throwable> others = new ArrayList<>(failed);
            for (Object result : results) {
                if (result instanceof Failure failure) {
                    if (first == null) {
                        first = failure;
                    } else {
                        // One failure that came to several children has one trace, that of the first.
                        others.add(failure.cause == first.cause ? failure.cause : failure.shown());
                    }
                }
            }
            if (first == null) {
                throw new AssertionError("no failure among " + results.length + " results");
            }
            Throwables.attach(first.cause, others);
            return first;
        }

        @Override
        String describe(int child) {
            return fanOut.name() + " (" + (child + 1) + " of " + results.length + ")";
        }
    }

    /** {@link BatchGenerator#all(java.util.Collection)}. */
    static final class AllOfList<T extends @Nullable Object> extends FanOut<List<T>> {

        AllOfList(Object[] generators) {
            super(generators);
        }

        @Override
        List<T> combine(@Nullable Object[] results) {
            return Casts.result(Collections.unmodifiableList(Arrays.asList(results)));
        }

        @Override
        String name() {
            return "all";
        }
    }

    /** {@link BatchGenerator#all(Map)}. */
    static final class AllOfMap<K extends @Nullable Object, T extends @Nullable Object> extends FanOut<Map<K, T>> {

        private final @Nullable Object[] keys;

        AllOfMap(Map<? extends K, ?> generators) {
            super(Arguments.noNulls(generators.values().toArray(), "BatchGenerator.all"));
            this.keys = generators.keySet().toArray();
        }

        @Override
        @SuppressWarnings("unchecked")
        Map<K, T> combine(@Nullable Object[] results) {
            Map<K, T> map = new LinkedHashMap<>(results.length * 2);
            for (int i = 0; i < results.length; i++) {
                map.put((K) keys[i], (T) results[i]);
            }
            return Collections.unmodifiableMap(map);
        }

        @Override
        String name() {
            return "all";
        }
    }

    /** {@link BatchGenerator#zip}. */
    static final class Zip<T extends @Nullable Object> extends FanOut<T> {

        private final Function<@Nullable Object[], ? extends T> combine;

        private Zip(Function<@Nullable Object[], ? extends T> combine, BatchGenerator<?>... generators) {
            super(Arguments.noNulls(generators, "BatchGenerator.zip"));
            this.combine = combine;
        }

        @SuppressWarnings("unchecked")
        static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Zip<T> of(
                BatchGenerator<A> a, BatchGenerator<B> b, BiFunction<? super A, ? super B, ? extends T> combine) {
            return new Zip<>(results -> combine.apply((A) results[0], (B) results[1]), a, b);
        }

        @SuppressWarnings("unchecked")
        static <
                        A extends @Nullable Object,
                        B extends @Nullable Object,
                        C extends @Nullable Object,
                        T extends @Nullable Object>
                Zip<T> of(
                        BatchGenerator<A> a,
                        BatchGenerator<B> b,
                        BatchGenerator<C> c,
                        Function3<? super A, ? super B, ? super C, ? extends T> combine) {
            return new Zip<>(results -> combine.apply((A) results[0], (B) results[1], (C) results[2]), a, b, c);
        }

        @SuppressWarnings("unchecked")
        static <
                        A extends @Nullable Object,
                        B extends @Nullable Object,
                        C extends @Nullable Object,
                        D extends @Nullable Object,
                        T extends @Nullable Object>
                Zip<T> of(
                        BatchGenerator<A> a,
                        BatchGenerator<B> b,
                        BatchGenerator<C> c,
                        BatchGenerator<D> d,
                        Function4<? super A, ? super B, ? super C, ? super D, ? extends T> combine) {
            return new Zip<>(
                    results -> combine.apply((A) results[0], (B) results[1], (C) results[2], (D) results[3]),
                    a,
                    b,
                    c,
                    d);
        }

        @SuppressWarnings("unchecked")
        static <
                        A extends @Nullable Object,
                        B extends @Nullable Object,
                        C extends @Nullable Object,
                        D extends @Nullable Object,
                        E extends @Nullable Object,
                        T extends @Nullable Object>
                Zip<T> of(
                        BatchGenerator<A> a,
                        BatchGenerator<B> b,
                        BatchGenerator<C> c,
                        BatchGenerator<D> d,
                        BatchGenerator<E> e,
                        Function5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends T> combine) {
            return new Zip<>(
                    results -> combine.apply(
                            (A) results[0], (B) results[1], (C) results[2], (D) results[3], (E) results[4]),
                    a,
                    b,
                    c,
                    d,
                    e);
        }

        @Override
        T combine(@Nullable Object[] results) {
            return combine.apply(results);
        }

        @Override
        String name() {
            return "zip";
        }
    }

    /** {@link BatchResults#gather}. */
    static final class Gather<T extends @Nullable Object> extends FanOut<BatchResults<T>> {

        Gather(Object[] generators) {
            super(generators);
        }

        @Override
        boolean takesFailures() {
            return true;
        }

        @Override
        BatchResults<T> combine(@Nullable Object[] results) {
            for (int i = 0; i < results.length; i++) {
                if (results[i] instanceof Failure failure) {
                    results[i] = new BatchResults.Failed(failure.shown());
                }
            }
            return new BatchResults<>(results);
        }

        @Override
        String name() {
            return "gather";
        }
    }
}
