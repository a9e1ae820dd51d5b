package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 6 for reads and writes of one batcher: reads are merged with equal reads, writes with nothing. */
class Rule06WritesTest {

    private static final List<List<String>> SENT = new ArrayList<>();
    private static int compared;
    private static int hashed;

    /** An operation equal to every other one of its numbers, even a read to a write. */
    private static final class Step implements BatchableOperation<Integer> {

        private static final Batcher<Step, Integer> BATCHER = Batcher.blocking("steps", operations -> {
            SENT.add(operations.stream().map(Step::toString).toList());
            return IntStream.range(0, operations.size()).boxed().toList();
        });

        private final int x;
        private final int y;
        private final boolean write;

        private Step(int x, int y, boolean write) {
            this.x = x;
            this.y = y;
            this.write = write;
        }

        static Step read(int x) {
            return new Step(x, 0, false);
        }

        static Step write(int x) {
            return new Step(x, 0, true);
        }

        @Override
        public boolean mergeable() {
            return !write;
        }

        @Override
        public Batcher<Step, Integer> batcher() {
            return BATCHER;
        }

        @Override
        public boolean equals(Object other) {
            compared++;
            return other instanceof Step step && step.x == x && step.y == y;
        }

        /** The hash code of a record of two numbers. */
        @Override
        public int hashCode() {
            hashed++;
            return 31 * x + y;
        }

        @Override
        public String toString() {
            return (write ? "w" : "r") + x;
        }
    }

    @BeforeEach
    void reset() {
        SENT.clear();
        compared = 0;
        hashed = 0;
    }

    private static List<Integer> execute(List<Step> steps) {
        return BatchExecutor.create().execute(BatchGenerator.all(steps));
    }

    @Test
    void aReadIsNotMergedWithAnEqualWriteNorAWriteWithAnEqualRead() {
        List<Step> steps = List.of(Step.write(1), Step.read(1), Step.write(1), Step.read(1));

        assertThat(execute(steps)).containsExactly(0, 1, 2, 1);
        assertThat(SENT).containsExactly(List.of("w1", "r1", "w1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 20, 1_000})
    void thisHoldsHoweverManyThereAre(int count) {
        List<Step> steps = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < count; i++) {
                steps.add(Step.write(i));
                steps.add(Step.read(i));
            }
        }
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < count; i++) {
                expected.add("w" + i);
                if (round == 0) {
                    expected.add("r" + i);
                }
            }
        }

        List<Integer> answers = execute(steps);

        assertThat(SENT).containsExactly(expected);
        for (int i = 0; i < 2 * count; i++) {
            boolean read = i % 2 == 1;
            assertThat(answers.get(i)).isEqualTo(i);
            assertThat(answers.get(2 * count + i)).isEqualTo(read ? i : 2 * count + i / 2);
            assertThat(answers.get(4 * count + i)).isEqualTo(read ? i : 3 * count + i / 2);
        }
    }

    @Test
    void equalWritesAreNotLookedThroughForAnEqualOfARead() {
        List<Step> steps = new ArrayList<>(Collections.nCopies(10_000, Step.write(1)));
        steps.add(Step.read(1));
        steps.add(Step.read(2));
        steps.add(Step.read(1));

        assertThat(execute(steps)).endsWith(9_999, 10_000, 10_001, 10_000).hasSize(10_003);
        assertThat(SENT).singleElement().satisfies(sent -> assertThat(sent).hasSize(10_002));
        assertThat(hashed).isLessThan(10);
        assertThat(compared).isLessThan(10);
    }

    @Test
    void recordsOfTwoNumbersAreFoundWithFewComparisons() {
        List<Step> steps = new ArrayList<>();
        for (int x = 0; x < 350; x++) {
            for (int y = 0; y < 350; y++) {
                steps.add(new Step(x, y, false));
            }
        }

        assertThat(execute(steps))
                .isEqualTo(IntStream.range(0, steps.size()).boxed().toList());
        assertThat(compared).isLessThan(30 * steps.size());
    }
}
