package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import io.github.batch4j.BatcherException;
import org.junit.jupiter.api.Test;

/** The contract of batchers, for those that yield operations of others. */
class LayeredBatcherTest extends BatcherContract {

    @Override
    Batcher<Ask, String> batcher(String name, Answers answers) {
        return Batcher.layered(name, operations -> BatchGenerator.value(answers.of(operations)));
    }

    @Override
    String method() {
        return "genBatch";
    }

    @Test
    void noGeneratorAtAllIsAnErrorThatSaysSo() {
        Batcher<Ask, String> users = Batcher.layered("users", operations -> null);

        assertThat(catchThrowable(() -> BatchExecutor.create().execute(new Ask(users, "a"))))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith(
                        "users.genBatch returned null for 1 operation; expected a generator of one result each");
    }
}
