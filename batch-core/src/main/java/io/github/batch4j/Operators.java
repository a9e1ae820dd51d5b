package io.github.batch4j;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The generators that do something with the outcome of one other generator. */
final class Operators {

    private Operators() {}

    /** A function of the result of one other generator. */
    abstract static sealed class Then<T extends @Nullable Object> extends EngineGenerator<T> {

        private final BatchGenerator<?> source;
        private final Function<@Nullable Object, ?> function;

        @SuppressWarnings("unchecked") // only ever applied to results of the source
        private Then(BatchGenerator<?> source, Function<?, ?> function) {
            this.source = source;
            this.function = (Function<@Nullable Object, ?>) function;
        }

        /** The operation that is the source; null if that is another generator. */
        final @Nullable BatchableOperation<?> operation() {
            return source instanceof EngineGenerator ? null : (BatchableOperation<?>) source;
        }

        @Override
        final void start(Engine engine, Frame parent, int slot) {
            engine.start(source, new ThenFrame(parent, slot, this), 0);
        }

        /** Applies the function, and sets the engine's next instruction. */
        final void resume(Engine engine, Frame parent, int slot, @Nullable Object value) {
            try {
                value = result(function.apply(value));
            } catch (Throwable thrown) {
                engine.fail(parent, slot, Failure.at(describe(), thrown));
                return;
            }
            next(engine, parent, slot, value);
        }

        /** Checks the result of the function. */
        @Nullable
        Object result(@Nullable Object result) {
            return result;
        }

        /** Sets the engine's next instruction, after the function has returned. */
        abstract void next(Engine engine, Frame parent, int slot, @Nullable Object result);

        /** True if the function only makes another value, so that it asks for nothing. */
        abstract boolean onlyPassesOn();

        /** The name of the method that has made this. */
        abstract String name();

        /** The function in traces: {@code flatMap (UserService)}. */
        final String describe() {
            return name() + " (" + Names.of(function) + ")";
        }

        @Override
        final String describe(int depth) {
            return describe(source, depth) + "." + name() + "(" + Names.of(function) + ")";
        }

        /** The function, for messages. */
        final Object function() {
            return function;
        }
    }

    /** The frame of a function whose source is running, unless {@link ThenOfChildren} is. */
    private static final class ThenFrame extends Frame.Inner {

        private final Then<?> then;

        ThenFrame(Frame parent, int slot, Then<?> then) {
            super(parent, slot);
            this.then = then;
        }

        @Override
        void resume(Engine engine, int child, @Nullable Object value) {
            then.resume(engine, parent, slot, value);
        }

        @Override
        boolean onlyPassesOn() {
            return then.onlyPassesOn();
        }

        @Override
        Object function(int child) {
            return then.function();
        }

        @Override
        String describe(int child) {
            return then.describe();
        }
    }

    /**
     * The frame of all children of a list that are functions of an operation, each in the slot of its child. A frame
     * for each would be the largest part of a long list's memory; and as waiters these are a single run.
     */
    static final class ThenOfChildren extends Frame.Inner {

        private final Object[] children;

        ThenOfChildren(Frame list, Object[] children) {
            super(list, 0);
            this.children = children;
        }

        private Then<?> then(int child) {
            return (Then<?>) children[child];
        }

        @Override
        void resume(Engine engine, int child, @Nullable Object value) {
            then(child).resume(engine, parent, child, value);
        }

        @Override
        int slotAbove(int child) {
            return child;
        }

        @Override
        @Nullable
        Object function(int child) {
            return child < 0 ? null : then(child).function();
        }

        /** The number of functions, from that of a child on, that may ask for more. */
        int movers(int child, int answers) {
            int movers = 0;
            for (int i = child; i < child + answers; i++) {
                movers += then(i).onlyPassesOn() ? 0 : 1;
            }
            return movers;
        }

        @Override
        String describe(int child) {
            return then(child).describe();
        }
    }

    /** {@link BatchGenerator#map}. */
    static final class Map<T extends @Nullable Object> extends Then<T> {

        <S extends @Nullable Object> Map(BatchGenerator<S> source, Function<? super S, ? extends T> function) {
            super(source, function);
        }

        @Override
        void next(Engine engine, Frame parent, int slot, @Nullable Object result) {
            engine.resume(parent, slot, result);
        }

        @Override
        boolean onlyPassesOn() {
            return true;
        }

        @Override
        String name() {
            return "map";
        }
    }

    /** {@link BatchGenerator#flatMap}. */
    static final class FlatMap<T extends @Nullable Object> extends Then<T> {

        <S extends @Nullable Object> FlatMap(
                BatchGenerator<S> source, Function<? super S, ? extends BatchGenerator<? extends T>> function) {
            super(source, function);
        }

        @Override
        Object result(@Nullable Object result) {
            return Arguments.generator((BatchGenerator<?>) result, "flatMap", function());
        }

