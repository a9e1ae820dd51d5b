package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Auto-configuration of the contexts that protect transactions from bodies of plain code. */
@AutoConfiguration
@ConditionalOnClass(TransactionSynchronizationManager.class)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
public final class BatchExecutorTransactionAutoConfiguration {

    private static final String NAME = "batchExecutorTransactionContext";

    /** For Spring Boot. */
    public BatchExecutorTransactionAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "batchExecutorTransactions")
    TransactionExecutionListener batchExecutorTransactions() {
        return new SpringTransactions();
    }

    /** The context with JDBC, whose connections can be recognised. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConnectionHolder.class)
    static final class JdbcConfiguration {

        @Bean(NAME)
        @ConditionalOnMissingBean(name = NAME)
        ThreadContext batchExecutorTransactionContext() {
            return new TransactionThreadContext(RefusingConnectionHolder::inPlaceOf);
        }
    }

    /** The context with transactions of any kind. */
    @Bean(NAME)
    @ConditionalOnMissingBean(name = NAME)
    ThreadContext batchExecutorTransactionContext() {
        return new TransactionThreadContext(resource -> null);
    }
}
