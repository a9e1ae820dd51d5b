package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** {@link BatchResults#gather}. */
final class GatherGenerator<T extends @Nullable Object> extends FanOut<BatchResults<T>> {

    GatherGenerator(Object[] generators) {
        super(generators);
    }

    @Override
    boolean takesFailures() {
        return true;
    }

    @Override
    BatchResults<T> combine(@Nullable Object[] results) {
        for (int i = 0; i < results.length; i++) {
            if (results[i] instanceof Failure failure) {
                results[i] = new BatchResults.Failed(failure.shown());
            }
        }
        return new BatchResults<>(results);
    }

    @Override
    String name() {
        return "gather";
    }
}
