package io.github.batch4j.contract;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;

/** The contract of batchers, for layered ones. */
class LayeredBatcherTest extends BatcherContract {

    @Override
    Batcher<Ask, String> batcher(String name, Answers answers) {
        return Batcher.layered(name, operations -> BatchGenerator.value(answers.of(operations)));
    }
}
