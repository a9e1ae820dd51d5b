package io.github.batch4j.spring.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorUnitOfWorkAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorWebAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tasks of Spring's executors and schedulers, each a unit of work if that is asked for. */
class TaskDecoratorTest {

    private static final String ENABLED = "batch-executor.task-decorator.enabled=true";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(Orders.Traced.class, Scheduling.class)
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class,
                    BatchExecutorUnitOfWorkAutoConfiguration.class,
                    BatchExecutorWebAutoConfiguration.class,
                    TaskExecutionAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class))
            .withPropertyValues("spring.task.execution.pool.core-size=1", "spring.task.scheduling.pool.size=1");

    @EnableScheduling
    static class Scheduling {}

    @AfterEach
    void resetRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    private static List<String> sent(ApplicationContext context) {
        return context.getBean(BatchTrace.class).batches().stream()
                .map(List::toString)
                .toList();
    }

    private static <T> T inTask(ApplicationContext context, Callable<T> task) throws Exception {
        return context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class)
                .submit(task)
                .get(10, TimeUnit.SECONDS);
    }

    private static String findTwice(ApplicationContext context) {
        Orders orders = context.getBean(Orders.class);
        return orders.find("a") + orders.find("a");
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        runner.run(context -> {
            assertThat(context).doesNotHaveBean(TaskDecorator.class);
            inTask(context, () -> findTwice(context));

            assertThat(sent(context)).containsExactly("[a]", "[a]");
        });
    }

    @Test
    void eachTaskIsAUnitOfItsOwn() {
        runner.withPropertyValues(ENABLED).run(context -> {
            inTask(context, () -> findTwice(context));
            inTask(context, () -> findTwice(context));

            assertThat(sent(context)).containsExactly("[a]", "[a]");
        });
    }

    @Test
    void eachScheduledTaskIsAUnitOfItsOwn() {
        runner.withPropertyValues(ENABLED).run(context -> {
            ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
            for (int i = 0; i < 2; i++) {
                scheduler.submit(() -> findTwice(context)).get(10, TimeUnit.SECONDS);
            }

            assertThat(sent(context)).containsExactly("[a]", "[a]");
        });
    }

    @Test
    void taskOfARequestHasNothingOfIts() {
        runner.withPropertyValues(ENABLED).run(context -> {
            ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
            RequestContextHolder.setRequestAttributes(request);
            findTwice(context);
            inTask(context, () -> {
                RequestContextHolder.setRequestAttributes(request); // as some decorators of tasks do
                try {
                    return findTwice(context);
                } finally {
                    RequestContextHolder.resetRequestAttributes();
                }
            });
            findTwice(context);

            assertThat(sent(context)).as("one of the request, one of the task").containsExactly("[a]", "[a]");
        });
    }

    @Test
    void nothingIsLeftOnTheThreadOfThePool() {
        runner.withPropertyValues(ENABLED)
                .withBean("another", TaskDecorator.class, () -> task -> task)
                .run(context -> {
                    List<UnitOfWork> units = new ArrayList<>();
                    for (int i = 0; i < 2; i++) {
                        inTask(context, () -> units.add(UnitOfWork.current()));
                    }

                    assertThat(units).hasSize(2).doesNotContainNull().doesNotHaveDuplicates();
                });
    }

    @Test
    void taskThatRunsOnTheCallersThreadInAnExecutionJoinsIt() {
        runner.withPropertyValues(ENABLED).run(context -> {
            TaskDecorator decorator = context.getBean(TaskDecorator.class);
            Orders orders = context.getBean(Orders.class);
            context.getBean(BatchExecutor.class).all(List.of("a", "b"), key -> {
                decorator
                        .decorate(() -> {
                            orders.find(key);
                            assertThat(UnitOfWork.current())
                                    .as("a unit in an execution, which other bodies on the thread would get")
                                    .isNull();
                        })
                        .run(); // as by a policy for a pool that is full
                return key;
            });

            assertThat(sent(context)).containsExactly("[a, b]");
            assertThat(UnitOfWork.current()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void taskThatRunsOnTheCallersThreadInAUnitIsAnotherUnitAndThenTheOuterIsThereAgain(boolean fails) {
        runner.withPropertyValues(ENABLED).run(context -> {
            Orders orders = context.getBean(Orders.class);
            Runnable task = context.getBean(TaskDecorator.class).decorate(() -> {
                findTwice(context);
                if (fails) {
                    throw new IllegalStateException("failed");
                }
            });
            context.getBean(BatchExecutorFactory.class).run(() -> {
                UnitOfWork outer = UnitOfWork.current();
                orders.find("a");
                assertThat(catchThrowable(task::run) != null).isEqualTo(fails);
                orders.find("a");
                assertThat(UnitOfWork.current()).isSameAs(outer);
            });

            assertThat(sent(context)).as("one of the unit, one of the task").containsExactly("[a]", "[a]");
            assertThat(UnitOfWork.current()).isNull();
        });
    }

    @Test
    void decoratorOfTheApplicationReplacesIt() {
        TaskDecorator own = task -> task;
        runner.withPropertyValues(ENABLED)
                .withBean("batchExecutorTaskDecorator", TaskDecorator.class, () -> own)
                .run(context -> assertThat(context).getBean(TaskDecorator.class).isSameAs(own));
    }

    @Test
    void switchedOffThereIsNone() {
        runner.withPropertyValues(ENABLED, "batch-executor.enabled=false")
                .withBean(BatchExecutorFactory.class, () -> BatchExecutor::create)
                .withBean(BatchExecutor.class, BatchExecutor::create)
                .run(context -> assertThat(context).doesNotHaveBean(TaskDecorator.class));
    }
}
