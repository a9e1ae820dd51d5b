package io.github.batch4j.spring.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * The transactions that each thread has begun, and when one of them has ended. Spring binds nothing for one that is nested
 * in another: what a thread holds is the same within a savepoint as outside of it. So transaction managers have to tell;
 * Spring Boot asks those that it configures.
 */
final class SpringTransactions implements TransactionExecutionListener {

    private static final ThreadLocal<@Nullable Deque<TransactionExecution>> OPEN = new ThreadLocal<>();
    private static final ThreadLocal<Object> LAST_ENDED = ThreadLocal.withInitial(Object::new);

    /** The one that the current thread has begun last and not ended, null if there is none. */
    static @Nullable TransactionExecution innermost() {
        Deque<TransactionExecution> open = OPEN.get();
        return open == null ? null : open.peek();
    }

    /** A mark of this thread that is another one whenever a transaction has ended that could write. */
    static Object lastEnded() {
        return LAST_ENDED.get();
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
            LAST_ENDED.set(new Object());
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
