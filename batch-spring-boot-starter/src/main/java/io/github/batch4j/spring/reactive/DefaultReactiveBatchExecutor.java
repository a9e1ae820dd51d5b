package io.github.batch4j.spring.reactive;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.support.CheckedFailures;
import io.github.batch4j.spring.support.Checks;
import io.github.batch4j.spring.unit.UnitOfWork;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs what is subscribed to on a scheduler, with the context of the subscriber. Thread-safe. */
final class DefaultReactiveBatchExecutor implements ReactiveBatchExecutor {

    private final BatchExecutorFactory executors;
    private final Scheduler scheduler;

    DefaultReactiveBatchExecutor(BatchExecutorFactory executors, Scheduler scheduler) {
        this.executors = executors;
        this.scheduler = scheduler;
    }

    @Override
    public <T> Mono<T> execute(BatchGenerator<? extends @Nullable T> generator, BatchListener... listeners) {
        Checks.notNull(generator, "ReactiveBatchExecutor.execute", "a generator");
        Checks.notNull(listeners, "ReactiveBatchExecutor.execute", "listeners");
        return subscribed(() -> CheckedFailures.execute(executors.create(), generator, listeners));
    }

    @Override
    public <T> Mono<T> call(Callable<? extends @Nullable T> code) {
        Checks.notNull(code, "ReactiveBatchExecutor.call", "code");
        return subscribed(() -> UnitOfWork.<@Nullable T, Exception>callNew(executors::create, null, code::call));
    }

    private <T> Mono<T> subscribed(Callable<? extends @Nullable T> task) {
        return Mono.deferContextual(SubscriberContext::capture)
                .flatMap(context ->
                        Mono.create(sink -> SubscribedExecution.start(() -> run(context, task), scheduler, sink)));
    }

    private <T extends @Nullable Object> T run(ThreadContext.Snapshot context, Callable<T> task) throws Exception {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("executions block, which Reactor does not allow on thread "
                    + Thread.currentThread().getName() + " of the scheduler " + scheduler
                    + "; give the ReactiveBatchExecutor another one, such as Schedulers.boundedElastic()");
        }
        ThreadContext.Scope bound = context.bind();
        try {
            return task.call();
        } finally {
            bound.close();
        }
    }

    @Override
    public String toString() {
        return "ReactiveBatchExecutor on " + scheduler;
    }
}
