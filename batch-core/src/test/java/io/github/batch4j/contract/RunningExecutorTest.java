package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The executor that runs on the current thread, as code finds it that does not know its caller. */
class RunningExecutorTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchExecutor inner = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    /** A service that knows no executor, and joins the one that runs. */
    private String find(String key) {
        BatchExecutor running = BatchExecutor.current();
        return (running == null ? BatchExecutor.create() : running).execute(users.get(key));
    }

    @Test
    void outsideThereIsNone() {
        assertThat(BatchExecutor.current()).isNull();
    }

    @Test
    void functionFindsItsExecutorAndNothingIsLeftAfterwards() {
        BatchExecutor found = executor.execute(users.get("a").map(a -> BatchExecutor.current()));

        assertThat(found).isSameAs(executor);
        assertThat(BatchExecutor.current()).isNull();
    }

    /** A body of the outer executor is in the inner one, while a function calls the outer one in a third. */
    @Test
    void innerExecutorOfABodyIsFoundThoughOthersCallTheOuterOneMeanwhile() {
        BatchExecutor third = BatchExecutor.create();
        List<BatchExecutor> found = new ArrayList<>();
        BatchGenerator<String> inInner = BatchGenerator.value("x").map(x -> {
            found.add(BatchExecutor.current());
            executor.execute(users.get("a").flatMap(a -> users.get("b")));
            found.add(BatchExecutor.current());
            return x;
        });
        BatchGenerator<String> body = BatchGenerator.of(batch -> inner.execute(inInner));
        BatchGenerator<String> beside = users.get("c")
                .map(c -> third.execute(BatchGenerator.value("y")
                        .map(y -> executor.execute(users.get("d").flatMap(d -> users.get("e"))))));

        executor.execute(BatchGenerator.all(List.of(body, beside)));

        assertThat(found).containsExactly(inner, inner);
        assertThat(BatchExecutor.current()).isNull();
    }

    /** On continuations, waiting bodies have entered executors on the thread on which others leave theirs. */
    @Test
    void bodyOfTheInnerExecutorFindsItThoughOthersHaveLeftTheirs() {
        BatchExecutor third = BatchExecutor.create();
        List<BatchExecutor> found = new ArrayList<>();
        BatchGenerator<String> innerBody = BatchGenerator.of(batch -> {
            found.add(BatchExecutor.current());
            String k = batch.yield(users.get("k"));
            found.add(BatchExecutor.current());
            return k;
        });
        BatchGenerator<String> calling = BatchGenerator.value("x")
                .map(x -> executor.execute(users.get("a").flatMap(a -> users.get("b"))));
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            executor.execute(users.get("before"));
            inner.execute(BatchGenerator.all(List.of(innerBody, calling)));
            return "";
        });
        BatchGenerator<String> beside = BatchGenerator.value("y")
                .map(y -> third.execute(BatchGenerator.value("z")
                        .map(z -> executor.execute(users.get("c").flatMap(c -> users.get("d"))))));

        executor.execute(BatchGenerator.all(List.of(body, beside)));

        assertThat(found).containsExactly(inner, inner);
    }

    @Test
    void nothingIsLeftAfterAFailure() {
        RuntimeException boom = new IllegalStateException("boom");
        BatchGenerator<String> failing = BatchGenerator.of(batch -> {
            throw boom;
        });

        assertThat(catchThrowable(() -> executor.execute(failing))).isSameAs(boom);
        assertThat(BatchExecutor.current()).isNull();
    }

    @Test
    void batcherFindsTheExecutorThatSendsToIt() {
        List<BatchExecutor> found = new ArrayList<>();
        BatchLoader<String, String> loader = BatchLoader.of("found", keys -> {
            found.add(BatchExecutor.current());
            return Map.of();
        });
        executor.execute(loader.get("a"));

        assertThat(found).containsExactly(executor);
    }

    @Test
    void bodyFindsItBeforeAndAfterItHasWaited() {
        List<List<BatchExecutor>> found = executor.all(List.of("a", "b", "c"), key -> {
            List<BatchExecutor> ofBody = new ArrayList<>();
            ofBody.add(BatchExecutor.current());
            executor.execute(users.get(key));
            ofBody.add(BatchExecutor.current());
            return ofBody;
        });

        assertThat(found).hasSize(3).allSatisfy(ofBody -> assertThat(ofBody).containsExactly(executor, executor));
    }

    @Test
    void callsInBodiesThatFindItAreBatched() {
        assertThat(executor.all(List.of("a", "b", "c"), this::find)).containsExactly("A", "B", "C");

        assertThat(users.batches()).containsExactly("[a, b, c]");
    }

    @Test
    void callsInFunctionsThatFindItAreBatched() {
        executor.execute(
                BatchGenerator.zip(BatchGenerator.value("a").map(this::find), users.get("b"), (a, b) -> a + b));

        assertThat(users.batches()).containsExactly("[a, b]");
    }

    @Test
    void executionInsideIsTheInnermostAndThenTheOuterAgain() {
        BatchGenerator<List<BatchExecutor>> nested = users.get("a").map(a -> {
            List<BatchExecutor> found = new ArrayList<>();
            found.add(inner.execute(users.get("b").map(b -> BatchExecutor.current())));
            found.add(BatchExecutor.current());
            return found;
        });

        assertThat(executor.execute(nested)).containsExactly(inner, executor);
    }

    @Test
    void bodyOfAnExecutionInsideFindsTheInnermost() {
        BatchGenerator<List<BatchExecutor>> nested = BatchGenerator.of(batch -> {
            List<BatchExecutor> found = new ArrayList<>();
            found.add(inner.execute(BatchGenerator.of(body -> BatchExecutor.current())));
            found.add(BatchExecutor.current());
            return found;
        });

        assertThat(executor.execute(nested)).containsExactly(inner, executor);
    }

    @Test
    void functionOfTheOuterThatRunsInsideOfTheInnerFindsTheOuter() {
        List<BatchExecutor> found = new ArrayList<>();
        BatchGenerator<String> third = BatchGenerator.value("c").map(c -> {
            found.add(BatchExecutor.current());
            inner.execute(BatchGenerator.value("d").map(d -> found.add(BatchExecutor.current())));
            found.add(BatchExecutor.current());
            return c;
        });
        BatchGenerator<String> second = BatchGenerator.value("b").map(b -> {
            executor.execute(third);
            found.add(BatchExecutor.current());
            return b;
        });
        executor.execute(BatchGenerator.value("a").map(a -> inner.execute(second)));

        assertThat(found).containsExactly(executor, inner, executor, inner);
        assertThat(BatchExecutor.current()).isNull();
    }

    @Test
    void executorThatBeginsInAFunctionOfTheOuterInsideOfTheInnerIsTheInnermost() {
        BatchExecutor last = BatchExecutor.create();
        List<BatchExecutor> found = new ArrayList<>();
        BatchGenerator<String> third = BatchGenerator.value("c").map(c -> {
            last.execute(BatchGenerator.value("d").map(d -> found.add(BatchExecutor.current())));
            return c;
        });
        executor.execute(BatchGenerator.value("a")
                .map(a -> inner.execute(BatchGenerator.value("b").map(b -> executor.execute(third)))));

        assertThat(found).containsExactly(last);
    }

    @Test
    void callThatFindsTheOuterInsideOfTheInnerIsBatchedWithWhatTheOuterWaitsFor() {
        BatchGenerator<String> found = users.get("b").map(b -> b + find("c"));
        BatchGenerator<String> asked = BatchGenerator.value("a")
                .map(a -> inner.execute(BatchGenerator.value(a).map(it -> executor.execute(found))));

        BatchGenerator<String> beside = users.get("d").flatMap(d -> users.get("e"));
        String all = executor.execute(BatchGenerator.zip(asked, beside, (a, e) -> a + e));

        assertThat(all).isEqualTo("BCE");
        assertThat(users.batches()).containsExactly("[b, d]", "[c, e]");
    }

    /**
     * Each body waits while it is inside of an executor of its own, so that the bodies on one thread are in theirs at
     * the same time. The first to enter is the first to leave, or the last.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void bodiesThatWaitInsideOfTheirOwnFindTheirOwn(int order) {
        List<Boolean> right = executor.all(IntStream.range(0, 6).boxed().toList(), number -> {
            BatchExecutor own = BatchExecutor.create();
            List<BatchExecutor> found = own.execute(BatchGenerator.value(number).map(it -> {
                List<BatchExecutor> ofFunction = new ArrayList<>();
                ofFunction.add(BatchExecutor.current());
                for (int i = 0; i < (number * order) % 6; i++) {
                    executor.execute(users.get(number + "," + i));
                    ofFunction.add(BatchExecutor.current());
                }
                return ofFunction;
            }));
            boolean before = found.stream().allMatch(each -> each == own) && BatchExecutor.current() == executor;
            executor.execute(users.get("end" + number));
            return before && BatchExecutor.current() == executor;
        });

        assertThat(right).hasSize(6).containsOnly(true);
        assertThat(BatchExecutor.current()).isNull();
    }

    @Test
    void threadThatABodyStartsFindsNone() {
        List<BatchExecutor> found = executor.execute(BatchGenerator.of(batch -> {
            List<BatchExecutor> ofThread = new ArrayList<>();
            TestThread.start("started", () -> ofThread.add(BatchExecutor.current()))
                    .result();
            return ofThread;
        }));

        assertThat(found).hasSize(1).containsOnlyNulls();
    }
}
