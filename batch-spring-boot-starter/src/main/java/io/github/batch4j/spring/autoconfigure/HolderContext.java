package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a class with static methods holds for each thread: the very same object is bound to the thread of a body, which
 * only runs while the thread that it comes from waits.
 *
 * @param <T> the type of what is held
 * @param get what is held for the current thread, null if nothing is
 * @param set holds something else for the current thread, nothing if it is null
 */
record HolderContext<T>(Supplier<? extends @Nullable T> get, Consumer<? super @Nullable T> set)
        implements ThreadContext {

    @Override
    public Snapshot capture() {
        T captured = get.get();
        return () -> {
            T before = swap(captured);
            return () -> swap(before);
        };
    }

    /** Leaves alone what needs no change, as on the calling thread it hardly ever does. */
    private @Nullable T swap(@Nullable T next) {
        T current = get.get();
        if (!Objects.equals(current, next)) {
            set.accept(next);
        }
        return current;
    }
}
