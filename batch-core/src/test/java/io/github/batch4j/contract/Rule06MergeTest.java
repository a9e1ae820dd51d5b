package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rule 6: equal operations in one batch are sent once and every waiter gets the result, unless they are not mergeable.
 */
class Rule06MergeTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final List<String> written = new ArrayList<>();
    private final Batcher<Write, String> log = Batcher.blocking("log", operations -> {
        written.add(operations.toString());
        return IntStream.range(0, operations.size())
                .mapToObj(i -> operations.get(i) + "#" + i)
                .toList();
    });

    private Write write(String key) {
        return new Write(log, key);
    }

    @Test
    void equalOperationsOfDifferentGeneratorsAreSentOnce() {
        BatchGenerator<String> body = BatchGenerator.of(batch -> batch.yield(users.get("a")) + "1");
        BatchGenerator<String> pipeline = users.get("a").map(name -> name + "2");

        assertThat(executor.executeAll(List.of(body, pipeline, users.get("b"), users.get("a"))))
                .containsExactly("A1", "A2", "B", "A");
        assertThat(users.batches()).containsExactly("[a, b]");
    }

    @Test
    void amongManyOperationsEachIsSentOnceInTheOrderFirstAsked() {
        List<String> keys = IntStream.range(0, 100).mapToObj(i -> "k" + i % 40).toList();

        List<String> names = executor.execute(BatchGenerator.all(keys, users::get));

        assertThat(names)
                .isEqualTo(keys.stream().map(key -> key.replace('k', 'K')).toList());
        assertThat(users.batches()).containsExactly(keys.subList(0, 40).toString());
    }

    @Test
    void thisHoldsHoweverManyComeUnexpectedly() {
        List<String> keys =
                IntStream.range(0, 2_000).mapToObj(i -> "k" + i % 700).toList();
        BatchGenerator<List<List<String>>> oneByOne =
                BatchGenerator.all(keys, key -> BatchGenerator.all(List.of(users.get(key))));

        assertThat(executor.execute(oneByOne))
                .isEqualTo(
                        keys.stream().map(key -> List.of(key.replace('k', 'K'))).toList());
        assertThat(users.batches()).containsExactly(keys.subList(0, 700).toString());
    }

    @Test
    void thisHoldsAmongMoreOperationsThanAShortIndexCounts() {
        record Step(Batcher<Step, Integer> batcher, int number, boolean mergeable)
                implements BatchableOperation<Integer> {}
        Batcher<Step, Integer> steps = Batcher.blocking(
                "steps", operations -> operations.stream().map(Step::number).toList());
        List<BatchGenerator<Integer>> asked = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) {
            asked.add(new Step(steps, i, i < 10 || i > 69_990));
        }
        for (int i = 0; i < 70_000; i += 69_999) {
            asked.add(new Step(steps, i, true));
        }
        BatchTrace trace = new BatchTrace();

        List<Integer> results = BatchExecutor.builder().listener(trace).build().execute(BatchGenerator.all(asked));

        assertThat(results).hasSize(70_002).endsWith(69_999, 0, 69_999);
        assertThat(trace.batches()).extracting(List::size).containsExactly(70_000);
    }

    @Test
    void inTheNextBatchAnEqualOperationIsSentAgain() {
        executor.execute(users.get("a").flatMap(name -> users.get("a")));

        assertThat(users.batches()).containsExactly("[a]", "[a]");
    }

    /** An operation with a constant hash code. */
    private record Colliding(Batcher<Colliding, String> batcher, int number) implements BatchableOperation<String> {

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "c" + number;
        }
    }

    @Test
    void operationsOfTheSameHashAreToldApart() {
        Batcher<Colliding, String> batcher = Batcher.blocking(
                "colliding",
                operations -> operations.stream().map(Colliding::toString).toList());
        List<Colliding> asked = IntStream.range(0, 60)
                .mapToObj(i -> new Colliding(batcher, i % 30))
                .toList();
        SentLog sent = new SentLog();

        assertThat(executor.execute(BatchGenerator.all(asked), sent))
                .isEqualTo(asked.stream().map(Colliding::toString).toList());
        assertThat(sent.lines()).containsExactly("1 colliding" + asked.subList(0, 30));
    }

    @Test
    void operationsThatMustNotBeMergedAreAllSent() {
        assertThat(executor.executeAll(List.of(write("x"), write("x"), write("y"), write("x"))))
                .containsExactly("x#0", "x#1", "y#2", "x#3");
        assertThat(written).containsExactly("[x, x, y, x]");
    }

    @Test
    void aGeneratorThatWritesTwiceWritesTwice() {
        BatchGenerator<String> write = write("x").map(answer -> answer);

        assertThat(executor.executeAll(List.of(write, write))).containsExactly("x#0", "x#1");
    }

    /** Reads of a store that also takes writes: only the reads are merged. */
    private record Step(Batcher<Step, String> batcher, String key, boolean mergeable)
            implements BatchableOperation<String> {

        @Override
        public String toString() {
            return key;
        }
    }

    @Test
    void readsAndWritesOfOneBatcherGoTogetherAndOnlyReadsAreMerged() {
        List<String> batches = new ArrayList<>();
        Batcher<Step, String> both = Batcher.blocking("both", operations -> {
            batches.add(operations.toString());
            return operations.stream().map(Step::key).toList();
        });
        List<Step> asked = IntStream.range(0, 40)
                .mapToObj(i -> i % 2 == 0 ? new Step(both, "r" + i % 8, true) : new Step(both, "w", false))
                .toList();

        assertThat(executor.execute(BatchGenerator.all(asked)))
                .isEqualTo(asked.stream().map(Step::key).toList());
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0))
                .startsWith("[r0, w, r2, w, r4, w, r6, w, w, w")
                .endsWith("w, w]");
        assertThat(batches.get(0).split(", ")).hasSize(24);
    }
}
