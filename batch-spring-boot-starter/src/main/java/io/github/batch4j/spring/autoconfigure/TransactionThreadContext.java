package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The context that protects transactions from bodies, and by which functions know that they are in another one.
 *
 * <p>Batches run on the calling thread, in the transaction that was begun there. A transaction stays with its thread,
 * so none is transferred: a body on the calling thread takes part in it, a body on another thread finds a refusing
 * holder in place of the connection. Only the status of the {@code @Transactional} methods that a body is in is saved
 * and restored with it. A body must not yield inside a transaction that it has begun itself: on a thread of its own
 * its batches would not run in it, on the calling thread those of all other bodies would.
 */
final class TransactionThreadContext implements ThreadContext {

    private final UnaryOperator<@Nullable Object> refusals;

    /**
     * Makes the context.
     *
     * @param refusals makes what another thread finds in place of a resource, null for nothing
     */
    TransactionThreadContext(UnaryOperator<@Nullable Object> refusals) {
        this.refusals = refusals;
    }

    @Override
    public Snapshot capture() {
        Thread thread = Thread.currentThread();
        Map<Object, Object> resources = Map.copyOf(TransactionSynchronizationManager.getResourceMap());
        Runnable annotated = TransactionInfoSnapshot.take();
        AtomicReference<Object> ended = SpringTransactions.shared();
        return () -> thread == Thread.currentThread() ? bind(annotated) : bind(resources, ended);
    }

    @Override
    public Transaction transaction() {
        return Bound.now();
    }

    private static Scope bind(Runnable annotated) {
        Runnable before = TransactionInfoSnapshot.take();
        annotated.run();
        return new OnCallingThread(Bound.now(), before);
    }

    private Scope bind(Map<Object, Object> resources, AtomicReference<Object> ended) {
        SpringTransactions.share(ended);
        resources.forEach((key, resource) -> {
            Object refusal = refusals.apply(resource);
            if (refusal != null) {
                TransactionSynchronizationManager.bindResource(key, refusal);
            }
        });
        return new OnOwnThread(Bound.now());
    }

    /** The transaction of a thread, as far as it is known to Spring. */
    private record Bound(
            boolean scope,
            boolean active,
            @Nullable String name,
            @Nullable TransactionExecution nested,
            Map<Object, Object> resources,
            Object ended)
            implements Transaction {

        static Bound now() {
            return new Bound(
                    TransactionSynchronizationManager.isSynchronizationActive(),
                    TransactionSynchronizationManager.isActualTransactionActive(),
                    TransactionSynchronizationManager.getCurrentTransactionName(),
                    SpringTransactions.innermost(),
                    Map.copyOf(TransactionSynchronizationManager.getResourceMap()),
                    SpringTransactions.lastEnded());
        }

        @Override
        public boolean isActive() {
            return active;
        }

        /** True even if more resources have been bound to the transaction since. */
        @Override
        public boolean isCurrent() {
            return active == TransactionSynchronizationManager.isActualTransactionActive()
                    && nested == SpringTransactions.innermost()
                    && areBound()
                    && (!active || isSameScope());
        }

        /** True if the thread is in the same scope; one without a transaction (SUPPORTS) has no effect. */
        private boolean isSameScope() {
            return scope == TransactionSynchronizationManager.isSynchronizationActive()
                    && Objects.equals(name, TransactionSynchronizationManager.getCurrentTransactionName());
        }

        private boolean areBound() {
            if (!resources.isEmpty()) {
                Map<Object, Object> now = TransactionSynchronizationManager.getResourceMap();
                for (Map.Entry<Object, Object> resource : resources.entrySet()) {
                    if (now.get(resource.getKey()) != resource.getValue()) {
                        return false;
                    }
                }
            }
            return true;
        }

        @Override
        public boolean isUnchanged() {
            return isCurrent() && ended == SpringTransactions.lastEnded();
        }

        /**
         * Fails if the thread is now in another transaction, or in another scope, which other bodies would be in too.
         */
        void check() {
            if (!isCurrent() || !isSameScope()) {
                throw new IllegalStateException("a body must not yield inside a transaction that it has begun or"
                        + " suspended itself: batches run on the calling thread and would not be part of it; begin the"
                        + " transaction around execute");
            }
        }

        /** Fails if a body that ends is not in the transaction that it started in. */
        void checkLeft(boolean isWhereItBegan) {
            if (!isWhereItBegan) {
                throw new IllegalStateException("a body has ended inside a transaction that it has begun, or outside of"
                        + " one that it has suspended: end what it begins before it ends");
            }
        }
    }

    private record OnCallingThread(Bound bound, Runnable before) implements Scope {

        @Override
        public void beforeYield() {
            bound.check();
        }

        @Override
        public void close() {
            before.run();
            bound.checkLeft(bound.isCurrent());
        }
    }

    private record OnOwnThread(Bound bound) implements Scope {

        @Override
        public void beforeYield() {
            bound.check();
        }

        /** Unbinds everything that the body has left: the thread comes from a pool and had nothing bound. */
        @Override
        public void close() {
            boolean isWhereItBegan = bound.isCurrent();
            SpringTransactions.unshare();
            TransactionSynchronizationManager.clear();
            List.copyOf(TransactionSynchronizationManager.getResourceMap().keySet())
                    .forEach(TransactionSynchronizationManager::unbindResourceIfPossible);
            bound.checkLeft(isWhereItBegan);
        }
    }
}
