package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 12: chains of a million parts finish on an ordinary stack. */
class Rule12LongChainsTest {

    private static final int MILLION = 1_000_000;

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    private static BatchGenerator<Integer> countDown(int from) {
        return value(from).flatMap(number -> number == 0 ? value(0) : countDown(number - 1));
    }

    @Test
    void aMillionThensThatFollowEachOther() {
        BatchGenerator<Integer> chain = value(0);
        for (int i = 0; i < MILLION; i++) {
            chain = chain.flatMap(number -> value(number + 1));
        }

        assertThat(executor.execute(chain)).isEqualTo(MILLION);
    }

    @Test
    void aMillionThensThatStandInEachOther() {
        assertThat(executor.execute(countDown(MILLION))).isZero();
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aMillionThensThatStandInEachOtherHoldNothingOfThoseThatAreDone() {
        BatchGenerator<Long> chain = value(0).flatMap(any -> {
            long before = usedMemory();
            return countDown(MILLION).map(end -> usedMemory() - before);
        });

        assertThat(executor.execute(chain)).isLessThan(10_000_000);
    }

    @Test
    void aMillionMapsAlsoWhenTheyArePrinted() {
        BatchGenerator<Integer> chain = value(0);
        for (int i = 0; i < MILLION; i++) {
            chain = chain.map(number -> number + 1);
        }

        assertThat(executor.execute(chain)).isEqualTo(MILLION);
        assertThat(chain.toString()).hasSizeLessThan(500).contains(".map(Rule12LongChainsTest)");
    }

    @Test
    void aMillionOperationsInOneList() {
        List<Integer> keys = IntStream.range(0, MILLION).boxed().toList();

        List<String> names = executor.execute(BatchGenerator.all(keys, key -> users.get("k" + key)));

        assertThat(names).hasSize(MILLION).startsWith("K0", "K1").endsWith("K999999");
        assertThat(users.batches()).hasSize(1);
    }

    @Test
    void oneOperationAMillionTimesInOneList() {
        List<String> names = executor.executeAll(Collections.nCopies(MILLION, users.get("a")));

        assertThat(names).hasSize(MILLION).containsOnly("A");
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void aHundredThousandStepsOneAfterTheOther() {
        BatchGenerator<String> chain = users.get("a");
        for (int i = 0; i < 100_000; i++) {
            chain = chain.flatMap(name -> users.get("a"));
        }

        assertThat(executor.execute(chain)).isEqualTo("A");
        assertThat(users.batches()).hasSize(100_001);
    }

    @Test
    void aFailureComesThroughAMillionStages() {
        RuntimeException boom = new IllegalStateException("boom");
        BatchGenerator<Integer> chain = BatchGenerator.failure(boom);
        for (int i = 0; i < MILLION; i++) {
            chain = chain.map(number -> number + 1);
        }
        BatchGenerator<Integer> failing = chain;

        assertThat(catchThrowable(() -> executor.execute(failing))).isSameAs(boom);
    }

    @Test
    void aMillionFailuresAreRecoveredFromOneByOne() {
        BatchGenerator<Integer> chain = value(0);
        for (int i = 0; i < MILLION / 10; i++) {
            chain = chain.<Integer>flatMap(number -> BatchGenerator.failure(new StacklessException(number)))
                    .recoverWith(StacklessException.class, failure -> value(failure.number + 1));
        }

        assertThat(executor.execute(chain)).isEqualTo(MILLION / 10);
    }

    private static final class StacklessException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int number;

        StacklessException(int number) {
            super(null, null, false, false);
            this.number = number;
        }
    }
}
