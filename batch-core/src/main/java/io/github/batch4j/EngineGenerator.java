package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** A generator that the engine itself knows how to run: everything but the operations that users write. */
abstract sealed class EngineGenerator<T extends @Nullable Object> implements BatchGenerator<T>
        permits ValueGenerator,
                FailureGenerator,
                DeferredGenerator,
                MappedGenerator,
                FlatMapGenerator,
                RecoveringGenerator,
                FinallyGenerator,
                FanOut,
                StructuredGenerator,
                BodyGenerator,
                CachedCall,
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
    public final String toString() {
        return describe(DEPTH);
    }
}
