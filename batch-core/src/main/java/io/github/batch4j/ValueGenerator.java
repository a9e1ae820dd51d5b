package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#value}. */
final class ValueGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final T value;

    ValueGenerator(T value) {
        this.value = value;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        engine.resume(parent, slot, value);
    }

    @Override
    String describe(int depth) {
        return "value(" + (value == null ? "null" : Names.of(value)) + ")";
    }
}
