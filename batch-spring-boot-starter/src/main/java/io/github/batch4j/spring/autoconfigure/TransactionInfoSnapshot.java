package io.github.batch4j.spring.autoconfigure;

import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * A snapshot of the transaction status that {@code @Transactional} methods have bound to a thread.
 *
 * <p>Such a method binds its status on top of that of the method around it, and restores that at its end. Methods of
 * bodies that take turns on one thread do not end in the reverse order of their start. Without snapshots the caller
 * would be left with the status of a method that has ended: it would mark that one for rollback, and commit.
 */
final class TransactionInfoSnapshot extends TransactionAspectSupport {

    private static final TransactionInfoSnapshot SUPPORT = new TransactionInfoSnapshot();

    private TransactionInfoSnapshot() {}

    /**
     * Takes a snapshot of the current thread's status, which the result restores as often as it runs. Spring has no
     * call for that, but the end of a transactional method restores the status: so one starts here.
     */
    static Runnable take() {
        TransactionInfo method = SUPPORT.prepareTransactionInfo(null, null, "", null);
        SUPPORT.cleanupTransactionInfo(method);
        return () -> SUPPORT.cleanupTransactionInfo(method);
    }
}
