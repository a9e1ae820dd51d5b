package io.github.batch4j;

/** Code that can stop in the middle and go on later. */
interface Coroutine {

    /** Makes a coroutine of the kind that suits this JDK; it does not run before it is resumed. */
    static Coroutine of(Runnable code) {
        return new ThreadCoroutine(code, CoroutineThreads.forThisJdk());
    }

    /** Runs the code until it suspends itself or ends. Called from outside. */
    void resume();

    /** Stops until somebody resumes it. Called from the code itself. */
    void suspend();
}
