package io.github.batch4j;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#then}. */
final class ThenGenerator<T extends @Nullable Object> extends Pipeline<T> {

    private final BatchGenerator<?> source;
    private final Function<@Nullable Object, ? extends @Nullable BatchGenerator<?>> function;

    @SuppressWarnings("unchecked")
    <S extends @Nullable Object> ThenGenerator(
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
        return describe(source, depth) + ".then(" + Names.of(function) + ")";
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
                next = made(function.apply(value), "then", function);
            } catch (Throwable thrown) {
                thrown(engine, child, thrown);
                return;
            }
            engine.start(next, parent, slot);
        }

        @Override
        String describe(int child) {
            return "then (" + Names.of(function) + ")";
        }
    }
}
