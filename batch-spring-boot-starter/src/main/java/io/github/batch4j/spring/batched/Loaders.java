package io.github.batch4j.spring.batched;

import io.github.batch4j.BatchLoader;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The loaders of a method that has arguments beside its key: one for those that are equal, as long as an execution or
 * its cache refers to it. So equal arguments meet in one batch, and arguments that clients choose do not pile up.
 */
final class Loaders {

    private final Function<List<@Nullable Object>, BatchLoader<Object, Object>> factory;
    private final ConcurrentMap<List<@Nullable Object>, OfArguments> loaders = new ConcurrentHashMap<>();
    private final ReferenceQueue<BatchLoader<Object, Object>> unused = new ReferenceQueue<>();

    Loaders(Function<List<@Nullable Object>, BatchLoader<Object, Object>> factory) {
        this.factory = factory;
    }

    /** Returns the loader of some arguments, a new one if nothing refers to the former. */
    BatchLoader<Object, Object> get(List<@Nullable Object> arguments) {
        removeUnused();
        OfArguments known = loaders.get(arguments);
        BatchLoader<Object, Object> loader = known == null ? null : known.get();
        return loader == null ? add(arguments) : loader;
    }

    private BatchLoader<Object, Object> add(List<@Nullable Object> arguments) {
        BatchLoader<Object, Object> added = factory.apply(arguments);
        OfArguments kept = loaders.compute(
                arguments, (key, known) -> known == null || known.get() == null ? of(arguments, added) : known);
        BatchLoader<Object, Object> loader = kept.get();
        return loader == null ? added : loader; // of another thread that has dropped it just now
    }

    private OfArguments of(List<@Nullable Object> arguments, BatchLoader<Object, Object> loader) {
        return new OfArguments(arguments, loader, unused);
    }

    private void removeUnused() {
        Reference<? extends BatchLoader<Object, Object>> reference;
        while ((reference = unused.poll()) != null) {
            OfArguments gone = (OfArguments) reference;
            loaders.remove(gone.arguments, gone);
        }
    }

    /** The number of arguments whose loader may be in use. */
    int size() {
        removeUnused();
        return loaders.size();
    }

    private static final class OfArguments extends WeakReference<BatchLoader<Object, Object>> {

        private final List<@Nullable Object> arguments;

        OfArguments(
                List<@Nullable Object> arguments,
                BatchLoader<Object, Object> loader,
                ReferenceQueue<BatchLoader<Object, Object>> unused) {
            super(loader, unused);
            this.arguments = arguments;
        }
    }
}
