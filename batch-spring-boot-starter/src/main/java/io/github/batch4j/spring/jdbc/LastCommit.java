package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A mark of each thread that is another one whenever a transaction has been committed on it that could write: whatever was
 * read before may have been changed by that, past all operations. No two threads have the same.
 */
final class LastCommit {

    static final TransactionExecutionListener LISTENER = new Listener();
    private static final TransactionSynchronization SYNCHRONIZATION = new Synchronization();
    private static final ThreadLocal<Object> MARK = ThreadLocal.withInitial(Object::new);

    private LastCommit() {}

    /** The mark of the current thread. */
    static Object mark() {
        return MARK.get();
    }

    /** Notes that a batch writes, in a transaction whose manager may have no listener. */
    static void noteWrite() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(SYNCHRONIZATION); // into a set
        }
    }

    private static void change() {
        MARK.set(new Object());
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
