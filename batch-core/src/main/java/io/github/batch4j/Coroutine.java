package io.github.batch4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that can be suspended in the middle and resumed later.
 *
 * <p>The nested types are the whole contract between the kinds of coroutine and the scheduler that uses them:
 *
 * <ul>
 *   <li>a {@link Task} is the code to run; a coroutine runs one task, once;
 *   <li>the {@link Host} is the scheduler: it picks the next task and is notified of each that stops;
 *   <li>a {@link Factory} makes the coroutines of one execution, a {@link Provider} the factories of one kind.
 * </ul>
 *
 * <p>At most one task of an execution runs at a time, and what it has written is visible to the next one and to the
 * calling thread. Hosts and tasks therefore need no locks.
 */
interface Coroutine {

    /**
     * Runs the task until it suspends itself or ends, and notifies the {@linkplain Host#stopped host}. Called by the
     * calling thread of the execution.
     *
     * <p>Before it returns, the implementation may also run the tasks that are {@linkplain Host#next next}.
     */
    void resume();

    /**
     * Suspends the task until it is resumed. Called by the task itself.
     *
     * @param reason the generator that it waits for, for display, as in the name of a thread
     * @return false if it cannot be suspended here: there is native code on the stack of a continuation
     */
    boolean suspend(Object reason);

    /**
     * Checks that the task may be suspended. Called by the task itself, before {@link #suspend}.
     *
     * @throws IllegalStateException if it is inside a scope that a suspended coroutine cannot keep
     */
    default void beforeSuspend() {}

    /** True if the caller is the task itself. */
    boolean isInside();

    /** The code that a coroutine runs. */
    interface Task extends Runnable {

        Host host();

        /** True once {@link #run} has been called. */
        boolean hasBegun();

        /** The name of the code, for messages. */
        String name();

        /** The user's own object that holds the code, after whose class threads are named. */
        Object code();

        /** The kind of a reason to suspend, for the name of a thread. */
        String kind(Object reason);

        /** The lines of a stack that are those of the task or of methods that it has called, innermost first. */
        List<String> lines(StackTraceElement[] stack);
    }

    /**
     * The scheduler of the tasks of one execution. All methods but the last three are called by the running thread. A
     * class, since calls of an interface cost more between two tasks.
     */
    abstract class Host {

        /** Takes out the next task to run; null if none is ready. */
        abstract @Nullable Coroutine next();

        /** Records that a task has been suspended or has ended. */
        abstract void stopped(Task task);

        /** Undoes {@link #stopped}: the task could not be suspended and continues. */
        abstract void goesOn(Task task);

        /** Undoes {@link #next}: the task could not be woken and is next again. */
        abstract void notYet(Task next);

        /** Ends the next task, which could not be started. */
        abstract void startFailed(Throwable failure);

        /** True if the calling thread was interrupted or a deadline has passed. */
        abstract boolean shouldStop();

        /** True if a deadline has passed; checked by the calling thread also while a task runs. */
        abstract boolean expire();

        /** Parks the calling thread, at most until the next deadline. */
        abstract void park(Object blocker);
    }

    /** The coroutines of one execution. */
    interface Factory {

        /** Makes a coroutine that does not run before it is resumed. */
        Coroutine coroutine(Task task);

        /** True if tasks run on the calling thread, so that whatever they bind to it is unbound when they stop. */
        boolean isCallingThread();
    }

    /** A kind of coroutine that this JVM has. */
    interface Provider {

        CoroutineKind kind();

        /** Makes the factory of an execution; called on the calling thread. */
        Factory factory(Host host);
    }
}
