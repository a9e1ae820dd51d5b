package io.github.batch4j.spring.reactive;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.support.Checks;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Runs generators for subscribers: on a thread that may block, which it holds until the result is there, and never on
 * an event loop.
 *
 * <pre>{@code
 * @GetMapping("/couples/{id}")
 * Mono<Couple> couple(@PathVariable long id) {
 *     return reactiveBatchExecutor.execute(genCouple(id));
 * }
 * }</pre>
 *
 * <p>Nothing runs before a {@code Mono} is subscribed to, and each subscription (a retry, a repetition) runs anew, with
 * an executor of its own: what one has read is not kept for the next. So whatever a handler needs belongs in one
 * {@code Mono}: several generators in {@link #executeAll}, services that block in {@link #call}.
 *
 * <p>The thread has the subscriber's context while it runs, and nothing of it afterwards: the security context of
 * Spring Security's {@code ReactiveSecurityContextHolder}, and with {@code io.micrometer:context-propagation} on the
 * class path all entries of the Reactor context that have a {@code ThreadLocalAccessor}, such as the current
 * observation.
 *
 * <p>A null result completes the {@code Mono} empty. A failure is passed on as it is, a checked one without a wrapper,
 * and an {@code Error} that Reactor takes as fatal as the cause of an {@link IllegalStateException}.
 * Cancelling the subscription, as {@code Mono.timeout} does, interrupts the execution: it sends nothing more, and
 * closes what has not finished. A blocking batch under way ends first, unless its driver reacts to interrupts.
 *
 * <p>Thread-safe. Implementations must be, too; Spring Boot configures one on {@code Schedulers.boundedElastic()}. If a
 * scheduler is disposed of, what still waits in its queue never ends.
 */
public interface ReactiveBatchExecutor {

    /**
     * Makes one that runs on the threads of a scheduler.
     *
     * @param executors makes the executor of each subscription
     * @param scheduler its threads may be blocked; it is not disposed of
     * @return a new one
     */
    static ReactiveBatchExecutor create(BatchExecutorFactory executors, Scheduler scheduler) {
        return new DefaultReactiveBatchExecutor(
                Checks.notNull(executors, "ReactiveBatchExecutor.create", "a factory of executors"),
                Checks.notNull(scheduler, "ReactiveBatchExecutor.create", "a scheduler"));
    }

    /**
     * Runs a generator.
     *
     * @param <T> the type of the result
     * @param generator what to run
     * @param listeners the listeners of the batches of each subscription, beside those of the executor
     * @return its result, empty if that is null; or its failure, an {@link IllegalStateException} if the scheduler's
     *     threads must not block, a {@link java.util.concurrent.RejectedExecutionException} if the scheduler has no
     *     room left, a {@link io.github.batch4j.BatchTimeoutException} if the executor's time limit has passed
     */
    <T> Mono<T> execute(BatchGenerator<? extends @Nullable T> generator, BatchListener... listeners);

    /**
     * Runs generators side by side.
     *
     * @param <T> the type of the results
     * @param generators what to run
     * @param listeners the listeners of the batches of each subscription, beside those of the executor
     * @return their results in the order given, unmodifiable; or the first failure in that order, the others attached,
     *     as {@link #execute} passes it on
     */
    default <T extends @Nullable Object> Mono<List<T>> executeAll(
            Collection<? extends BatchGenerator<? extends T>> generators, BatchListener... listeners) {
        return execute(BatchGenerator.all(generators), listeners);
    }

    /**
     * Runs blocking code as a unit of work: its calls of an injected {@link io.github.batch4j.BatchExecutor}, however
     * deep down, share one executor. They still run one after the other.
     *
     * <pre>{@code
     * @GetMapping("/cities")
     * Mono<String> cities() {
     *     return reactiveBatchExecutor.call(() -> {
     *         List<String> names = greetings.cities(List.of(1L, 2L)); // calls batchExecutor.execute
     *         return names + " first of all " + greetings.city(1); // which is not read again
     *     });
     * }
     * }</pre>
     *
     * @param <T> the type of the result
     * @param code the code
     * @return its result, empty if that is null; or its failure, as {@link #execute} passes it on
     */
    <T> Mono<T> call(Callable<? extends @Nullable T> code);
}
