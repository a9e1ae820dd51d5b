package io.github.batch4j.contract;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;

/** An operation with one method that throws, so that it is never sent. */
final class BrokenAsk implements BatchableOperation<String> {

    /** The methods that the engine calls. */
    enum Method {
        BATCHER,
        MERGEABLE
    }

    private final Ask ask;
    private final Method broken;
    private final RuntimeException failure;

    BrokenAsk(Ask ask, Method broken, RuntimeException failure) {
        this.ask = ask;
        this.broken = broken;
        this.failure = failure;
    }

    private void called(Method method) {
        if (method == broken) {
            throw failure;
        }
    }

    @Override
    public Batcher<?, String> batcher() {
        called(Method.BATCHER);
        return ask.batcher();
    }

    @Override
    public boolean mergeable() {
        called(Method.MERGEABLE);
        return true;
    }

    @Override
    public int hashCode() {
        return ask.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other == this;
    }

    @Override
    public String toString() {
        throw new IllegalStateException("toString() is broken as well");
    }
}
