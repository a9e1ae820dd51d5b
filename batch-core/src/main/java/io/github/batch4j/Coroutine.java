package io.github.batch4j;

/** The code of a body, which can stop in the middle and go on later. */
interface Coroutine {

    /**
     * Runs the code until it suspends itself or ends, and tells the {@linkplain BodyFrame#stopped body}. Called from
     * outside.
     *
     * <p>A carrier may then run those that are {@linkplain BodyScheduler#next next}, before it comes back.
     */
    void resume();

    /**
     * Stops until somebody resumes it. Called from the code itself.
     *
     * @param reason what it waits for, shown where the carrier can
     * @return false if it cannot stop here, which is so in native code on the stack of a continuation
     */
    boolean suspend(Object reason);

    /**
     * Called from the code itself before it suspends.
     *
     * @throws IllegalStateException if it is amid something that a suspended coroutine cannot take along
     */
    default void beforeSuspend() {}

    /** Whether the caller is the code itself. */
    boolean isInside();
}
