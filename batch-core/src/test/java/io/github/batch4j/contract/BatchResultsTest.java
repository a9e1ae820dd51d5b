package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Answers that are computed one by one, of the operation and its index. */
class BatchResultsTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final List<String> batches = new ArrayList<>();

    private static String answer(Ask ask, int index) {
        if (ask.key().equals("broken")) {
            throw new IllegalStateException("broken at " + index);
        }
        return index + ask.key();
    }

    private List<String> ask(Batcher<Ask, String> batcher) {
        BatchGenerator<String> broken =
                new Ask(batcher, "broken").recoverWith(failure -> BatchGenerator.value(failure.getMessage()));
        return executor.executeAll(List.of(new Ask(batcher, "a"), broken, new Ask(batcher, "b")));
    }

    @Test
    void anAnswerIsMadeOfTheOperationAndItsIndexAndFailsAlone() {
        Batcher<Ask, String> batcher = Batcher.blocking("indexed", operations -> {
            batches.add(operations.toString());
            return BatchResults.of(operations, (operation, index) -> answer(operation, index));
        });

        assertThat(ask(batcher)).containsExactly("0a", "broken at 1", "2b");
        assertThat(batches).containsExactly("[a, broken, b]");
    }

    @Test
    void anAnswerThatIsMadeWhenItIsReadIsGivenTheIndexToo() {
        Batcher<Ask, String> batcher = Batcher.async("indexed", operations -> {
            batches.add(operations.toString());
            return CompletableFuture.completedFuture(BatchResults.whenRead(operations, BatchResultsTest::answer));
        });

        assertThat(ask(batcher)).containsExactly("0a", "broken at 1", "2b");
        assertThat(batches).containsExactly("[a, broken, b]");
    }

    @Test
    void anAnswerIsMadeWhenItIsReadAndNotBefore() {
        List<String> calls = new ArrayList<>();
        BatchResults<String> results = BatchResults.whenRead(List.of("x", "y"), (key, index) -> {
            calls.add(key + index);
            return key;
        });
        assertThat(results).hasSize(2);
        assertThat(calls).isEmpty();

        assertThat(results).containsExactly("x", "y");
        assertThat(calls).containsExactly("x0", "y1");
        assertThatThrownBy(() -> BatchResults.whenRead(List.of(), (BatchResults.Indexed<Object, Object>) null))
                .hasMessage("BatchResults.whenRead expects a function, got null");
    }
}
