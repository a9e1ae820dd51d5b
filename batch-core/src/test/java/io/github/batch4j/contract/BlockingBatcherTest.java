package io.github.batch4j.contract;

import io.github.batch4j.Batcher;

/** The contract of batchers, for blocking ones. */
class BlockingBatcherTest extends BatcherContract {

    @Override
    Batcher<Ask, String> batcher(String name, Answers answers) {
        return Batcher.blocking(name, answers::of);
    }
}
