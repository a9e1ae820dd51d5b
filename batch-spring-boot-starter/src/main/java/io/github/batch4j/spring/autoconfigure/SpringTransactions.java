package io.github.batch4j.spring.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * A listener that records the transactions each thread has begun, and when one has ended. Spring binds nothing to the
 * thread for a transaction that is nested in another: the bound resources are the same within a savepoint as outside of
 * it. Spring Boot adds this listener to the transaction managers that it configures.
 */
final class SpringTransactions implements TransactionExecutionListener {

    private static final ThreadLocal<@Nullable Deque<TransactionExecution>> OPEN = new ThreadLocal<>();

    /**
     * The mark of {@link #lastEnded}, shared by a thread that has called {@code execute} and those of its bodies, of
     * which one runs at a time. Threads outlive an application that is undeployed, so they hold no object whose class
     * is the application's.
     */
    private static final ThreadLocal<AtomicReference<Object>> LAST_ENDED =
            ThreadLocal.withInitial(() -> new AtomicReference<>(new Object()));

    /** The transaction that the current thread has begun last and not ended, null if there is none. */
    static @Nullable TransactionExecution innermost() {
        Deque<TransactionExecution> open = OPEN.get();
        return open == null ? null : open.peek();
    }

    /** A mark that changes whenever a transaction that could write has ended on this thread or in one of its bodies. */
    static Object lastEnded() {
        return LAST_ENDED.get().get();
    }

    /** The mark of this thread in a form that other threads can share. */
    static AtomicReference<Object> shared() {
        return LAST_ENDED.get();
    }

    /** Makes the current thread, that of a body, share the mark of its caller. */
    static void share(AtomicReference<Object> ofCaller) {
        LAST_ENDED.set(ofCaller);
    }

    /** Drops the transactions of the current thread, that of a body which has ended, and gives it its own mark. */
    static void unshare() {
        OPEN.remove();
        LAST_ENDED.remove();
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null) {
            Deque<TransactionExecution> open = OPEN.get();
            if (open == null) {
                open = new ArrayDeque<>();
                OPEN.set(open);
            }
            open.push(transaction);
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        ended(transaction);
    }

    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        ended(transaction);
    }

    private static void ended(TransactionExecution transaction) {
        if (!transaction.isReadOnly()) {
            LAST_ENDED.get().set(new Object());
        }
        Deque<TransactionExecution> open = OPEN.get();
        if (open != null) {
            open.remove(transaction);
            if (open.isEmpty()) {
                OPEN.remove();
            }
        }
    }
}
