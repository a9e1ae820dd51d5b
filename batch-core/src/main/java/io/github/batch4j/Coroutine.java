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

    /** Runs the bodies of one execution. {@link CoroutineKind} tells of the kinds. */
    interface Factory {

        /** Makes a coroutine that does not run before it is resumed. */
        Coroutine coroutine(BodyFrame body);

        /** Whether bodies run on the calling thread, so that what they bind to it has to be unbound when they stop. */
        boolean isCallingThread();

        /** A kind of carrier that this JVM has. */
        interface Kind {

            CoroutineKind is();

            /** Makes the carrier of an execution; called on the calling thread. */
            Factory factory(BodyScheduler bodies);
        }
    }
}
