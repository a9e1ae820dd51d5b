package io.github.batch4j;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The root of all generators that the engine runs itself, that is all except operations. */
abstract sealed class EngineGenerator<T extends @Nullable Object> implements BatchGenerator<T>
        permits EngineGenerator.Value,
                EngineGenerator.Failing,
                EngineGenerator.Deferred,
                EngineGenerator.OfStage,
                Operators.Then,
                Operators.Recover,
                Operators.DoFinally,
                FanOut,
                StructuredGenerator,
                EngineGenerator.Body,
                CachedGenerator.Call,
                MemoizedGenerator {

    /** The number of stages of a pipeline that are printed; there may be a million. */
    private static final int DEPTH = 4;

    /**
     * Starts one run. As its last action it sets the engine's next instruction; it must not run the engine.
     *
     * @param parent the frame that gets the result
     * @param slot the slot of this generator in the parent
     */
    abstract void start(Engine engine, Frame parent, int slot);

    /** Prints as a pipeline does in code: {@code GetUser.map(UserService)}. */
    abstract String describe(int depth);

    static String describe(Object generator, int depth) {
        if (depth == 0) {
            return "...";
        }
        return generator instanceof EngineGenerator<?> pipeline ? pipeline.describe(depth - 1) : kind(generator);
    }

    /** The name of this generator's kind, for {@link #kind(Object)}. */
    String kind() {
        return "a generator";
    }

    /** The kind of a generator or operation, without its key: threads are named by it. */
    static String kind(Object generator) {
        if (generator instanceof EngineGenerator<?> pipeline) {
            return pipeline.kind();
        }
        return generator instanceof Load<?, ?> load ? load.loader().toString() : Names.typeName(generator);
    }

    @Override
    public final String toString() {
        return describe(DEPTH);
    }

    /**
     * The failure of a user's code that has returned a generator in place of a value; it would never be run, and nobody
     * would be told.
     *
     * @param remedy the way to run it
     */
    static IllegalStateException notRun(Object generator, String method, Object function, String remedy) {
        return new IllegalStateException("the function given to " + method + " in " + Names.of(function) + " returned "
                + (generator instanceof BatchableOperation<?> ? "the operation " + kind(generator) : "a generator")
                + ", which has not been run, expected a value; " + remedy);
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

    /** {@link BatchGenerator#fromStage}. */
    static final class OfStage<T extends @Nullable Object> extends EngineGenerator<T> {

        private final Supplier<? extends CompletionStage<? extends T>> supplier;

        OfStage(Supplier<? extends CompletionStage<? extends T>> supplier) {
            this.supplier = supplier;
        }

        @Override
        void start(Engine engine, Frame parent, int slot) {
            try {
                CompletionStage<?> stage = supplier.get();
                if (stage == null) {
                    throw new NullPointerException("the function given to fromStage in " + Names.of(supplier)
                            + " returned null, expected a CompletionStage");
                }
                engine.stages().await(stage, parent, slot);
            } catch (Throwable thrown) {
                engine.fail(parent, slot, Failure.at(describe(0), thrown));
            }
        }

        @Override
        String describe(int depth) {
            return "fromStage(" + Names.of(supplier) + ")";
        }
    }

    /** {@link BatchGenerator#of}. */
    static final class Body<T extends @Nullable Object> extends EngineGenerator<T> {

        private final BatchBody<? extends T> body;

        /** The user's own object, after whose class this is named in messages. */
        private final Object code;

        /** The method that it was given to, for messages. */
        private final String method;

        Body(BatchBody<? extends T> body, Object code, String method) {
            this.body = body;
            this.code = code;
            this.method = method;
        }

        /** Returns a generator of code that yields through its executor. */
        static <T extends @Nullable Object> Body<T> of(@Nullable Callable<? extends T> code, String method) {
            Callable<? extends T> present = Arguments.notNull(code, method, "code");
            return new Body<>(batch -> present.call(), present, method);
        }

        BatchBody<? extends T> body() {
            return body;
        }

        /** Fails if a result is a generator, which nobody has run. */
        void check(@Nullable Object result) {
            if (result instanceof BatchGenerator<?>) {
                throw notRun(result, method, code, remedy());
            }
        }

        private String remedy() {
            return switch (method) {
                case "BatchExecutor.all" -> "BatchExecutor.executeAll runs generators side by side";
                case "BatchExecutor.zip" -> "execute runs generators side by side that are given to BatchGenerator.zip";
                default -> "yield it in the body, and return its result";
            };
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
