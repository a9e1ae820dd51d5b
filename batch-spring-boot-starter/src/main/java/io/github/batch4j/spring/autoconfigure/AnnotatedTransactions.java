package io.github.batch4j.spring.autoconfigure;

import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * The status that a {@code @Transactional} method binds to its thread, on top of that of the method around it.
 *
 * <p>Methods of bodies that take turns on one thread do not end in the opposite order of their beginning. Each would bind
 * again what it has found, and the caller would be left with the status of a method that has ended: it would mark that one
 * for rollback, and commit.
 */
final class AnnotatedTransactions extends TransactionAspectSupport {

    private static final AnnotatedTransactions SUPPORT = new AnnotatedTransactions();

    private AnnotatedTransactions() {}

    /**
     * What binds again to this thread that which is bound to it now. Spring has no way to say so, but a method that ends
     * does just that: so one begins here, and can end as often as it is needed.
     */
    static Runnable current() {
        TransactionInfo method = SUPPORT.prepareTransactionInfo(null, null, "", null);
        SUPPORT.cleanupTransactionInfo(method);
        return () -> SUPPORT.cleanupTransactionInfo(method);
    }
}
