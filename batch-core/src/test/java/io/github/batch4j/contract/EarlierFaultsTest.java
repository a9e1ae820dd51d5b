package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Known faults of executors like this one, each with the smallest program that shows it. */
class EarlierFaultsTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RuntimeException boom = new IllegalStateException("boom");
    private final RecordingStore users = RecordingStore.blocking("users");
    private final Ask failing = new Ask(
            Batcher.blocking("failing", operations -> {
                throw boom;
            }),
            "a");

    @Test
    void faultA_aBatchThatFailsUnderABareOperationHidItsCauseBehindAnInternalError() {
        assertThat(catchThrowable(() -> executor.execute(failing))).isSameAs(boom);
    }

    @Test
    void faultB_aFailingOperationAmongTheRootsGaveNullAndTheFailureWasSwallowed() {
        assertThat(catchThrowable(() -> executor.executeAll(List.of(users.get("a"), failing, users.get("b")))))
                .isSameAs(boom);
        assertThat(catchThrowable(() -> executor.executeAll(List.of(failing)))).isSameAs(boom);
    }

    @Test
    void faultC_theSameGeneratorTwiceInAListGaveItsResultOnce() {
        BatchGenerator<Integer> five = users.get("12345").map(String::length);
        BatchGenerator<List<Integer>> body = BatchGenerator.of(batch -> batch.yieldAll(List.of(five, five)));

        assertThat(executor.executeAll(List.of(five, five))).containsExactly(5, 5);
        assertThat(executor.execute(body)).containsExactly(5, 5);
    }

    @Test
    void faultD_aFailingBatcherMethodWokeTheGeneratorEarlyAndALaterYieldGotTheSiblingsValue() {
        BrokenAsk broken = new BrokenAsk(users.get("broken"), BrokenAsk.Method.BATCHER, boom);
        List<String> events = new ArrayList<>();
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            BatchGenerator<String> sibling = users.get("sibling").doFinally(() -> events.add("sibling"));
            events.add(catchThrowable(() -> batch.yieldAll(List.of(broken, sibling)))
                    .getMessage());
            events.add(batch.yield(users.get("b")));
            return batch.yield(users.get("c"));
        });

        assertThat(executor.execute(body)).isEqualTo("C");
        assertThat(events).containsExactly("sibling", "boom", "B");
        assertThat(users.batches()).containsExactly("[sibling]", "[b]", "[c]");
    }

    /** Chains over stores whose batchers have identity hash codes, which are new in every run. */
    private static List<String> batchesOfARun() {
        List<RecordingStore> stores = IntStream.range(0, 12)
                .mapToObj(i -> RecordingStore.blocking("s" + i))
                .toList();
        List<BatchGenerator<String>> chains = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            RecordingStore next = stores.get((i * 5 + 1) % 12);
            chains.add(stores.get(i * 7 % 12).get("a" + i).flatMap(key -> next.get(key)));
        }
        SentLog sent = new SentLog();
        BatchExecutor.create().execute(BatchGenerator.all(chains), sent);
        return sent.lines();
    }

    @Test
    void faultE_batchesWerePickedFromAHashSetSoTheirOrderAndNumberChangedFromRunToRun() {
        Set<List<String>> runs = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            runs.add(batchesOfARun());
        }

        assertThat(runs).hasSize(1);
        assertThat(runs.iterator().next()).hasSize(18).startsWith("1 s0[a0, a12]", "1 s7[a1, a13]", "1 s2[a2, a14]");
    }

    @Test
    void faultF_equalOperationsInOneBatchWereSentTwice() {
        assertThat(executor.executeAll(List.of(users.get("a"), users.get("b"), users.get("a"))))
                .containsExactly("A", "B", "A");
        assertThat(users.batches()).containsExactly("[a, b]");
    }
}
