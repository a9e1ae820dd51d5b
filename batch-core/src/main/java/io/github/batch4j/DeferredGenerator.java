package io.github.batch4j;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#defer}. */
final class DeferredGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final Supplier<? extends BatchGenerator<? extends T>> supplier;

    DeferredGenerator(Supplier<? extends BatchGenerator<? extends T>> supplier) {
        this.supplier = supplier;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        BatchGenerator<?> made;
        try {
            made = FlatMapGenerator.made(supplier.get(), "defer", supplier);
        } catch (Throwable thrown) {
            engine.fail(parent, slot, Failure.at(describe(0), thrown));
            return;
        }
        engine.start(made, parent, slot);
    }

    @Override
    String describe(int depth) {
        return "defer(" + Names.of(supplier) + ")";
    }
}
