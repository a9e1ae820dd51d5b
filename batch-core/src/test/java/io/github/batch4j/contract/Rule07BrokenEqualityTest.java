package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 7 for operations whose equals() or hashCode() throws: only that operation fails. */
class Rule07BrokenEqualityTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final List<String> batches = new ArrayList<>();
    private final Batcher<Keyed, String> batcher = Batcher.blocking("store", operations -> {
        batches.add(operations.toString());
        return operations.stream().map(Keyed::key).toList();
    });

    private class Keyed implements BatchableOperation<String> {

        private final String key;

        Keyed(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        @Override
        public Batcher<?, String> batcher() {
            return batcher;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Keyed keyed && keyed.key.equals(key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }

        @Override
        public String toString() {
            return key;
        }
    }

    private class Unhashable extends Keyed {

        Unhashable() {
            super("unhashable");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode is broken");
        }
    }

    private class Incomparable extends Keyed {

        Incomparable() {
            super("incomparable");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals is broken");
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** Thirty operations, twenty of them distinct, with another one at the given index. */
    private List<String> execute(int place, Keyed other) {
        List<BatchGenerator<String>> asked = new ArrayList<>();
        IntStream.range(0, 30).forEach(i -> asked.add(new Keyed("k" + i % 20)));
        asked.add(place, other.recover(IllegalStateException.class, failure -> value(failure.getMessage())));
        return executor.executeAll(asked);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 12, 30})
    void anOperationThatCannotBeHashedSpoilsNothingForTheOthers(int place) {
        List<String> answers = new ArrayList<>(execute(place, new Unhashable()));

        assertThat(answers.remove(place)).isIn("unhashable", "hashCode is broken");
        assertThat(answers)
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> "k" + i % 20).toList());
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).replace("unhashable, ", "").split(", ")).hasSizeBetween(20, 21);
    }

    @Test
    void ofTwoThatCannotBeComparedNeitherHarmsAThird() {
        BatchGenerator<String> recovering = new Incomparable().recover(failure -> value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(recovering, recovering)))
                .containsAnyOf("incomparable", "equals is broken")
                .doesNotContainNull();
        assertThat(execute(0, new Keyed("fine"))).hasSize(31).doesNotContainNull();
    }
}
