package io.github.batch4j.spring.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * The transactions that each thread has begun, and when one of them has ended. Spring binds nothing for one that is
 * nested in another: what a thread holds is the same within a savepoint as outside of it. So transaction managers have
 * to tell; Spring Boot asks those that it configures.
 */
final class SpringTransactions implements TransactionExecutionListener {

    private static final ThreadLocal<@Nullable Deque<TransactionExecution>> OPEN = new ThreadLocal<>();

    /**
     * Shared by a thread that has called {@code execute} and those of its bodies, of which one runs at a time. Threads
     * outlive an application that is taken off a server, so they hold nothing whose class is of the application.
     */
    private static final ThreadLocal<AtomicReference<Object>> LAST_ENDED =
            ThreadLocal.withInitial(() -> new AtomicReference<>(new Object()));

    /** The one that the current thread has begun last and not ended, null if there is none. */
    static @Nullable TransactionExecution innermost() {
        Deque<TransactionExecution> open = OPEN.get();
        return open == null ? null : open.peek();
    }

    /**
     * A mark that is another one whenever a transaction has ended that could write, on this thread or in a body of its.
     */
    static Object lastEnded() {
        return LAST_ENDED.get().get();
    }

    /** The mark of this thread as one that others can share. */
    static AtomicReference<Object> shared() {
        return LAST_ENDED.get();
    }

    /** Lets the current thread, that of a body, share the mark of its caller. */
    static void share(AtomicReference<Object> ofCaller) {
        LAST_ENDED.set(ofCaller);
    }

    /** Lets the current thread, that of a body which has ended, forget its transactions and have a mark of its own. */
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
