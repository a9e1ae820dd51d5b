package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 7 for suppressed failures: the failure thrown has all others attached, and none leads back to itself. */
class Rule07AttachedFailuresTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RuntimeException one = new IllegalStateException("one");
    private final RuntimeException two = new IllegalArgumentException("two");
    private final RuntimeException three = new UnsupportedOperationException("three");
    private final RecordingStore x = RecordingStore.blocking("x").failing("a", one);
    private final RecordingStore y = RecordingStore.blocking("y").failing("b", two);
    private final RecordingStore z = RecordingStore.blocking("z").failing("c", three);

    /** Returns the failures attached to one, without the traces of generators. */
    private static List<Throwable> attached(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(suppressed -> suppressed.getStackTrace().length > 0)
                .toList();
    }

    private static BatchGenerator<List<String>> both(BatchGenerator<String> first, BatchGenerator<String> second) {
        return BatchGenerator.all(List.of(first, second));
    }

    @Test
    void twoListsThatFailWithTheSameInOppositeOrder() {
        BatchGenerator<List<List<String>>> lists =
                BatchGenerator.all(List.of(both(x.get("a"), y.get("b")), both(y.get("b"), x.get("a"))));

        assertThat(catchThrowable(() -> executor.execute(lists))).isSameAs(one);
        assertThat(attached(one)).containsExactly(two);
        assertThat(attached(two)).isEmpty();
        assertThat(two.getSuppressed())
                .anySatisfy(standIn -> assertThat(standIn)
                        .hasToString("io.github.batch4j.Throwables$CircularReference: "
                                + "java.lang.IllegalStateException: one, of which this failure is a part"));
        assertThat(x.batches()).containsExactly("[a]");
        assertThat(y.batches()).containsExactly("[b]");
    }

    @Test
    void aRingOfThreeListsIsNotClosed() {
        BatchGenerator<List<List<String>>> lists = BatchGenerator.all(
                List.of(both(x.get("a"), y.get("b")), both(y.get("b"), z.get("c")), both(z.get("c"), x.get("a"))));

        assertThat(catchThrowable(() -> executor.execute(lists))).isSameAs(one);
        assertThat(attached(one)).containsExactly(two, three);
        assertThat(attached(two)).containsExactly(three);
        assertThat(attached(three)).isEmpty();
    }

    @Test
    void aFailureThatIsToBeAttachedToItsOwnCauseIsToldByName() {
        RuntimeException wrapping = new IllegalStateException("wrapping", one);

        assertThat(catchThrowable(() -> executor.executeAll(List.of(x.get("a"), BatchGenerator.failure(wrapping)))))
                .isSameAs(one);
        assertThat(attached(one)).isEmpty();
        assertThat(one.getSuppressed())
                .anySatisfy(standIn -> assertThat(standIn)
                        .hasMessageContaining("IllegalStateException: wrapping, of which this failure is a part"));
        assertThat(catchThrowable(() -> executor.executeAll(List.of(BatchGenerator.failure(wrapping), x.get("a")))))
                .isSameAs(wrapping);
        assertThat(attached(wrapping)).containsExactly(one);
    }

    @Test
    void aNestOfManyFailuresIsAChainOfThem() {
        List<RuntimeException> failures = new ArrayList<>();
        BatchGenerator<?> nest = BatchGenerator.failure(one);
        for (int i = 0; i < 100_000; i++) {
            failures.add(new IllegalStateException("failure " + i));
            nest = BatchGenerator.all(List.of(BatchGenerator.failure(failures.get(i)), nest));
        }
        BatchGenerator<?> all = nest;

        assertThat(catchThrowable(() -> executor.execute(all))).isSameAs(failures.get(99_999));
        assertThat(attached(failures.get(1))).containsExactly(failures.get(0));
        assertThat(attached(failures.get(0))).containsExactly(one);
    }
}
