package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** An outcome that several wait for, given out one at a time so that each moves on before the next one gets it. */
abstract class Delivery {

    /** The one behind it in the engine's queue. */
    @Nullable
    Delivery next;

    /** How many still wait. */
    abstract int undelivered();

    /** Resumes waiters until one of them has given the engine something to do, or all are resumed. */
    abstract void deliver(Engine engine);
}
