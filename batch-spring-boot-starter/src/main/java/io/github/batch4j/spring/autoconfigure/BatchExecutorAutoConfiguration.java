package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchPartition;
import io.github.batch4j.LearnedPolicy;
import io.github.batch4j.SendPolicy;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.log.BatchLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration of the {@link BatchExecutor} to inject and of the {@link BatchExecutorFactory}, in any kind of
 * application.
 *
 * <p>The bean {@code batchExecutor} can be injected into any singleton and used by many threads: each call goes to the
 * executor whose execution, unit of work or HTTP request the calling thread is in.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BatchExecutorProperties.class)
public final class BatchExecutorAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(SendPolicy.class)
    @ConditionalOnProperty(name = "batch-executor.policy", havingValue = "learned")
    LearnedPolicy batchLearnedPolicy() {
        return LearnedPolicy.create();
    }

    @Bean
    @ConditionalOnMissingBean
    BatchExecutorFactory batchExecutorFactory(
            ObjectProvider<BatchListener> listeners,
            ObjectProvider<ThreadContext> contexts,
            ObjectProvider<BatchPartition> partition,
            ObjectProvider<SendPolicy> policy,
            ObjectProvider<BatchExecutorProperties> properties) {
        // Looked up once, as a look-up of beans per request would cost more than the executor itself; and not before
        // the first request: to explain a failed start Spring Boot makes this bean in an application that is closed.
        SingletonSupplier<Options> options = SingletonSupplier.of(() -> new Options(
                listeners.orderedStream().toList(),
                contexts.orderedStream().toList(),
                partition.getIfAvailable(),
                policy.getIfAvailable(() -> policy(properties.getObject())),
                properties.getObject()));
        return () -> options.obtain().executor();
    }

    @Bean
    @ConditionalOnMissingBean(BatchExecutor.class)
    CurrentBatchExecutor batchExecutor(BatchExecutorFactory factory, ObjectProvider<RequestExecutors> requests) {
        // Looked up once, and not before the first call, as the options below.
        SingletonSupplier<RequestExecutors> ofRequests = SingletonSupplier.ofNullable(requests::getIfAvailable);
        return new CurrentBatchExecutor(factory, () -> {
            RequestExecutors found = ofRequests.get();
            return found == null ? null : found.get();
        });
    }

    /** The policy of the property; a learned one is a bean. */
    private static SendPolicy policy(BatchExecutorProperties properties) {
        return properties.policy() == BatchExecutorProperties.Policy.AS_ANSWERED
                ? SendPolicy.asAnswered()
                : SendPolicy.bySteps();
    }

    /** The options that all executors have. */
    private record Options(
            List<BatchListener> listeners,
            List<ThreadContext> contexts,
            @Nullable BatchPartition partition,
            SendPolicy policy,
            BatchExecutorProperties properties) {

        BatchExecutor executor() {
            BatchExecutor.Builder builder =
                    BatchExecutor.builder().maxBodies(properties.maxBodies()).sendPolicy(policy);
            listeners.forEach(builder::listener);
            if (BatchLog.isEnabled()) { // asked each time, as levels can be changed while an application runs
                builder.listener(BatchLog.INSTANCE);
            }
            contexts.forEach(builder::threadContext);
            if (partition != null) {
                builder.partition(partition);
            }
            if (properties.coroutines() != null) {
                builder.coroutines(properties.coroutines());
            }
            if (properties.timeout() != null) {
                builder.timeout(properties.timeout());
            }
            if (properties.cache().enabled()) {
                builder.cache(properties.cache().maxEntries());
            }
            return builder.build();
        }
    }
}
