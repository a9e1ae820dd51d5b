package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 4: operations share a batch if and only if their batchers are equal. */
class Rule04BatcherEqualityTest {

    private final SentLog sent = new SentLog();

    /** A batcher that is made anew for each operation, and equal to the others of its table. */
    record Table(String name) implements Batcher.Blocking<Ask, String> {

        @Override
        public List<String> runBatch(List<Ask> operations) {
            return operations.stream()
                    .map(operation -> name + ":" + operation.key())
                    .toList();
        }
    }

    private List<String> execute(List<Ask> operations) {
        return BatchExecutor.create().execute(BatchGenerator.all(operations), sent);
    }

    @Test
    void equalBatchersShareABatchAndOthersDoNot() {
        List<String> results = execute(List.of(
                new Ask(new Table("users"), "a"), new Ask(new Table("orders"), "a"), new Ask(new Table("users"), "b")));

        assertThat(results).containsExactly("users:a", "orders:a", "users:b");
        assertThat(sent.lines()).containsExactly("1 users[a, b]", "1 orders[a]");
    }

    @Test
    void equalityHoldsAmongManyBatchersToo() {
        List<Ask> operations = new ArrayList<>();
        for (String key : List.of("a", "b", "a")) {
            for (int table = 0; table < 30; table++) {
                operations.add(new Ask(new Table("t" + table), key));
            }
        }

        assertThat(execute(operations)).hasSize(90).contains("t0:a", "t29:a", "t0:b", "t29:b");
        assertThat(sent.lines())
                .containsExactlyElementsOf(IntStream.range(0, 30)
                        .mapToObj(table -> "1 t" + table + "[a, b]")
                        .toList());
    }

    @Test
    void batchersOfTheSameNameAreNotTheSame() {
        RecordingStore one = RecordingStore.blocking("users");
        RecordingStore other = RecordingStore.blocking("users");

        execute(List.of(one.get("a"), other.get("a"), one.get("b")));

        assertThat(one.batches()).containsExactly("[a, b]");
        assertThat(other.batches()).containsExactly("[a]");
    }
}
