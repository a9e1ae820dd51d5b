package io.github.batch4j.contract;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;

/** An operation that is never merged with equal ones. */
record Write(Batcher<Write, String> batcher, String key) implements BatchableOperation<String> {

    @Override
    public boolean mergeable() {
        return false;
    }

    @Override
    public String toString() {
        return key;
    }
}
