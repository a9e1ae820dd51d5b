package io.github.batch4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Code that can stop in the middle and go on later.
 *
 * <p>The types here are all that coroutines and their user, the {@link Host}, know of each other. One of them runs at a
 * time, and whatever one has written is visible to the next.
 */
interface Coroutine {

    /**
     * Runs the task until it suspends itself or ends, and tells the {@linkplain Host#stopped host}. Called from outside.
     *
     * <p>The implementation may then run those that are {@linkplain Host#next next}, before it comes back.
     */
    void resume();

    /**
     * Stops until somebody resumes it. Called from the task itself.
     *
     * @param reason the generator that it waits for, shown where the kind of coroutine can
     * @return false if it cannot stop here: there is native code on the stack of a continuation
     */
    boolean suspend(Object reason);

    /**
     * Called from the task itself before it suspends.
     *
     * @throws IllegalStateException if it is amid something that a suspended coroutine cannot take along
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

        /** The lines of a stack that are those of the task or of methods that it has called, innermost first. */
        List<String> lines(StackTraceElement[] stack);
    }

    /** The scheduler of the tasks of one execution. All methods but the last three are called by whoever runs. */
    interface Host {

        /** Takes out the next task to run; null if none is ready. */
        @Nullable
        Coroutine next();

        /** Notes that a task has been suspended or has ended. */
        void stopped(Task task);

        /** Takes back that a task has stopped. */
        void goesOn(Task task);

        /** Takes back that a task was the next to run. */
        void notYet(Task next);

        /** Ends the next task, which could not be started. */
        void startFailed(Throwable failure);

        /** True if the calling thread was interrupted or time is up. */
        boolean shouldStop();

        /** True if time is up; looked at by the calling thread while a task runs. */
        boolean expire();

        /** Parks the calling thread at most until time is up. */
        void park(Object blocker);
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
