package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several contexts as one. */
record ThreadContexts(List<ThreadContext> contexts) implements ThreadContext {

    /** Combines contexts; null for none, so that bodies without context pay nothing. */
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

    /** Binds all snapshots in order, or none if one fails. */
    static Scope bind(List<Snapshot> snapshots) {
        Scopes bound = new Scopes();
        try {
            for (Snapshot snapshot : snapshots) {
                bound.scopes.add(snapshot.bind());
            }
        } catch (Throwable failure) {
            try {
                bound.close();
            } catch (Throwable another) {
                Throwables.attach(failure, List.of(another));
            }
            throw failure;
        }
        return bound;
    }

    /** Several scopes as one, closed in reverse order; if one fails, the others are closed nevertheless. */
    private static final class Scopes implements Scope {

        private final List<Scope> scopes = new ArrayList<>();

        @Override
        public void beforeYield() {
            scopes.forEach(Scope::beforeYield);
        }

        @Override
        public void close() {
            List<Throwable> failures = new ArrayList<>(0);
            for (int i = scopes.size() - 1; i >= 0; i--) {
                try {
                    scopes.get(i).close();
                } catch (Throwable failure) {
                    failures.add(failure);
                }
            }
            Throwables.throwAll(failures);
        }
    }
}
