package io.github.batch4j.contract;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;

/** The contract of batchers, for layered ones that have yielded before they answer. */
class YieldingBatcherTest extends BatcherContract {

    private final RecordingStore rows = RecordingStore.blocking("rows");

    @Override
    Batcher<Ask, String> batcher(String name, Answers answers) {
        return Batcher.layered(
                name, operations -> rows.get("row").flatMap(row -> BatchGenerator.of(batch -> answers.of(operations))));
    }
}
