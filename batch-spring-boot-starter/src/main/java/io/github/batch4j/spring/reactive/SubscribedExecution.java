package io.github.batch4j.spring.reactive;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Exceptions;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * The execution of one subscription. Cancelling interrupts its thread while the code runs, at no other time: schedulers
 * differ in whether they interrupt, and the code of subscribers runs on the same thread afterwards.
 *
 * @param <T> the type of the result
 */
final class SubscribedExecution<T> {

    private static final Logger LOG = LoggerFactory.getLogger(SubscribedExecution.class);

    private final Callable<? extends @Nullable T> code;
    private final MonoSink<T> sink;

    /** Interrupts the right thread only, and ends when an interrupt under way has been delivered. */
    private final FutureTask<?> interruptible = new FutureTask<>(this::execute, null);

    private final Disposable.Swap scheduled = Disposables.swap();
    private volatile boolean hasBegun;
    private Runnable delivery = () -> {};

    private SubscribedExecution(Callable<? extends @Nullable T> code, MonoSink<T> sink) {
        this.code = code;
        this.sink = sink;
    }

    /** Schedules code whose result or failure the sink gets. */
    static <T> void start(Callable<? extends @Nullable T> code, Scheduler scheduler, MonoSink<T> sink) {
        SubscribedExecution<T> execution = new SubscribedExecution<>(code, sink);
        sink.onCancel(execution::cancel);
        execution.scheduled.update(scheduler.schedule(execution::run));
    }

    private void cancel() {
        interruptible.cancel(true);
        if (!hasBegun) {
            scheduled.dispose(); // takes it out of the scheduler's queue
        }
    }

    private void run() {
        hasBegun = true;
        interruptible.run();
        if (interruptible.isCancelled()) {
            Thread.interrupted(); // the interrupt was for the code
        } else {
            delivery.run();
        }
    }

    /** A failure that arrives: operators throw those that Reactor takes as fatal, and the subscriber would wait on. */
    private static Throwable deliverable(Throwable failure) {
        return Exceptions.isJvmFatal(failure)
                ? new IllegalStateException(
                        "the execution failed with " + failure.getClass().getName(), failure)
                : failure;
    }

    private void execute() {
        try {
            T result = code.call();
            delivery = () -> sink.success(result);
        } catch (Throwable failure) {
            delivery = () -> sink.error(deliverable(failure));
            if (interruptible.isCancelled()) { // nobody is left to tell, and the cause is as a rule the interrupt
                LOG.debug(
                        "A cancelled execution ended with {}",
                        failure.getClass().getName());
            }
        }
    }
}
