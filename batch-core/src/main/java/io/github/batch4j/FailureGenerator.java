package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#failure}. */
final class FailureGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final Throwable failure;

    FailureGenerator(Throwable failure) {
        this.failure = failure;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        engine.fail(parent, slot, Failure.of(failure));
    }

    @Override
    String describe(int depth) {
        return "failure(" + Names.of(failure) + ")";
    }
}
