package io.github.batch4j;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#map}. */
final class MappedGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final BatchGenerator<?> source;
    private final Function<@Nullable Object, ? extends T> function;

    @SuppressWarnings("unchecked")
    <S extends @Nullable Object> MappedGenerator(BatchGenerator<S> source, Function<? super S, ? extends T> function) {
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
        String describe(int child) {
            return "map (" + Names.of(function) + ")";
        }
    }
}
