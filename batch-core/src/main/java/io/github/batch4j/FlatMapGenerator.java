package io.github.batch4j;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#flatMap}. */
final class FlatMapGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final BatchGenerator<?> source;
    private final Function<@Nullable Object, ? extends @Nullable BatchGenerator<?>> function;

    @SuppressWarnings("unchecked")
    <S extends @Nullable Object> FlatMapGenerator(
            BatchGenerator<S> source, Function<? super S, ? extends BatchGenerator<? extends T>> function) {
        this.source = source;
        this.function = (Function<@Nullable Object, ? extends BatchGenerator<?>>) function;
    }

    /** The generator that a user's function has made; an error that says so if it has made none. */
    static BatchGenerator<?> made(@Nullable BatchGenerator<?> made, String method, Object function) {
        if (made == null) {
            throw new NullPointerException("the function given to " + method + " in " + Names.of(function)
                    + " returned null, expected a generator; a generator of nothing is BatchGenerator.value(null)");
        }
        return made;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        engine.start(source, new ThenFrame(parent, slot, function), 0);
    }

    @Override
    String describe(int depth) {
        return describe(source, depth) + ".flatMap(" + Names.of(function) + ")";
    }

    private static final class ThenFrame extends Frame.Inner {

        private final Function<@Nullable Object, ? extends @Nullable BatchGenerator<?>> function;

        ThenFrame(Frame parent, int slot, Function<@Nullable Object, ? extends @Nullable BatchGenerator<?>> function) {
            super(parent, slot);
            this.function = function;
        }

        /** Puts the next generator in its own place, so that an endless chain needs no more room than a short one. */
        @Override
        void resume(Engine engine, int child, @Nullable Object value) {
            BatchGenerator<?> next;
            try {
                next = made(function.apply(value), "flatMap", function);
            } catch (Throwable thrown) {
                thrown(engine, child, thrown);
                return;
            }
            engine.start(next, parent, slot);
        }

        @Override
        String describe(int child) {
            return "flatMap (" + Names.of(function) + ")";
        }
    }
}
