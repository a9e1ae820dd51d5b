package io.github.batch4j.spring.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.BatchUnitOfWork;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorUnitOfWorkAutoConfiguration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

/** Listeners of messages, on the threads of containers that are like those of JMS and Kafka but have no broker. */
class MessageListenersTest {

    private static final List<String> MESSAGES = List.of("1 2", "2 3", "3 1");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(Orders.Traced.class)
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class, BatchExecutorUnitOfWorkAutoConfiguration.class))
            .withBean(Listeners.class)
            .withPropertyValues("batch-executor.task-decorator.enabled=true");

    private static List<String> sent(ApplicationContext context) {
        return context.getBean(BatchTrace.class).batches().stream()
                .map(List::toString)
                .toList();
    }

    /** Delivers the messages one by one, on one thread. */
    private void deliver(
            SimpleAsyncTaskExecutor threads,
            BiConsumer<Listeners, String> listener,
            BiConsumer<ApplicationContext, ListenerContainer> check) {
        runner.run(context -> {
            Listeners listeners = context.getBean(Listeners.class);
            ListenerContainer container =
                    ListenerContainer.run(threads, MESSAGES, message -> listener.accept(listeners, message));
            check.accept(context, container);
        });
    }

    @Test
    void eachMessageIsAUnitOfItsOwn() {
        deliver(new SimpleAsyncTaskExecutor("jms-"), Listeners::marked, (context, container) -> {
            assertThat(sent(context)).containsExactly("[1, 2]", "[2, 3]", "[3, 1]");
            container.hasNothingLeftOnItsThread();
        });
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void eachMessageIsAUnitOfItsOwnOnAVirtualThread() {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("jms-");
        threads.setVirtualThreads(true);
        deliver(threads, Listeners::marked, (context, container) -> {
            assertThat(sent(context)).containsExactly("[1, 2]", "[2, 3]", "[3, 1]");
            container.hasNothingLeftOnItsThread();
        });
    }

    @Test
    void unitByTheFactoryIsOneToo() {
        deliver(new SimpleAsyncTaskExecutor("jms-"), Listeners::byFactory, (context, container) -> {
            assertThat(sent(context)).containsExactly("[1, 2]", "[2, 3]", "[3, 1]");
            container.hasNothingLeftOnItsThread();
        });
    }

    @Test
    void withoutAUnitEachCallHasAnExecutorOfItsOwn() {
        deliver(new SimpleAsyncTaskExecutor("jms-"), Listeners::unmarked, (context, container) -> {
            assertThat(sent(context)).containsExactly("[1, 2]", "[1]", "[2, 3]", "[2]", "[3, 1]", "[3]");
            container.hasNothingLeftOnItsThread();
        });
    }

    @Test
    void failedMessageLeavesNothingForTheNext() {
        deliver(new SimpleAsyncTaskExecutor("jms-"), Listeners::failing, (context, container) -> {
            assertThat(container.failures()).isEqualTo(MESSAGES.size());
            assertThat(sent(context)).containsExactly("[1, 2]", "[2, 3]", "[3, 1]");
            container.hasNothingLeftOnItsThread();
        });
    }

    @Test
    void listenerOfAllMessagesOfAPollBatchesThem() {
        runner.run(context -> {
            Listeners listeners = context.getBean(Listeners.class);
            ListenerContainer container = ListenerContainer.run(
                    new SimpleAsyncTaskExecutor("kafka-"), List.of(MESSAGES, List.of("4 5")), listeners::polled);

            assertThat(sent(context)).containsExactly("[1, 2, 3]", "[4, 5]");
            container.hasNothingLeftOnItsThread();
        });
    }

    /** The task of a container is its loop, so a unit of the task would keep what all messages have read. */
    @Test
    void decoratorIsNotForTheThreadsOfContainers() {
        runner.run(context -> {
            SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("jms-");
            threads.setTaskDecorator(context.getBean(TaskDecorator.class));
            Listeners listeners = context.getBean(Listeners.class);
            ListenerContainer.run(threads, MESSAGES, listeners::marked);

            assertThat(sent(context)).as("what earlier messages have read").containsExactly("[1, 2]", "[3]");
        });
    }

    /** A message has two keys, which are read side by side, and the first of them again. */
    static class Listeners {

        private final BatchExecutor executor;
        private final BatchExecutorFactory executors;
        private final Orders orders;

        Listeners(BatchExecutor executor, BatchExecutorFactory executors, Orders orders) {
            this.executor = executor;
            this.executors = executors;
            this.orders = orders;
        }

        @BatchUnitOfWork
        public void marked(String message) {
            unmarked(message);
        }

        public void byFactory(String message) {
            executors.run(() -> unmarked(message));
        }

        public void unmarked(String message) {
            List<String> keys = List.of(message.split(" "));
            assertThat(executor.all(keys, orders::find)).allMatch(found -> found.startsWith("order "));
            assertThat(orders.find(keys.get(0))).isEqualTo("order " + keys.get(0));
        }

        @BatchUnitOfWork
        public void failing(String message) {
            unmarked(message);
            throw new IllegalStateException("a message that cannot be handled");
        }

        @BatchUnitOfWork
        public void polled(List<String> messages) {
            executor.all(messages, message -> {
                unmarked(message);
                return message;
            });
        }
    }
}
