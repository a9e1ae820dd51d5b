package io.github.batch4j.spring.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskExecutor;

/**
 * A container of a listener in miniature. As those of JMS and Kafka do, it gives one long task to a task executor: a
 * loop that calls the listener with one message, or with those of one poll, after the other.
 */
final class ListenerContainer {

    /** What the thread has after each call of the listener. */
    private final List<@Nullable Object> left = new ArrayList<>();

    private int failures;

    private ListenerContainer() {}

    /** Delivers messages, and waits until the last has been handled. */
    static <M> ListenerContainer run(TaskExecutor threads, List<M> messages, Consumer<M> listener) {
        ListenerContainer container = new ListenerContainer();
        CompletableFuture.runAsync(() -> messages.forEach(message -> container.deliver(message, listener)), threads)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        return container;
    }

    private <M> void deliver(M message, Consumer<M> listener) {
        try {
            listener.accept(message);
        } catch (IllegalStateException failure) { // goes to an error handler, and the next message comes
            failures++;
        }
        left.add(UnitOfWork.current());
        left.add(BatchExecutor.current());
    }

    int failures() {
        return failures;
    }

    void hasNothingLeftOnItsThread() {
        assertThat(left).isNotEmpty().containsOnlyNulls();
    }
}
