package io.github.batch4j;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The batchers made by {@link Batcher}'s factories: a function under a name, equal only to itself. */
abstract class NamedBatcher {

    private final String name;

    private NamedBatcher(String name) {
        this.name = name;
    }

    /** The name of a batcher in messages: that of its class if it has none or cannot tell it. */
    static String nameOf(Batcher<?, ?> batcher) {
        try {
            String name = batcher.name();
            return name == null ? Names.of(batcher) : name;
        } catch (Throwable failure) { // it must not hide the failure that the message is about
            return Names.of(batcher) + " (its name() threw " + Names.of(failure) + ")";
        }
    }

    /** A batch in messages: its size and its batcher. */
    static String batch(int size, Batcher<?, ?> batcher) {
        return "a batch of " + Names.count(size, "operation") + " of " + nameOf(batcher);
    }

    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    static final class OfBlocking<O extends BatchableOperation<?>, T extends @Nullable Object> extends NamedBatcher
            implements Batcher.Blocking<O, T> {

        private final Batcher.Blocking<O, T> delegate;

        OfBlocking(String name, Batcher.Blocking<O, T> delegate) {
            super(name);
            this.delegate = delegate;
        }

        @Override
        public int maxBatchSize() {
            return delegate.maxBatchSize();
        }

        @Override
        public List<T> runBatch(List<O> operations) throws Exception {
            return delegate.runBatch(operations);
        }
    }

    static final class OfAsync<O extends BatchableOperation<?>, T extends @Nullable Object> extends NamedBatcher
            implements Batcher.Async<O, T> {

        private final Batcher.Async<O, T> delegate;

        OfAsync(String name, Batcher.Async<O, T> delegate) {
            super(name);
            this.delegate = delegate;
        }

        @Override
        public int maxBatchSize() {
            return delegate.maxBatchSize();
        }

        @Override
        public CompletionStage<? extends List<T>> sendBatch(List<O> operations) throws Exception {
            return delegate.sendBatch(operations);
        }
    }

    static final class OfLayered<O extends BatchableOperation<?>, T extends @Nullable Object> extends NamedBatcher
            implements Batcher.Layered<O, T> {

        private final Batcher.Layered<O, T> delegate;

        OfLayered(String name, Batcher.Layered<O, T> delegate) {
            super(name);
            this.delegate = delegate;
        }

        @Override
        public int maxBatchSize() {
            return delegate.maxBatchSize();
        }

        @Override
        public BatchGenerator<? extends List<T>> genBatch(List<O> operations) throws Exception {
            return delegate.genBatch(operations);
        }
    }
}
