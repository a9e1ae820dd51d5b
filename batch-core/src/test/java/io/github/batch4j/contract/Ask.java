package io.github.batch4j.contract;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;

/** An operation of a given batcher with nothing but a key, enough for most tests. Prints as its key. */
record Ask(Batcher<Ask, String> batcher, String key) implements BatchableOperation<String> {

    @Override
    public String toString() {
        return key;
    }
}
