package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 12 in breadth: many bodies, many batchers, many operations in a batch. */
class Rule12ManyTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();
    private final RecordingStore users = RecordingStore.blocking("users");

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void aThousandBodiesSideBySide() {
        BatchGenerator<List<String>> bodies = BatchGenerator.all(
                numbers(1_000),
                number -> BatchGenerator.of(batch -> batch.yield(users.get(batch.yield(users.get("k" + number))))));

        assertThat(executor.execute(bodies)).startsWith("K0", "K1").endsWith("K999");
        assertThat(users.batches()).hasSize(2);
    }

    private BatchGenerator<Integer> nested(int depth) {
        return BatchGenerator.of(
                batch -> depth == 0 ? batch.yield(users.get("a")).length() : batch.yield(nested(depth - 1)) + 1);
    }

    @Test
    void twoHundredBodiesInEachOther() {
        assertThat(executor.execute(nested(200))).isEqualTo(201);
    }

    @Test
    void twentyThousandBatchers() {
        List<RecordingStore> stores = IntStream.range(0, 20_000)
                .mapToObj(i -> RecordingStore.blocking("s" + i))
                .toList();
        BatchGenerator<List<String>> twice =
                BatchGenerator.all(stores, store -> store.get("a").flatMap(store::get));

        assertThat(executor.execute(twice, trace)).hasSize(20_000).containsOnly("A");
        assertThat(trace.roundTrips()).isEqualTo(40_000);
    }

    @Test
    void fiveThousandLayeredBatchers() {
        List<RecordingStore> stores = IntStream.range(0, 5_000)
                .mapToObj(i -> RecordingStore.over(users, "s" + i))
                .toList();

        assertThat(executor.execute(BatchGenerator.all(stores, store -> store.get("a")), trace))
                .hasSize(5_000)
                .containsOnly("A");
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void aHundredThousandPartsOfABatch() {
        BatchLoader<Integer, Integer> one = BatchLoader.<Integer, Integer>of("one", keys -> {
                    Map<Integer, Integer> same = new HashMap<>();
                    keys.forEach(key -> same.put(key, key));
                    return same;
                })
                .withMaxBatchSize(1);

        assertThat(executor.execute(BatchGenerator.all(numbers(100_000), one::get), trace))
                .isEqualTo(numbers(100_000));
        assertThat(trace.roundTrips()).isEqualTo(100_000);
    }
}
