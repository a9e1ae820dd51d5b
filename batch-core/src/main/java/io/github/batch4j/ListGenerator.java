package io.github.batch4j;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#all(java.util.Collection)}. */
final class ListGenerator<T extends @Nullable Object> extends FanOut<List<T>> {

    ListGenerator(Object[] generators) {
        super(generators);
    }

    @Override
    List<T> combine(@Nullable Object[] results) {
        return Casts.result(Collections.unmodifiableList(Arrays.asList(results)));
    }

    @Override
    String name() {
        return "all";
    }
}
