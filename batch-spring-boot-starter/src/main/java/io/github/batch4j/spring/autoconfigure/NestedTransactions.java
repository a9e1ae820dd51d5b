package io.github.batch4j.spring.autoconfigure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Knows the transactions that each thread has nested in others. Spring binds nothing for them: what a thread holds is the
 * same within a savepoint as outside of it. So all transaction managers are asked to tell.
 */
final class NestedTransactions implements BeanPostProcessor, TransactionExecutionListener {

    private static final ThreadLocal<@Nullable Deque<TransactionExecution>> OPEN = new ThreadLocal<>();

    /** The innermost one of the current thread, null if there is none. */
    static @Nullable TransactionExecution innermost() {
        Deque<TransactionExecution> open = OPEN.get();
        return open == null ? null : open.peek();
    }

    /** Reactive transactions have no thread. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof PlatformTransactionManager && bean instanceof ConfigurableTransactionManager manager) {
            // Set anew, as the collection that is there may be one that takes no more.
            Collection<TransactionExecutionListener> listeners =
                    new ArrayList<>(manager.getTransactionExecutionListeners());
            listeners.add(this);
            manager.setTransactionExecutionListeners(listeners);
        }
        return bean;
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
