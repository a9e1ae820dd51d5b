package io.github.batch4j.spring.unit;

import io.github.batch4j.BatchExecutor;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A job, a message or a task, bound to the thread that it runs on: what it executes shares one executor. Confined to
 * that thread.
 *
 * <p>One is never bound inside of an execution. Bodies on continuations share a thread, so one that waits would leave
 * its unit to the others.
 */
public final class UnitOfWork {

    private static final ThreadLocal<@Nullable UnitOfWork> CURRENT = new ThreadLocal<>();

    private final Supplier<BatchExecutor> executors;
    private final @Nullable String name;
    private final Instant startedAt = Instant.now();
    private final long started = System.nanoTime();
    private @Nullable BatchExecutor executor;
    private @Nullable Attachment attachment;

    private UnitOfWork(Supplier<BatchExecutor> executors, @Nullable String name) {
        this.executors = executors;
        this.name = name;
    }

    /**
     * The unit that is bound to the current thread.
     *
     * @return null if there is none
     */
    public static @Nullable UnitOfWork current() {
        return CURRENT.get();
    }

    /**
     * Runs a task in a unit of work: in the execution, the unit or the HTTP request that the thread is in, or else in a
     * new unit.
     *
     * @param <T> the type of the result
     * @param <X> the type of exceptions
     * @param executors makes the executor of a new unit
     * @param name the name of a new unit, without values; null if it is named by what it asks for first
     * @param task the task
     * @return its result
     * @throws X its failure
     */
    public static <T extends @Nullable Object, X extends Throwable> T call(
            Supplier<BatchExecutor> executors, @Nullable String name, Task<T, X> task) throws X {
        return CURRENT.get() != null || BoundRequest.isActive() ? task.run() : callNew(executors, name, task);
    }

    /**
     * Runs a task in a new unit of work, even in another unit or where an HTTP request is bound to the thread. Inside
     * of an execution the task is part of that.
     *
     * @param <T> the type of the result
     * @param <X> the type of exceptions
     * @param executors makes the executor of the unit
     * @param name the name of the unit, without values; null if it is named by what it asks for first
     * @param task the task
     * @return its result
     * @throws X its failure
     */
    public static <T extends @Nullable Object, X extends Throwable> T callNew(
            Supplier<BatchExecutor> executors, @Nullable String name, Task<T, X> task) throws X {
        if (BatchExecutor.current() != null) {
            return task.run();
        }
        UnitOfWork before = CURRENT.get();
        UnitOfWork unit = new UnitOfWork(executors, name);
        CURRENT.set(unit);
        T result;
        try {
            result = task.run();
        } catch (Throwable failure) {
            restore(before);
            try {
                unit.end(failure);
            } catch (RuntimeException thrown) { // about findings; the unit's own failure is the one to report
                failure.addSuppressed(thrown);
            }
            throw failure;
        }
        restore(before);
        unit.end(null);
        return result;
    }

    private static void restore(@Nullable UnitOfWork before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    private void end(@Nullable Throwable failure) {
        if (attachment != null) {
            attachment.onEnd(failure);
        }
    }

    /**
     * The executor of this unit, made when it is first asked for.
     *
     * @return always the same
     */
    public BatchExecutor executor() {
        if (executor == null) {
            executor = executors.get();
        }
        return executor;
    }

    /**
     * The name of this unit.
     *
     * @return null if it has none
     */
    public @Nullable String name() {
        return name;
    }

    /**
     * The time at which it began.
     *
     * @return the time by the system's clock
     */
    public Instant startedAt() {
        return startedAt;
    }

    /**
     * The time at which it began, to measure with.
     *
     * @return the time by {@link System#nanoTime}
     */
    public long started() {
        return started;
    }

    /**
     * The one object that is notified of the end of this unit.
     *
     * @param make makes it
     * @return the object, which is made when it is first asked for
     */
    public Attachment attachment(Supplier<? extends Attachment> make) {
        if (attachment == null) {
            attachment = make.get();
        }
        return attachment;
    }

    /**
     * Code that runs in a unit.
     *
     * @param <T> the type of the result
     * @param <X> the type of exceptions
     */
    @FunctionalInterface
    public interface Task<T extends @Nullable Object, X extends Throwable> {

        /**
         * Runs it.
         *
         * @return the result
         * @throws X a failure
         */
        T run() throws X;
    }

    /** The state of a unit. */
    @FunctionalInterface
    public interface Attachment {

        /**
         * Called once, when the unit is no longer bound to the thread.
         *
         * @param failure the failure with which it ends, null if there is none
         */
        void onEnd(@Nullable Throwable failure);
    }
}
