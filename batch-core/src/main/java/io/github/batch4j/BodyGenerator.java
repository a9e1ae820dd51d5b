package io.github.batch4j;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#of}. */
final class BodyGenerator<T extends @Nullable Object> extends EngineGenerator<T> {

    private final BatchBody<? extends T> body;

    /** What the user has written, which names this in messages. */
    private final Object code;

    BodyGenerator(BatchBody<? extends T> body, Object code) {
        this.body = body;
        this.code = code;
    }

    /** A generator of code that asks through its executor. */
    static <T extends @Nullable Object> BodyGenerator<T> of(@Nullable Callable<? extends T> code, String method) {
        Callable<? extends T> present = Arguments.notNull(code, "BatchExecutor." + method, "code");
        return new BodyGenerator<>(batch -> present.call(), present);
    }

    BatchBody<? extends T> body() {
        return body;
    }

    Object code() {
        return code;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        new BodyFrame(engine, parent, slot, this).start();
    }

    @Override
    String describe(int depth) {
        return "of(" + Names.of(code) + ")";
    }
}
