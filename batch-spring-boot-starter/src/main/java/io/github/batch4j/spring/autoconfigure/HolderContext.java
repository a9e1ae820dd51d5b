package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of a class whose static methods hold an object per thread. The same object is bound to the thread of a
 * body, which runs only while the calling thread waits.
 *
 * @param <T> the type of the object
 * @param get returns the object of the current thread, null if there is none
 * @param set sets the object of the current thread, removes it if null
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

    /** Sets the object if it is another one, which it rarely is on the calling thread; returns the one before. */
    private @Nullable T swap(@Nullable T next) {
        T current = get.get();
        if (!Objects.equals(current, next)) {
            set.accept(next);
        }
        return current;
    }
}
