package io.github.batch4j;

/** Runs the bodies of one execution. {@link CoroutineKind} tells of the kinds. */
interface CoroutineFactory {

    /** Makes a coroutine that does not run before it is resumed. */
    Coroutine coroutine(BodyFrame body);

    /** Whether bodies run on the calling thread, so that what they bind to it has to be unbound when they stop. */
    boolean isCallingThread();

    /** A kind of carrier that this JVM has. */
    interface Kind {

        CoroutineKind is();

        /** Makes the carrier of an execution; called on the calling thread. */
        CoroutineFactory factory(BodyScheduler bodies);
    }
}
