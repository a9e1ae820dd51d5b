package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.GeneratorCycleException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 10: a generator that waits for itself fails with a message that prints the cycle, and never hangs. */
class Rule10CycleTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    /** The generator yielded by each {@link #node}. */
    private final Map<String, BatchGenerator<String>> yields = new HashMap<>();

    private final CachedGenerator<String, String> node = CachedGenerator.of("node", yields::get);

    private Throwable failureOf(BatchGenerator<?> generator) {
        return catchThrowable(() -> executor.execute(generator));
    }

    @Test
    void aGeneratorThatYieldsItself() {
        yields.put("a", node.get("a"));

        assertThat(failureOf(node.get("a")))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessage("node(a) waits for itself: node(a) -> node(a)");
    }

    @Test
    void twoThatYieldEachOther() {
        yields.put("a", node.get("b").map(value -> value));
        yields.put("b", BatchGenerator.of(batch -> batch.yield(node.get("a"))));

        assertThat(failureOf(node.get("a")))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessage("node(a) waits for itself: node(a) -> node(b) -> node(a)");
    }

    @Test
    void aRingOfThreeThatIsEnteredFromOutside() {
        yields.put("a", node.get("b"));
        yields.put("b", node.get("c"));
        yields.put("c", node.get("a"));
        yields.put("outside", node.get("b"));

        assertThat(failureOf(node.get("outside")))
                .hasMessage("node(b) waits for itself: node(b) -> node(c) -> node(a) -> node(b)");
    }

    @Test
    void aRingOfManyIsFoundAndNotNamedInFull() {
        List<CachedGenerator<Integer, String>> number = new ArrayList<>();
        number.add(CachedGenerator.of("number", i -> number.get(0).get((i + 1) % 50_000)));

        assertThat(failureOf(number.get(0).get(0)))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessageStartingWith("number(0) waits for itself: number(0) -> number(1) -> number(2)")
                .hasMessageEndingWith("number(19) -> ... 49980 more ... -> number(0)");
    }

    @Test
    void aSharedGeneratorIsNamedByWhatItIsMadeOf() {
        List<BatchGenerator<String>> self = new ArrayList<>();
        self.add(BatchGenerator.<String>defer(() -> self.get(0)).shared());

        assertThat(failureOf(self.get(0))).hasMessageContaining("defer(Rule10CycleTest).shared() waits for itself");
    }

    @Test
    void aCycleThroughALayeredBatcher() {
        Batcher<Ask, String> names = Batcher.layered("names", asks -> BatchGenerator.all(asks, ask -> node.get("a")));
        yields.put("a", new Ask(names, "b"));

        assertThat(failureOf(node.get("a")))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessage("node(a) waits for itself: node(a) -> a batch of 1 operation of names -> node(a)");
    }

    @Test
    void aCycleCanBeRecoveredFromInTheRing() {
        yields.put("a", node.get("b").map(value -> "a over " + value));
        yields.put("b", node.get("a").recover(GeneratorCycleException.class, cycle -> users.get("instead")));

        assertThat(executor.executeAll(List.of(node.get("a"), node.get("b"))))
                .containsExactly("a over INSTEAD", "INSTEAD");
    }

    @Test
    void theYoungestWaitOfTheRingFailsAndNotTheLastInTheProgram() {
        yields.put(
                "a", users.get("x").flatMap(x -> node.get("b")).recover(cycle -> BatchGenerator.value("caught by a")));
        yields.put("b", node.get("a").recover(cycle -> BatchGenerator.value("caught by b")));

        assertThat(executor.executeAll(List.of(node.get("a"), node.get("b"))))
                .containsExactly("caught by a", "caught by a");
        assertThat(users.batches()).containsExactly("[x]");
    }

    @Test
    void aBodyCanCatchTheCycleWhereItYields() {
        yields.put("a", BatchGenerator.of(batch -> {
            Throwable caught = catchThrowable(() -> batch.yield(node.get("a")));
            return caught.getClass().getSimpleName() + " " + batch.yield(users.get("next"));
        }));

        assertThat(executor.execute(node.get("a"))).isEqualTo("GeneratorCycleException NEXT");
    }

    @Test
    void whatHasNothingToDoWithTheCycleIsFinished() {
        yields.put("a", node.get("a"));
        BatchGenerator<String> unrelated = users.get("x").flatMap(name -> users.get("y"));

        assertThat(failureOf(BatchGenerator.all(List.of(node.get("a"), unrelated))))
                .isInstanceOf(GeneratorCycleException.class);
        assertThat(users.batches()).containsExactly("[x]", "[y]");
    }

    @Test
    void everyCycleIsBrokenUp() {
        for (String name : List.of("a", "b", "c")) {
            yields.put(name, node.get(name));
        }
        BatchGenerator<List<String>> all = BatchGenerator.all(
                List.of("a", "b", "c"), name -> node.get(name).recover(cycle -> BatchGenerator.value(name)));

        assertThat(executor.execute(all)).containsExactly("a", "b", "c");
    }

    @Test
    void twoThatShareAThirdAreNoCycle() {
        yields.put("shared", users.get("s"));
        yields.put("a", node.get("shared"));
        yields.put("b", node.get("shared"));

        assertThat(executor.executeAll(List.of(node.get("a"), node.get("b"), node.get("shared"))))
                .containsExactly("S", "S", "S");
        assertThat(users.batches()).containsExactly("[s]");
    }

    @Test
    void aCallOfExecuteThatWaitsForItsOwnCaller() {
        yields.put("a", BatchGenerator.defer(() -> BatchGenerator.value(executor.execute(node.get("a")))));

        assertThat(failureOf(node.get("a")))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessageContaining("execute, called again from inside, waits for what can only go on when");
    }
}
