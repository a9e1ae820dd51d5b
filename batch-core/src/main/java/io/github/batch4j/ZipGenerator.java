package io.github.batch4j;

import io.github.batch4j.BatchGenerator.Function3;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link BatchGenerator#zip}. */
final class ZipGenerator<T extends @Nullable Object> extends FanOut<T> {

    private final Function<@Nullable Object[], ? extends T> combine;

    private ZipGenerator(Function<@Nullable Object[], ? extends T> combine, BatchGenerator<?>... generators) {
        super(Arguments.noNulls(generators, "BatchGenerator.zip"));
        this.combine = combine;
    }

    @SuppressWarnings("unchecked")
    static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> ZipGenerator<T> of(
            BatchGenerator<A> a, BatchGenerator<B> b, BiFunction<? super A, ? super B, ? extends T> combine) {
        return new ZipGenerator<>(results -> combine.apply((A) results[0], (B) results[1]), a, b);
    }

    @SuppressWarnings("unchecked")
    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    T extends @Nullable Object>
            ZipGenerator<T> of(
                    BatchGenerator<A> a, BatchGenerator<B> b, BatchGenerator<C> c, Function3<A, B, C, T> combine) {
        return new ZipGenerator<>(results -> combine.apply((A) results[0], (B) results[1], (C) results[2]), a, b, c);
    }

    @Override
    T combine(@Nullable Object[] results) {
        return combine.apply(results);
    }

    @Override
    String name() {
        return "zip";
    }
}
