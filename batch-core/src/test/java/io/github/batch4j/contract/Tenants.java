package io.github.batch4j.contract;

import io.github.batch4j.BatchPartition;
import io.github.batch4j.ThreadContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tenant bound to the current thread. */
final class Tenants implements BatchPartition {

    private final ThreadLocal<@Nullable String> bound = new ThreadLocal<>();

    void use(@Nullable String tenant) {
        bound.set(tenant);
    }

    <T> T as(@Nullable String tenant, Supplier<T> code) {
        try (ThreadContext.Scope scope = bind(tenant)) {
            return code.get();
        }
    }

    @Override
    public @Nullable String current() {
        return bound.get();
    }

    @Override
    public ThreadContext.Scope bind(@Nullable Object partition) {
        if ("gone".equals(partition) && !"gone".equals(current())) {
            throw new IllegalStateException("no such tenant");
        }
        String before = current();
        use((String) partition);
        return () -> use(before);
    }
}
