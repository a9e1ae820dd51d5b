package io.github.batch4j.contract;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;

/** A question to a given batcher: all that most tests need of an operation. Prints as its key. */
record Ask(Batcher<Ask, String> batcher, String key) implements BatchableOperation<String> {

    @Override
    public String toString() {
        return key;
    }
}
