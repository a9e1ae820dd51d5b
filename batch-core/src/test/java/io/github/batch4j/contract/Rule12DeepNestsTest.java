package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.GeneratorCycleException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 12: recursions and nests a hundred thousand deep finish on an ordinary stack. */
class Rule12DeepNestsTest {

    private static final int DEEP = 100_000;

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    private BatchGenerator<Integer> depthOf(int levels) {
        return value(levels)
                .flatMap(left -> left == 0
                        ? users.get("bottom").map(String::length)
                        : depthOf(left - 1).map(depth -> depth + 1));
    }

    @Test
    void aRecursion() {
        assertThat(executor.execute(depthOf(DEEP))).isEqualTo(DEEP + 6);
    }

    private BatchGenerator<Integer> bodies(int levels) {
        return BatchGenerator.of(
                batch -> levels == 0 ? batch.yield(users.get("bottom")).length() : batch.yield(bodies(levels - 1)) + 1);
    }

    @Test
    void aRecursionOfBodies() {
        assumeThat(CoroutineKind.current()).isNotEqualTo(CoroutineKind.PLATFORM_THREAD); // where each holds a thread

        assertThat(executor.execute(bodies(DEEP))).isEqualTo(DEEP + 6);
    }

    @Test
    void listsInLists() {
        BatchGenerator<?> nest = users.get("bottom");
        for (int i = 0; i < DEEP; i++) {
            nest = BatchGenerator.all(List.of(nest));
        }

        Object result = executor.execute(nest);

        for (int i = 0; i < DEEP; i++) {
            result = ((List<?>) result).get(0);
        }
        assertThat(result).isEqualTo("BOTTOM");
        assertThat(nest.toString()).isEqualTo("all(1 generator)");
    }

    @Test
    void aStructuredNest() {
        Object nest = users.get("bottom");
        for (int i = 0; i < DEEP; i++) {
            nest = i % 2 == 0 ? List.of(nest, users.get("k" + i % 10)) : Map.of("in", nest);
        }

        Object result = executor.execute(BatchGenerator.structured(nest));

        for (int i = DEEP; i-- > 0; ) {
            result = i % 2 == 0 ? ((List<?>) result).get(0) : ((Map<?, ?>) result).get("in");
        }
        assertThat(result).isEqualTo("BOTTOM");
        assertThat(users.batches()).hasSize(1);
    }

    @Test
    void cachedGeneratorsThatWaitForEachOther() {
        class Sum {
            private final CachedGenerator<Integer, Integer> to = CachedGenerator.of(
                    "to", n -> n == 0 ? value(0) : previous(n).map(sum -> sum + 1));

            private BatchGenerator<Integer> previous(int n) {
                return to.get(n - 1);
            }
        }

        assertThat(executor.execute(new Sum().to.get(DEEP))).isEqualTo(DEEP);
    }

    @Test
    void aCycleOfManyGenerators() {
        class Ring {
            private final CachedGenerator<Integer, Integer> node = CachedGenerator.of("node", this::next);

            private BatchGenerator<Integer> next(int n) {
                return node.get((n + 1) % DEEP);
            }
        }

        assertThat(catchThrowable(() -> executor.execute(new Ring().node.get(0))))
                .isInstanceOf(GeneratorCycleException.class)
                .hasMessageStartingWith("node(0) waits for itself: node(0) -> node(1) -> ")
                .hasMessageEndingWith(" -> node(0)")
                .message()
                .hasSizeLessThan(10_000);
    }

    @Test
    void layersOverLayers() {
        RecordingStore top = users;
        for (int i = 0; i < 2_000; i++) {
            top = RecordingStore.over(top, "layer" + i);
        }

        assertThat(executor.execute(top.get("a"))).isEqualTo("A");
        assertThat(users.batches()).containsExactly("[a]");
    }
}
