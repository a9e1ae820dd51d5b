package io.github.batch4j;

/** Runs the bodies of one execution. {@link BodyCarrier} tells of the kinds. */
interface Carrier {

    /** Makes a coroutine that does not run before it is resumed. */
    Coroutine coroutine(BodyFrame body);

    /** Whether bodies run on the calling thread, so that what they bind to it has to be unbound when they stop. */
    boolean isCallingThread();

    /** A kind of carrier that this JVM has. */
    interface Kind {

        BodyCarrier is();

        /** Makes the carrier of an execution; called on the calling thread. */
        Carrier carrier(Bodies bodies);
    }
}
