package io.github.batch4j;

/** An outcome that several wait for, given out one at a time so that each moves on before the next one gets it. */
interface Delivery {

    boolean isDelivered();

    int undelivered();

    /** Tells the engine to resume the next waiter. */
    void deliverNext(Engine engine);
}
