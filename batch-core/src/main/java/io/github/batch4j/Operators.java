package io.github.batch4j;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The generators that do something with the outcome of one other generator. */
final class Operators {

    private Operators() {}

    /** {@link BatchGenerator#map}. */
    static final class Map<T extends @Nullable Object> extends EngineGenerator<T> {

        private final BatchGenerator<?> source;
        private final Function<@Nullable Object, ? extends T> function;

        @SuppressWarnings("unchecked")
        <S extends @Nullable Object> Map(BatchGenerator<S> source, Function<? super S, ? extends T> function) {
            this.source = source;
            this.function = (Function<@Nullable Object, ? extends T>) function;
        }

        @Override
        void start(Engine engine, Frame parent, int slot) {
            engine.start(source, new MapFrame(parent, slot, function), 0);
        }

        @Override
        String describe(int depth) {
            return describe(source, depth) + ".map(" + Names.of(function) + ")";
        }

        private static final class MapFrame extends Frame.Inner {

            private final Function<@Nullable Object, ?> function;

            MapFrame(Frame parent, int slot, Function<@Nullable Object, ?> function) {
                super(parent, slot);
                this.function = function;
            }

            @Override
            void resume(Engine engine, int child, @Nullable Object value) {
                Object mapped;
                try {
                    mapped = function.apply(value);
                } catch (Throwable thrown) {
                    thrown(engine, child, thrown);
                    return;
                }
                engine.resume(parent, slot, mapped);
            }

            @Override
            Object function() {
                return function;
            }

            @Override
            boolean onlyPassesOn() {
                return true;
            }

            @Override
            String describe(int child) {
                return "map (" + Names.of(function) + ")";
            }
        }
    }

    /** {@link BatchGenerator#flatMap}. */
    static final class FlatMap<T extends @Nullable Object> extends EngineGenerator<T> {

        private final BatchGenerator<?> source;
        private final Function<@Nullable Object, ? extends @Nullable BatchGenerator<?>> function;

        @SuppressWarnings("unchecked")
        <S extends @Nullable Object> FlatMap(
                BatchGenerator<S> source, Function<? super S, ? extends BatchGenerator<? extends T>> function) {
            this.source = source;
            this.function = (Function<@Nullable Object, ? extends BatchGenerator<?>>) function;
        }

        @Override
        void start(Engine engine, Frame parent, int slot) {
            engine.start(source, new FlatMapFrame(parent, slot, function), 0);
        }

        @Override
        String describe(int depth) {
            return describe(source, depth) + ".flatMap(" + Names.of(function) + ")";
        }

        private static final class FlatMapFrame extends Frame.Inner {

            private final Function<@Nullable Object, ? extends @Nullable BatchGenerator<?>> function;

            FlatMapFrame(
                    Frame parent,
                    int slot,
                    Function<@Nullable Object, ? extends @Nullable BatchGenerator<?>> function) {
                super(parent, slot);
                this.function = function;
            }

            /** Replaces itself by the next generator, so an endless chain needs no more memory than a short one. */
            @Override
            void resume(Engine engine, int child, @Nullable Object value) {
                BatchGenerator<?> next;
                try {
                    next = Arguments.generator(function.apply(value), "flatMap", function);
                } catch (Throwable thrown) {
                    thrown(engine, child, thrown);
                    return;
                }
                if (engine.lookahead != null) {
                    engine.lookahead.setOrigin(function.getClass());
                }
                engine.start(next, parent, slot);
            }

            @Override
            Object function() {
                return function;
            }

            @Override
            String describe(int child) {
                return "flatMap (" + Names.of(function) + ")";
            }
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
            Object function() {
                return function;
            }

            @Override
            boolean onlyPassesOn() {
                return true;
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
