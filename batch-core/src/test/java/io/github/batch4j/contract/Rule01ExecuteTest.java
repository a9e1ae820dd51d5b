package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 1: execute returns the result; executeAll a list in the order given; empty in, empty out. */
class Rule01ExecuteTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    @Test
    void executeReturnsTheResultOfTheGenerator() {
        String result = executor.execute(users.get("a").map(name -> name + "!"));

        assertThat(result).isEqualTo("A!");
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void executeAllReturnsTheResultsInTheOrderGivenAndBatchesThem() {
        assertThat(executor.executeAll(List.of(users.get("b"), users.get("a"), BatchGenerator.value("c"))))
                .containsExactly("B", "A", "c");
        assertThat(users.batches()).containsExactly("[b, a]");
    }

    @Test
    void nothingToExecuteGivesAnEmptyListAndAsksNobody() {
        SentLog sent = new SentLog();

        assertThat(executor.executeAll(List.of())).isEmpty();
        assertThat(executor.execute(BatchGenerator.all(List.<BatchGenerator<String>>of()), sent))
                .isEmpty();
        assertThat(sent.lines()).isEmpty();
    }

    @Test
    void aGeneratorDoesNothingBeforeItIsExecuted() {
        BatchGenerator.all(List.of(users.get("a"), users.get("b"))).map(List::size);

        assertThat(users.batches()).isEmpty();
    }

    @Test
    void eachExecutionRunsTheGeneratorAnew() {
        BatchGenerator<String> name = users.get("a").map(value -> value + "!");

        executor.execute(name);
        executor.execute(name);

        assertThat(users.batches()).containsExactly("[a]", "[a]");
    }

    @Test
    void aGeneratorCanBeExecutedByManyExecutors() {
        BatchGenerator<String> name = users.get("a").map(value -> value + "!");

        assertThat(executor.execute(name)).isEqualTo("A!");
        assertThat(BatchExecutor.create().execute(name)).isEqualTo("A!");
    }
}
