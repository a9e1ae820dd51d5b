package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.TransactionExecutionListener;

/** The auto-configured thread contexts, and their use by executors. */
class ContextAutoConfigurationsTest {

    private static final String[] ALL = {
        "batchExecutorLocaleContext",
        "batchExecutorMdcContext",
        "batchExecutorObservationContext",
        "batchExecutorPropagatedContext",
        "batchExecutorRequestContext",
        "batchExecutorSecurityContext",
        "batchExecutorTransactionContext"
    };

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class,
                    BatchExecutorContextAutoConfiguration.class,
                    BatchExecutorContextPropagationAutoConfiguration.class,
                    BatchExecutorTransactionAutoConfiguration.class));

    /** Loads the registry, which looks for its accessors once per JVM, before some are filtered out. */
    @BeforeAll
    static void loadContextRegistry() {
        ContextRegistry.getInstance();
    }

    @Test
    void withEverythingOnTheClassPathThereAreAll() {
        runner.run(context -> assertThat(context).getBeans(ThreadContext.class).containsOnlyKeys(ALL));
    }

    @ParameterizedTest
    @CsvSource({
        "io.micrometer.context, batchExecutorPropagatedContext",
        "io.micrometer.observation, batchExecutorObservationContext",
        "org.springframework.security, batchExecutorSecurityContext",
        "org.springframework.transaction, batchExecutorTransactionContext",
        "org.springframework.web, batchExecutorRequestContext"
    })
    void withoutAPartOfTheClassPathItsContextIsMissing(String missing, String bean) {
        runner.withClassLoader(new FilteredClassLoader(missing)).run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(BatchExecutorFactory.class)
                    .doesNotHaveBean(bean);
            assertThat(context).getBeans(ThreadContext.class).hasSize(ALL.length - 1);
            assertThat(bodyRuns(context.getBean(BatchExecutorFactory.class))).isTrue();
        });
    }

    @Test
    void withoutJdbcTransactionsAreStillLookedAfter() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasBean("batchExecutorTransactionContext");
                    assertThat(bodyRuns(context.getBean(BatchExecutorFactory.class)))
                            .isTrue();
                });
    }

    @Test
    void withNothingOptionalThereAreTwo() {
        runner.withClassLoader(new FilteredClassLoader(
                        "io.micrometer",
                        "org.springframework.jdbc",
                        "org.springframework.security",
                        "org.springframework.transaction",
                        "org.springframework.web"))
                .run(context -> assertThat(context)
                        .getBeans(ThreadContext.class)
                        .containsOnlyKeys("batchExecutorLocaleContext", "batchExecutorMdcContext"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batchExecutorLocaleContext",
                "batchExecutorMdcContext",
                "batchExecutorObservationContext",
                "batchExecutorPropagatedContext",
                "batchExecutorRequestContext",
                "batchExecutorSecurityContext",
                "batchExecutorTransactionContext"
            })
    void contextOfTheApplicationReplacesTheOneOfThatName(String name) {
        ThreadContext own = () -> () -> () -> {};
        runner.withBean(name, ThreadContext.class, () -> own).run(context -> {
            assertThat(context).getBean(name).isSameAs(own);
            assertThat(context).getBeans(ThreadContext.class).hasSize(ALL.length);
        });
    }

    @Test
    void switchedOffThereAreNone() {
        runner.withPropertyValues("batch-executor.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ThreadContext.class));
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void transactionManagersAreAskedToTell(boolean enabled, int listeners) {
        runner.withPropertyValues("batch-executor.enabled=" + enabled)
                .run(context -> assertThat(context.getBeansOfType(TransactionExecutionListener.class))
                        .hasSize(listeners));
    }

    @Test
    void listenerOfTheApplicationReplacesTheOneOfThatName() {
        TransactionExecutionListener own = new TransactionExecutionListener() {};
        runner.withBean("batchExecutorTransactions", TransactionExecutionListener.class, () -> own)
                .run(context ->
                        assertThat(context).getBean("batchExecutorTransactions").isSameAs(own));
    }

    @Test
    void contextsAreBoundInTheirOrder() {
        runner.withUserConfiguration(Own.class).run(context -> {
            bodyRuns(context.getBean(BatchExecutorFactory.class));

            assertThat(context.getBean(Own.class).bound).containsExactly("first", "second");
        });
    }

    private static boolean bodyRuns(BatchExecutorFactory factory) {
        return factory.create().all(List.of("a"), name -> true).get(0);
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        private final List<String> bound = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        ThreadContext second() {
            return named("second");
        }

        @Bean
        @Order(1)
        ThreadContext first() {
            return named("first");
        }

        private ThreadContext named(String name) {
            return () -> () -> {
                bound.add(name);
                return () -> {};
            };
        }
    }
}