        /** Replaces itself by the next generator, so an endless chain needs no more memory than a short one. */
        @Override
        void next(Engine engine, Frame parent, int slot, @Nullable Object result) {
            engine.recorder.makes(function());
            engine.start((BatchGenerator<?>) Casts.castNonNull(result), parent, slot);
        }

        @Override
        boolean onlyPassesOn() {
            return false;
        }

        @Override
        String name() {
            return "flatMap";
        }
    }

    /** {@link BatchGenerator#recover} and {@link BatchGenerator#recoverWith}. */
    static final class Recover<T extends @Nullable Object> extends EngineGenerator<T> {

        private final BatchGenerator<?> source;
        private final Class<? extends Throwable> type;
        private final Function<Throwable, ?> function;

        /** True if the function makes a generator. */
        private final boolean isWith;

        @SuppressWarnings("unchecked") // only ever applied to failures of the type
        private Recover(
                BatchGenerator<T> source, Class<? extends Throwable> type, Function<?, ?> function, boolean isWith) {
            this.source = source;
            this.type = type;
            this.function = (Function<Throwable, ?>) function;
            this.isWith = isWith;
        }

        static <T extends @Nullable Object, X extends Throwable> Recover<T> of(
                BatchGenerator<T> source, Class<X> type, Function<? super X, ? extends T> function) {
            return new Recover<>(source, type, function, false);
        }

        static <T extends @Nullable Object, X extends Throwable> Recover<T> with(
                BatchGenerator<T> source,
                Class<X> type,
                Function<? super X, ? extends BatchGenerator<? extends T>> function) {
            return new Recover<>(source, type, function, true);
        }

        private String name() {
            return isWith ? "recoverWith" : "recover";
        }

        @Override
        void start(Engine engine, Frame parent, int slot) {
            engine.start(source, new RecoverFrame(parent, slot), 0);
        }

        @Override
        String describe(int depth) {
            return describe(source, depth) + "." + name() + "(" + Names.of(function) + ")";
        }

        private final class RecoverFrame extends Frame.Inner {

            RecoverFrame(Frame parent, int slot) {
                super(parent, slot);
            }

            @Override
            void resume(Engine engine, int child, @Nullable Object value) {
                engine.resume(parent, slot, value);
            }

            @Override
            void fail(Engine engine, int child, Failure failure) {
                if (!type.isInstance(failure.cause)) {
                    super.fail(engine, child, failure);
                    return;
                }
                Object standIn;
                try {
                    standIn = function.apply(failure.shown());
                    if (isWith) {
                        Arguments.generator((BatchGenerator<?>) standIn, "recoverWith", function);
                    } else if (standIn instanceof BatchGenerator<?>) {
                        throw EngineGenerator.notRun(standIn, "recover", function, "recoverWith runs a generator");
                    }
                } catch (Throwable thrown) {
                    thrown(engine, child, thrown);
                    return;
                }
                if (isWith) {
                    engine.start((BatchGenerator<?>) standIn, parent, slot);
                } else {
                    engine.resume(parent, slot, standIn);
                }
            }

            @Override
            boolean onlyPassesOn() {
                return true;
            }

            @Override
            Object function(int child) {
                return function;
            }

            @Override
            String describe(int child) {
                return name() + " (" + Names.of(function) + ")";
            }
        }
    }

    /** {@link BatchGenerator#doFinally}. */
    static final class DoFinally<T extends @Nullable Object> extends EngineGenerator<T> {

        private final BatchGenerator<T> source;
        private final Runnable action;

        DoFinally(BatchGenerator<T> source, Runnable action) {
            this.source = source;
            this.action = action;
        }

        @Override
        void start(Engine engine, Frame parent, int slot) {
            FinallyFrame frame = new FinallyFrame(parent, slot, action);
            frame.place = engine.open().add(frame);
            engine.start(source, frame, 0);
        }

        @Override
        String describe(int depth) {
            return describe(source, depth) + ".doFinally(" + Names.of(action) + ")";
        }

        private static final class FinallyFrame extends Frame.Inner implements OpenFrames.OpenFrame {

            private final Runnable action;
            private OpenFrames.@Nullable Node place;

            FinallyFrame(Frame parent, int slot, Runnable action) {
                super(parent, slot);
                this.action = action;
            }

            @Override
            void resume(Engine engine, int child, @Nullable Object value) {
                engine.open().remove(place);
                try {
                    action.run();
                } catch (Throwable thrown) {
                    thrown(engine, child, thrown);
                    return;
                }
                engine.resume(parent, slot, value);
            }

            @Override
            void fail(Engine engine, int child, Failure failure) {
                engine.open().remove(place);
                try {
                    action.run();
                } catch (Throwable thrown) {
                    Throwables.attach(thrown, List.of(failure.shown()));
                    thrown(engine, child, thrown);
                    return;
                }
                super.fail(engine, child, failure);
            }

            @Override
            public void close() {
                action.run();
            }

            @Override
            boolean onlyPassesOn() {
                return true;
            }

            @Override
            String describe(int child) {
                return "doFinally (" + Names.of(action) + ")";
            }
        }
    }
}
