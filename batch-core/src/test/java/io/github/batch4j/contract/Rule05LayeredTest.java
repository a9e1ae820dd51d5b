package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 5: genBatch is a generator, and what it yields is batched with what everyone else yields. */
class Rule05LayeredTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final SentLog sent = new SentLog();
    private final RecordingStore rows = RecordingStore.blocking("rows");
    private final RecordingStore users = RecordingStore.over(rows, "users");
    private final RecordingStore friends = RecordingStore.over(users, "friends");

    @Test
    void whatALayeredBatcherYieldsGoesAlongWithWhatOthersYield() {
        assertThat(executor.execute(BatchGenerator.all(List.of(rows.get("a"), users.get("b"), rows.get("c"))), sent))
                .containsExactly("A", "B", "C");
        assertThat(sent.lines()).containsExactly("1 users[b]", "1 rows[a, c, b]");
    }

    @Test
    void whatALayeredBatcherYieldsIsMergedWithWhatOthersYield() {
        executor.execute(BatchGenerator.all(List.of(rows.get("a"), users.get("a"), users.get("b"))), sent);

        assertThat(sent.lines()).containsExactly("1 users[a, b]", "1 rows[a, b]");
    }

    @Test
    void layersMayStandOnLayers() {
        assertThat(executor.execute(BatchGenerator.all(List.of(friends.get("a"), users.get("b"), rows.get("c"))), sent))
                .containsExactly("A", "B", "C");
        assertThat(sent.lines()).containsExactly("1 friends[a]", "1 users[b, a]", "1 rows[c, b, a]");
    }

    @Test
    void allLayersAreStartedBeforeAnyStoreIsAsked() {
        RecordingStore groups = RecordingStore.over(rows, "groups");
        RecordingStore other = RecordingStore.async("other");

        executor.execute(
                BatchGenerator.all(List.of(other.get("z"), rows.get("a"), users.get("b"), groups.get("c"))), sent);

        assertThat(sent.lines()).containsExactly("1 users[b]", "1 groups[c]", "1 other[z]", "1 rows[a, b, c]");
    }

    private static int hashed;

    /** A batcher that reads from the rows, and counts the calls of its hashCode. */
    private record Layer(RecordingStore rows, int number) implements Batcher.Layered<Ask, String> {

        @Override
        public BatchGenerator<List<String>> genBatch(List<Ask> operations) {
            return BatchGenerator.all(operations, operation -> rows.get(operation.key()));
        }

        @Override
        public String name() {
            return "l" + number;
        }

        @Override
        public int hashCode() {
            hashed++;
            return number;
        }
    }

    @Test
    void howeverManyLayersThereAreEachIsStartedInTheOrderFirstAskedAndLookedUpAFewTimes() {
        List<Layer> layers =
                IntStream.range(0, 1_000).mapToObj(i -> new Layer(rows, i)).toList();
        hashed = 0;

        executor.execute(
                BatchGenerator.all(layers, layer -> new Ask(layer, "a").flatMap(name -> new Ask(layer, "b"))), sent);

        List<String> started = new ArrayList<>();
        layers.forEach(layer -> started.add("1 " + layer.name() + "[a]"));
        started.add("1 rows[a]");
        layers.forEach(layer -> started.add("2 " + layer.name() + "[b]"));
        started.add("2 rows[b]");
        assertThat(sent.lines()).isEqualTo(started);
        assertThat(hashed).isLessThan(20 * layers.size());
    }

    @Test
    void howeverManyLayersThereAreEachIsStartedInTheOrderFirstAsked() {
        List<RecordingStore> layers = IntStream.range(0, 3_000)
                .mapToObj(i -> RecordingStore.over(rows, "l" + i))
                .toList();

        executor.execute(BatchGenerator.all(layers, layer -> layer.get("a").flatMap(name -> layer.get("b"))), sent);

        List<String> started = new ArrayList<>();
        for (int step = 1; step <= 2; step++) {
            for (int i = 0; i < 3_000; i++) {
                started.add(step + " l" + i + (step == 1 ? "[a]" : "[b]"));
            }
            started.add(step + (step == 1 ? " rows[a]" : " rows[b]"));
        }
        assertThat(sent.lines()).isEqualTo(started);
    }

    @Test
    void aLayeredBatchIsNoRoundTripAndTakesNoStepOfItsOwn() {
        BatchTrace trace = new BatchTrace();

        executor.execute(users.get("a").flatMap(name -> friends.get(name)), trace);

        assertThat(trace.roundTrips()).isEqualTo(2);
        assertThat(trace.batches()).hasToString("[[a], [A]]");
        assertThat(trace.entries()).extracting(entry -> entry.batch().step()).containsExactly(1, 1, 2, 2, 2);
    }

    @Test
    void aLayeredBatcherMayTakeSeveralSteps() {
        Batcher<Ask, String> twice = Batcher.layered(
                "twice",
                operations -> BatchGenerator.all(
                        operations, operation -> rows.get(operation.key()).flatMap(rows::get)));
        BatchGenerator<String> beside = rows.get("b").flatMap(name -> rows.get("c"));

        assertThat(executor.execute(BatchGenerator.all(List.of(new Ask(twice, "a"), beside)), sent))
                .containsExactly("A", "C");
        assertThat(sent.lines()).containsExactly("1 twice[a]", "1 rows[b, a]", "2 rows[c, A]");
    }

    @Test
    void aLayeredBatcherMayBePlainCode() {
        Batcher<Ask, String> plain = Batcher.layered(
                "plain",
                operations -> BatchGenerator.of(batch -> batch.yieldAll(operations.stream()
                        .map(operation -> rows.get(operation.key()))
                        .toList())));

        assertThat(executor.execute(BatchGenerator.all(List.of(new Ask(plain, "a"), rows.get("b")))))
                .containsExactly("A", "B");
        assertThat(rows.batches()).containsExactly("[b, a]");
    }

    @Test
    void aLayeredBatcherThatAsksNobodyMakesNoRoundTrip() {
        Batcher<Ask, String> constant =
                Batcher.layered("constant", operations -> BatchGenerator.value(List.of("known")));
        BatchTrace trace = new BatchTrace();

        assertThat(executor.execute(new Ask(constant, "a"), trace)).isEqualTo("known");
        assertThat(trace.roundTrips()).isZero();
    }
}
