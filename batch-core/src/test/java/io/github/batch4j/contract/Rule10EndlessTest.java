package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.GeneratorCycleException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 10 for endless recursion: it fails too, and recursion that ends does not. */
class Rule10EndlessTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore rows = RecordingStore.blocking("rows");
    private final BatchTrace trace = new BatchTrace();

    private Throwable failureOf(BatchGenerator<?> generator) {
        return catchThrowable(() -> executor.execute(generator, trace));
    }

    private static Batcher<Ask, String> layered(String name, Function<String, BatchGenerator<String>> function) {
        return Batcher.layered(name, asks -> BatchGenerator.all(asks, ask -> function.apply(ask.key())));
    }

    @Test
    void aListThatHoldsItself() {
        List<Object> self = new ArrayList<>(List.of(rows.get("a")));
        self.add(Map.of("in", List.of(self)));

        assertThat(failureOf(BatchGenerator.structured(self)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchGenerator.structured expects a nest that ends,"
                        + " got an instance of ArrayList that holds itself");
        assertThat(trace.entries()).isEmpty();
    }

    @Test
    void aListThatStandsInSeveralPlaces() {
        List<Object> often = List.of(rows.get("a"));
        List<Object> nest = List.of(often, often);
        for (int i = 0; i < 10; i++) {
            nest = List.of(nest, nest);
        }

        assertThat(executor.execute(BatchGenerator.structured(nest), trace)).isInstanceOf(List.class);
        assertThat(rows.batches()).containsExactly("[a]");
    }

    @Test
    void aLayeredBatcherThatAsksItself() {
        Batcher<?, ?>[] self = new Batcher<?, ?>[1];
        self[0] = layered("names", key -> ask(self[0], key));

        assertThat(failureOf(ask(self[0], "a")))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessageMatching("a batch of 1 operation of names waits for itself: a batch of 1 operation of names"
                        + " -> a batch of 1 operation of names, after \\d+ layers of the same");
        assertThat(trace.entries()).hasSizeLessThan(1_000);
    }

    @Test
    void layeredBatchersThatAskEachOtherForTheSameAsTheyWereAsked() {
        Map<String, Batcher<?, ?>> batchers = new HashMap<>();
        batchers.put("a", layered("a", key -> ask(batchers.get("b"), key)));
        batchers.put("b", layered("b", key -> rows.get(key).flatMap(row -> ask(batchers.get("c"), key))));
        batchers.put("c", layered("c", key -> ask(batchers.get("a"), key).map(name -> name)));
        BatchGenerator<String> beside = rows.get("x").flatMap(rows::get);

        assertThat(failureOf(BatchGenerator.zip(ask(batchers.get("a"), "k"), beside, (one, other) -> one)))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessageContaining("waits for itself: ")
                .hasMessageContaining(
                        "a batch of 1 operation of c -> a batch of 1 operation of a -> a batch of 1 operation of b");
        assertThat(rows.batches()).startsWith("[x, k]").hasSizeLessThan(1_000);
    }

    @Test
    void aWaitThatFailedCanBeRecoveredFrom() {
        Batcher<?, ?>[] self = new Batcher<?, ?>[1];
        self[0] = layered("names", key -> ask(self[0], key));

        BatchGenerator<String> recovering =
                ask(self[0], "a").recover(GeneratorCycleException.class, cycle -> rows.get("instead"));

        assertThat(executor.execute(recovering)).isEqualTo("INSTEAD");
    }

    /** The parent of a row may be a row of the same batch, and is then requested by a run that answers it. */
    @Test
    void aLayeredBatcherThatFollowsParentsToTheRoot() {
        Batcher<?, ?>[] self = new Batcher<?, ?>[1];
        self[0] = layered("path", key -> {
            int parent = Integer.parseInt(key) - 1;
            return parent < 0 ? rows.get("root") : ask(self[0], "" + parent).map(path -> path + "/" + key);
        });

        List<String> paths = executor.executeAll(List.of(ask(self[0], "2"), ask(self[0], "1"), ask(self[0], "300")));

        assertThat(paths.get(0)).isEqualTo("ROOT/1/2");
        assertThat(paths.get(1)).isEqualTo("ROOT/1");
        assertThat(paths.get(2)).startsWith("ROOT/1/2/3").endsWith("/300");
    }

    @Test
    void aLayeredBatcherThatTriesAgain() {
        int[] attempts = {0};
        Batcher<?, ?>[] self = new Batcher<?, ?>[1];
        self[0] = layered(
                "retrying",
                key -> BatchGenerator.<String>defer(() -> {
                            if (++attempts[0] < 50) {
                                throw new IllegalStateException("not yet");
                            }
                            return rows.get(key);
                        })
                        .recover(failure -> ask(self[0], key)));

        assertThat(executor.execute(ask(self[0], "a"))).isEqualTo("A");
    }

    private static BatchGenerator<String> ask(Batcher<?, ?> batcher, String key) {
        @SuppressWarnings("unchecked")
        Batcher<Ask, String> asked = (Batcher<Ask, String>) batcher;
        return new Ask(asked, key);
    }

    /** Programs that yield themselves, each with another number of moves per turn. */
    static Stream<UnaryOperator<BatchGenerator<Integer>>> turns() {
        return Stream.of(
                self -> self.map(one -> one + 1),
                self -> BatchGenerator.value(1).flatMap(one -> self.map(two -> two)),
                self -> BatchGenerator.value(1)
                        .flatMap(one -> self.recover(Error.class, error -> BatchGenerator.value(2))),
                self -> BatchGenerator.value(1).map(one -> one).flatMap(one -> self.flatMap(BatchGenerator::value)));
    }

    @ParameterizedTest
    @MethodSource("turns")
    void aPipelineThatYieldsItself(UnaryOperator<BatchGenerator<Integer>> turn) {
        List<BatchGenerator<Integer>> self = new ArrayList<>();
        self.add(BatchGenerator.defer(() -> turn.apply(self.get(0))));

        assertThat(failureOf(self.get(0)))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessageEndingWith(
                        " waits for itself, as it seems: more than 3000000 generators wait for each other");
    }

    @Test
    void aLongRingOfLayersIsNotNamedInFull() {
        Batcher<?, ?>[] self = new Batcher<?, ?>[1];
        self[0] = layered("ring", key -> ask(self[0], "" + (Integer.parseInt(key) + 1) % 1_000));

        assertThat(failureOf(ask(self[0], "0")))
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .contains(" ... 980 more ... ")
                .hasSizeLessThan(2_000);
    }

    @Test
    void aBodyThatYieldsItself() {
        assumeThat(CoroutineKind.current()).isEqualTo(CoroutineKind.PLATFORM_THREAD); // on other kinds it may go deeper
        List<BatchGenerator<Integer>> self = new ArrayList<>();
        self.add(BatchGenerator.of(batch -> batch.yield(self.get(0)) + 1));

        assertThat(failureOf(self.get(0)))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessage("of(Rule10EndlessTest) waits for itself, as it seems: more than 5000 bodies wait for each"
                        + " other");
    }

    @Test
    void aBodyThatTriesAgain() {
        int[] attempts = {0};
        List<BatchGenerator<String>> self = new ArrayList<>();
        self.add(BatchGenerator.of(batch -> {
            try {
                if (++attempts[0] < 200) {
                    throw new IllegalStateException("not yet");
                }
                return batch.yield(rows.get("a"));
            } catch (IllegalStateException failure) {
                return batch.yield(self.get(0));
            }
        }));

        assertThat(executor.execute(self.get(0))).isEqualTo("A");
    }
}
