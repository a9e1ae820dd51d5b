package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#of}. */
final class BodyGenerator<T extends @Nullable Object> extends Pipeline<T> {

    private final BatchBody<? extends T> body;

    BodyGenerator(BatchBody<? extends T> body) {
        this.body = body;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        new BodyFrame(engine, parent, slot, body).start();
    }

    @Override
    String describe(int depth) {
        return "of(" + Names.of(body) + ")";
    }
}
