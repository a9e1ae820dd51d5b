package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.CachedGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 11: the same program makes the same batches in the same order, in every run. */
class Rule11DeterminismTest {

    private static final int STORES = 24;

    /** Stores of all forms. Their batchers have identity hash codes, which are new in every run. */
    private static List<RecordingStore> stores() {
        List<RecordingStore> stores = new ArrayList<>();
        for (int i = 0; i < STORES; i++) {
            stores.add(
                    switch (i % 4) {
                        case 0 -> RecordingStore.async("async" + i);
                        case 1 -> RecordingStore.over(stores.get(i - 1), "layered" + i);
                        default -> RecordingStore.blocking("blocking" + i);
                    });
        }
        return stores;
    }

    private static List<String> run() {
        List<RecordingStore> stores = stores();
        CachedGenerator<Integer, String> cached =
                CachedGenerator.of("cached", i -> stores.get(i % STORES).get("c" + i % 5));
        List<BatchGenerator<String>> chains = new ArrayList<>();
        for (int i = 0; i < 3 * STORES; i++) {
            RecordingStore first = stores.get(i * 7 % STORES);
            RecordingStore second = stores.get(i * 5 % STORES);
            int number = i;
            chains.add(first.get("k" + i % 4).flatMap(key -> second.get(key + "2")));
            chains.add(cached.get(i).flatMap(key -> first.get("d" + number)));
            if (i % 6 == 0) {
                chains.add(BatchGenerator.of(batch -> batch.yield(second.get(batch.yield(first.get("b"))))));
            }
        }
        SentLog sent = new SentLog();
        BatchExecutor.create().execute(BatchGenerator.all(chains), sent);
        return sent.lines();
    }

    @Test
    void theSameProgramSendsTheSameBatchesInTheSameOrder() {
        List<String> expected = run();

        for (int i = 0; i < 100; i++) {
            assertThat(run()).isEqualTo(expected);
        }
    }

    @Test
    void manyBatchersAreAskedInTheOrderFirstYielded() {
        List<RecordingStore> stores = IntStream.range(0, 50)
                .mapToObj(i -> RecordingStore.blocking("s" + i))
                .toList();
        SentLog sent = new SentLog();

        BatchExecutor.create().execute(BatchGenerator.all(stores, store -> store.get("a")), sent);

        assertThat(sent.lines())
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "1 s" + i + "[a]").toList());
    }
}
