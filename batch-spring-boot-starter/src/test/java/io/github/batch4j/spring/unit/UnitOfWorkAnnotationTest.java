package io.github.batch4j.spring.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.BatchUnitOfWork;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorUnitOfWorkAutoConfiguration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Methods that are units of work by their annotation. */
class UnitOfWorkAnnotationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(Orders.Traced.class)
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class, BatchExecutorUnitOfWorkAutoConfiguration.class));

    private static List<String> sent(ApplicationContext context) {
        return context.getBean(BatchTrace.class).batches().stream()
                .map(List::toString)
                .toList();
    }

    @Test
    void markedMethodIsAUnitAndOthersAreNot() {
        runner.withBean(MarkedMethod.class).run(context -> {
            context.getBean(MarkedMethod.class).unit();
            assertThat(sent(context)).containsExactly("[a]");

            context.getBean(MarkedMethod.class).none();
            assertThat(sent(context)).containsExactly("[a]", "[a]", "[a]");
        });
    }

    @Test
    void methodsOfAMarkedClassAndOfItsSubclassAreUnits() {
        runner.withBean(Subclass.class).run(context -> {
            context.getBean(Subclass.class).inherited();
            context.getBean(Subclass.class).own();

            assertThat(sent(context)).containsExactly("[a]", "[a]");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void proxyIsOfTheKindThatSpringIsSetTo(boolean proxyTargetClass) {
        runner.withBean(Implementation.class)
                .withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
                .run(context -> {
                    Job job = context.getBean(Job.class);
                    job.run();

                    assertThat(AopUtils.isCglibProxy(job)).isEqualTo(proxyTargetClass);
                    assertThat(sent(context)).containsExactly("[a]");
                });
    }

    @Test
    void beansWithoutAMarkAreLeftAlone() {
        runner.run(context ->
                assertThat(AopUtils.isAopProxy(context.getBean(Orders.class))).isFalse());
    }

    @Test
    void checkedExceptionComesAsItIs() {
        runner.withBean(MarkedMethod.class)
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(MarkedMethod.class).fail())
                        .isInstanceOf(InterruptedException.class)
                        .hasMessage("checked"));
    }

    @Test
    void unitOfAnAsynchronousMethodIsOnItsThread() {
        runner.withUserConfiguration(Asynchronous.class)
                .withBean(AsyncMethod.class)
                .run(context -> {
                    AsyncMethod bean = context.getBean(AsyncMethod.class);
                    UnitOfWork found = bean.unit().get(10, TimeUnit.SECONDS);

                    assertThat(found).isNotNull();
                    assertThat(sent(context)).containsExactly("[a]");
                });
    }

    @Test
    void transactionCommitsWithinTheUnit() {
        runner.withUserConfiguration(Transactions.class)
                .withBean(TransactionalMethod.class)
                .run(context -> {
                    context.getBean(TransactionalMethod.class).unit();

                    assertThat(context.getBean(Transactions.class).unitAtCommit).isNotNull();
                });
    }

    @Test
    void switchedOffNothingIsMarked() {
        runner.withBean(BatchExecutorFactory.class, () -> io.github.batch4j.BatchExecutor::create)
                .withBean(io.github.batch4j.BatchExecutor.class, io.github.batch4j.BatchExecutor::create)
                .withPropertyValues("batch-executor.enabled=false")
                .withBean(MarkedMethod.class)
                .run(context -> assertThat(AopUtils.isAopProxy(context.getBean(MarkedMethod.class)))
                        .isFalse());
    }

    static class MarkedMethod {

        private final Orders orders;

        MarkedMethod(Orders orders) {
            this.orders = orders;
        }

        @BatchUnitOfWork
        void unit() {
            none();
        }

        void none() {
            orders.find("a");
            orders.find("a");
        }

        @BatchUnitOfWork
        void fail() throws InterruptedException {
            throw new InterruptedException("checked");
        }
    }

    @BatchUnitOfWork
    static class MarkedClass {

        final Orders orders;

        MarkedClass(Orders orders) {
            this.orders = orders;
        }

        void inherited() {
            orders.find("a");
            orders.find("a");
        }
    }

    static class Subclass extends MarkedClass {

        Subclass(Orders orders) {
            super(orders);
        }

        void own() {
            orders.find("a");
            orders.find("a");
        }
    }

    interface Job {

        @BatchUnitOfWork
        void run();
    }

    static class Implementation implements Job {

        private final Orders orders;

        Implementation(Orders orders) {
            this.orders = orders;
        }

        @Override
        public void run() {
            orders.find("a");
            orders.find("a");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {}

    static class AsyncMethod {

        private final Orders orders;

        AsyncMethod(Orders orders) {
            this.orders = orders;
        }

        @Async
        @BatchUnitOfWork
        public CompletableFuture<@Nullable UnitOfWork> unit() {
            orders.find("a");
            orders.find("a");
            return CompletableFuture.completedFuture(UnitOfWork.current());
        }
    }

    static class TransactionalMethod {

        @Transactional
        @BatchUnitOfWork
        public void unit() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {

        private @Nullable UnitOfWork unitAtCommit;

        @Bean
        AbstractPlatformTransactionManager manager() {
            return new AbstractPlatformTransactionManager() {

                @Override
                protected Object doGetTransaction() {
                    return new Object();
                }

                @Override
                protected void doBegin(
                        Object transaction, org.springframework.transaction.TransactionDefinition definition) {}

                @Override
                protected void doCommit(DefaultTransactionStatus status) {
                    unitAtCommit = UnitOfWork.current();
                }

                @Override
                protected void doRollback(DefaultTransactionStatus status) {}
            };
        }
    }
}
