package io.github.batch4j;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A generator that the engine itself knows how to run: everything but the operations that users write. */
abstract sealed class EngineGenerator<T extends @Nullable Object> implements BatchGenerator<T>, Names.Kind
        permits EngineGenerator.Value,
                EngineGenerator.Failing,
                EngineGenerator.Deferred,
                Operators.Map,
                Operators.FlatMap,
                Operators.Recover,
                Operators.DoFinally,
                FanOut,
                StructuredGenerator,
                EngineGenerator.Body,
                CachedGenerator.Call,
                SharedGenerator {

    /** How much of a pipeline is printed: it may be a million stages long. */
    private static final int DEPTH = 4;

    /**
     * Starts one run. Must not run the engine but tell it, last of all, what is next.
     *
     * @param parent who gets the result
     * @param slot as which of its children
     */
    abstract void start(Engine engine, Frame parent, int slot);

    /** Prints as a pipeline does in code: {@code GetUser.map(UserService)}. */
    abstract String describe(int depth);

    static String describe(Object generator, int depth) {
        if (depth == 0) {
            return "...";
        }
        return generator instanceof EngineGenerator<?> pipeline ? pipeline.describe(depth - 1) : Names.kind(generator);
    }

    @Override
    public String kind() {
        return "a generator";
    }

    @Override
    public final String toString() {
        return describe(DEPTH);
    }

    /** {@link BatchGenerator#value}. */
    static final class Value<T extends @Nullable Object> extends EngineGenerator<T> {

        private final T value;

        Value(T value) {
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

    /** {@link BatchGenerator#failure}. */
    static final class Failing<T extends @Nullable Object> extends EngineGenerator<T> {

        private final Throwable failure;

        Failing(Throwable failure) {
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

    /** {@link BatchGenerator#defer}. */
    static final class Deferred<T extends @Nullable Object> extends EngineGenerator<T> {

        private final Supplier<? extends BatchGenerator<? extends T>> supplier;

        Deferred(Supplier<? extends BatchGenerator<? extends T>> supplier) {
            this.supplier = supplier;
        }

        @Override
        void start(Engine engine, Frame parent, int slot) {
            BatchGenerator<?> made;
            try {
                made = Arguments.generator(supplier.get(), "defer", supplier);
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

    /** {@link BatchGenerator#of}. */
    static final class Body<T extends @Nullable Object> extends EngineGenerator<T> {

        private final BatchBody<? extends T> body;

        /** What the user has written, which names this in messages. */
        private final Object code;

        Body(BatchBody<? extends T> body, Object code) {
            this.body = body;
            this.code = code;
        }

        /** A generator of code that asks through its executor. */
        static <T extends @Nullable Object> Body<T> of(@Nullable Callable<? extends T> code, String method) {
            Callable<? extends T> present = Arguments.notNull(code, "BatchExecutor." + method, "code");
            return new Body<>(batch -> present.call(), present);
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
}
