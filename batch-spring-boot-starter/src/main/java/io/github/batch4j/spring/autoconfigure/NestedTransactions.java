package io.github.batch4j.spring.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Knows the transactions that each thread has nested in others. Spring binds nothing for them: what a thread holds is the
 * same within a savepoint as outside of it. So transaction managers have to tell; Spring Boot asks those that it
 * configures.
 */
final class NestedTransactions implements TransactionExecutionListener {

    private static final ThreadLocal<@Nullable Deque<TransactionExecution>> OPEN = new ThreadLocal<>();

    /** The innermost one of the current thread, null if there is none. */
    static @Nullable TransactionExecution innermost() {
        Deque<TransactionExecution> open = OPEN.get();
        return open == null ? null : open.peek();
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && transaction.isNested()) {
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
        Deque<TransactionExecution> open = OPEN.get();
        if (open != null) {
            open.remove(transaction);
            if (open.isEmpty()) {
                OPEN.remove();
            }
        }
    }
}
