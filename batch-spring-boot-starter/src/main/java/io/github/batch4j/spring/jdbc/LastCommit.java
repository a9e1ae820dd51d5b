package io.github.batch4j.spring.jdbc;

import io.github.batch4j.ThreadContext;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A mark per caller of {@code execute} that changes whenever a transaction that could write has been committed: it may
 * have changed, past all operations, anything that was read before. No two callers have the same mark.
 *
 * <p>A commit counts on its thread and, if that is the thread of a body, for the thread that has called
 * {@code execute}, on which batches run.
 */
final class LastCommit {

    static final TransactionExecutionListener LISTENER = new Listener();
    private static final TransactionSynchronization SYNCHRONIZATION = new Synchronization();
    static final ThreadContext CONTEXT = LastCommit::capture;

    /**
     * The mark, written by the caller's thread and, while that waits, by those of its bodies. Threads outlive an
     * application that is undeployed, so they hold no object whose class is the application's.
     */
    private static final ThreadLocal<AtomicReference<Object>> OF_THREAD =
            ThreadLocal.withInitial(() -> new AtomicReference<>(new Object()));

    private LastCommit() {}

    /** The mark of the current thread. */
    static Object mark() {
        return OF_THREAD.get().get();
    }

    /** Registers a write of a batch with its transaction, whose manager may have no listener. */
    static void noteWrite() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(SYNCHRONIZATION); // into a set: once
        }
    }

    private static void change() {
        OF_THREAD.get().set(new Object());
    }

    private static ThreadContext.Snapshot capture() {
        AtomicReference<Object> ofCaller = OF_THREAD.get();
        return () -> {
            AtomicReference<Object> before = OF_THREAD.get();
            OF_THREAD.set(ofCaller);
            return () -> OF_THREAD.set(before);
        };
    }

    private static final class Listener implements TransactionExecutionListener {

        @Override
        public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
            if (!transaction.isReadOnly()) {
                change();
            }
        }
    }

    private static final class Synchronization implements TransactionSynchronization {

        @Override
        public void afterCompletion(int status) {
            change();
        }
    }
}
