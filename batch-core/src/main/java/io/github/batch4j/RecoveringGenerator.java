package io.github.batch4j;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#recover}. */
final class RecoveringGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final BatchGenerator<?> source;
    private final Class<? extends Throwable> type;
    private final Function<Throwable, ? extends @Nullable BatchGenerator<?>> function;

    @SuppressWarnings("unchecked") // only ever applied to what is of the type
    <X extends Throwable> RecoveringGenerator(
            BatchGenerator<?> source,
            Class<X> type,
            Function<? super X, ? extends BatchGenerator<? extends T>> function) {
        this.source = source;
        this.type = type;
        this.function = (Function<Throwable, ? extends BatchGenerator<?>>) function;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        engine.start(source, new RecoverFrame(parent, slot), 0);
    }

    @Override
    String describe(int depth) {
        return describe(source, depth) + ".recover(" + Names.of(function) + ")";
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
            BatchGenerator<?> standIn;
            try {
                standIn = FlatMapGenerator.made(function.apply(failure.shown()), "recover", function);
            } catch (Throwable thrown) {
                thrown(engine, child, thrown);
                return;
            }
            engine.start(standIn, parent, slot);
        }

        @Override
        String describe(int child) {
            return "recover (" + Names.of(function) + ")";
        }
    }
}
