package io.github.batch4j.spring.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorUnitOfWorkAutoConfiguration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** Asynchronous methods without a mark, on Spring Boot's task executor with and without the decorator. */
class AsyncMethodsTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(Orders.Traced.class, Asynchronous.class)
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class,
                    BatchExecutorUnitOfWorkAutoConfiguration.class,
                    TaskExecutionAutoConfiguration.class))
            .withBean(Reports.class)
            .withPropertyValues("spring.task.execution.pool.core-size=1");

    private static List<String> sent(ApplicationContext context) {
        return context.getBean(BatchTrace.class).batches().stream()
                .map(List::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callOfAnAsyncMethodIsAUnitOnlyByTheDecorator(boolean decorated) {
        runner.withPropertyValues("batch-executor.task-decorator.enabled=" + decorated)
                .run(context -> {
                    Reports reports = context.getBean(Reports.class);
                    reports.report().get(10, TimeUnit.SECONDS);
                    reports.report().get(10, TimeUnit.SECONDS);

                    List<String> once = decorated ? List.of("[a, b]") : List.of("[a, b]", "[a]");
                    assertThat(sent(context))
                            .containsExactlyElementsOf(
                                    Stream.concat(once.stream(), once.stream()).toList());
                    assertThat(reports.units()).hasSize(2).allMatch(unit -> (unit != null) == decorated);
                    Asynchronous pool = context.getBean(Asynchronous.class);
                    assertThat(pool.ended.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
                    assertThat(pool.left).hasSize(4).containsOnlyNulls();
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {

        /** What the thread of the pool has after each task. */
        private final List<Object> left = new CopyOnWriteArrayList<>();

        private final Semaphore ended = new Semaphore(0);

        @Bean
        ThreadPoolTaskExecutorCustomizer look(ObjectProvider<TaskDecorator> decorator) {
            return executor -> executor.setTaskDecorator(task -> {
                Runnable decorated = decorator
                        .getIfAvailable(() -> undecorated -> undecorated)
                        .decorate(task);
                return () -> {
                    decorated.run();
                    left.add(UnitOfWork.current());
                    left.add(BatchExecutor.current());
                    ended.release();
                };
            });
        }
    }

    static class Reports {

        private final List<UnitOfWork> found = new CopyOnWriteArrayList<>();
        private final BatchExecutor executor;
        private final Orders orders;

        Reports(BatchExecutor executor, Orders orders) {
            this.executor = executor;
            this.orders = orders;
        }

        /** A method, since the fields of a proxy are not those of the bean. */
        public List<UnitOfWork> units() {
            return found;
        }

        @Async
        public CompletableFuture<Void> report() {
            found.add(UnitOfWork.current());
            executor.all(List.of("a", "b"), orders::find);
            orders.find("a");
            return CompletableFuture.completedFuture(null);
        }
    }
}
