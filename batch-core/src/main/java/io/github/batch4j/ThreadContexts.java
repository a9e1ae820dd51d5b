package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several contexts as one. */
record ThreadContexts(List<ThreadContext> contexts) implements ThreadContext {

    /** Null for no context at all, so that a body that needs none pays nothing for it. */
    static @Nullable ThreadContext of(List<ThreadContext> contexts) {
        return switch (contexts.size()) {
            case 0 -> null;
            case 1 -> contexts.get(0);
            default -> new ThreadContexts(List.copyOf(contexts));
        };
    }

    @Override
    public Snapshot capture() {
        List<Snapshot> snapshots = new ArrayList<>(contexts.size());
        for (ThreadContext context : contexts) {
            snapshots.add(context.capture());
        }
        return () -> bind(snapshots);
    }

    @Override
    public @Nullable Transaction transaction() {
        Transaction first = null;
        for (int i = 0; i < contexts.size(); i++) { // for each execution, so without an iterator
            Transaction transaction = contexts.get(i).transaction();
            if (transaction != null) {
                first = first == null ? transaction : new Both(first, transaction);
            }
        }
        return first;
    }

    /** Transactions of several stores. */
    private record Both(Transaction one, Transaction other) implements Transaction {

        @Override
        public boolean isActive() {
            return one.isActive() || other.isActive();
        }

        @Override
        public boolean isCurrent() {
            return one.isCurrent() && other.isCurrent();
        }

        @Override
        public boolean isUnchanged() {
            return one.isUnchanged() && other.isUnchanged();
        }
    }

    /** Binds one after the other, or none at all. */
    static Scope bind(List<Snapshot> snapshots) {
        Scopes bound = new Scopes();
        try {
            for (Snapshot snapshot : snapshots) {
                bound.scopes.add(snapshot.bind());
            }
        } catch (Throwable failure) {
            bound.close();
            throw failure;
        }
        return bound;
    }

    /** Closed in the opposite order; one that fails does not keep the others bound. */
    private static final class Scopes implements Scope {

        private final List<Scope> scopes = new ArrayList<>();

        @Override
        public void beforeYield() {
            scopes.forEach(Scope::beforeYield);
        }

        @Override
        public void close() {
            RuntimeException first = null;
            for (int i = scopes.size() - 1; i >= 0; i--) {
                try {
                    scopes.get(i).close();
                } catch (RuntimeException failure) {
                    if (first == null) {
                        first = failure;
                    } else {
                        Throwables.attach(first, List.of(failure));
                    }
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }
}
