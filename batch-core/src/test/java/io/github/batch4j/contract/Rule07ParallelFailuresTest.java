package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 7 in parallel: everything is finished, the first failure in list order is thrown, the others are attached. */
class Rule07ParallelFailuresTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RuntimeException one = new IllegalStateException("one");
    private final RuntimeException two = new IllegalArgumentException("two");
    private final RuntimeException three = new UnsupportedOperationException("three");
    private final RecordingStore users = RecordingStore.blocking("users")
            .failing("one", one)
            .failing("two", two)
            .failing("three", three);

    /** Returns the failures attached to one, without the traces of generators. */
    private static List<Throwable> attached(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(suppressed -> suppressed.getStackTrace().length > 0)
                .toList();
    }

    @Test
    void theFirstInTheOrderOfTheListIsThrownEvenIfItFailsLast() {
        BatchGenerator<String> late = users.get("a").flatMap(name -> users.get("one"));

        Throwable thrown = catchThrowable(() ->
                executor.executeAll(List.of(users.get("b"), late, users.get("three"), BatchGenerator.failure(two))));

        assertThat(thrown).isSameAs(one);
        assertThat(attached(one)).containsExactly(three, two);
        assertThat(users.batches()).containsExactly("[b, a, three]", "[one]");
    }

    @Test
    void whatRunsBesideAFailureIsFinishedBeforeItIsThrown() {
        BatchGenerator<String> threeSteps =
                users.get("a").flatMap(name -> users.get("b")).flatMap(name -> users.get("c"));
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            Throwable caught = catchThrowable(() -> batch.yieldAll(List.of(users.get("one"), threeSteps)));
            return caught.getMessage() + " after " + users.batches();
        });

        String seen = executor.execute(body);

        assertThat(seen).isEqualTo("one after [[one, a], [b], [c]]");
    }

    @Test
    void aFailureThatComesAfterTheFirstInListOrderIsNotSwallowed() {
        BatchGenerator<String> late = users.get("a").flatMap(name -> users.get("two"));

        assertThat(catchThrowable(() -> executor.executeAll(List.of(users.get("one"), late))))
                .isSameAs(one);
        assertThat(attached(one)).containsExactly(two);
    }

    @Test
    void mapsZipsAndBodiesGoByTheSameOrder() {
        Map<String, BatchGenerator<String>> map = new LinkedHashMap<>();
        map.put("z", users.get("one"));
        map.put("a", users.get("two"));

        assertThat(catchThrowable(() -> executor.execute(BatchGenerator.all(map))))
                .isSameAs(one);
        assertThat(attached(one)).containsExactly(two);
        assertThat(catchThrowable(() ->
                        executor.execute(BatchGenerator.zip(users.get("two"), users.get("three"), String::concat))))
                .isSameAs(two);
        assertThat(attached(two)).containsExactly(three);
    }

    @Test
    void inANestEachListThrowsItsOwnFirst() {
        BatchGenerator<List<String>> inner = BatchGenerator.all(List.of(users.get("two"), users.get("three")));

        assertThat(catchThrowable(
                        () -> executor.execute(BatchGenerator.zip(inner, users.get("one"), (names, name) -> name))))
                .isSameAs(two);
        assertThat(attached(two)).containsExactly(three, one);
    }

    @Test
    void aFailureOfSeveralIsAttachedOnceAndNeverToItself() {
        BatchGenerator<String> failing = BatchGenerator.failure(two);

        assertThat(catchThrowable(() -> executor.executeAll(List.of(failing, failing, users.get("two")))))
                .isSameAs(two);
        assertThat(attached(two)).isEmpty();
        assertThat(catchThrowable(() -> executor.executeAll(List.of(users.get("one"), failing, failing))))
                .isSameAs(one);
        assertThat(attached(one)).containsExactly(two);
    }

    @Test
    void aFailureThatIsCaughtInsideIsNobodyElsesConcern() {
        BatchGenerator<String> recovered = users.get("one").recover(failure -> users.get("instead"));

        assertThat(executor.executeAll(List.of(recovered, users.get("a")))).containsExactly("INSTEAD", "A");
        assertThat(users.batches()).containsExactly("[one, a]", "[instead]");
    }
}
