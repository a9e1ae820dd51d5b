package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 7: wherever something fails, the failure is thrown at the yield that waits for it, and can be caught there. */
@TestInstance(Lifecycle.PER_CLASS)
class Rule07FailureTest {

    private final RuntimeException boom = new IllegalStateException("boom");

    private final BatchExecutor executor = BatchExecutor.create();

    /** A generator that fails somewhere. */
    record Failing(String where, BatchGenerator<String> generator) {

        @Override
        public String toString() {
            return where;
        }
    }

    Stream<Failing> failing() {
        BatchGenerator<String> value = BatchGenerator.value("a");
        Batcher<Ask, String> blocking = Batcher.blocking("blocking", operations -> {
            throw boom;
        });
        Batcher<Ask, String> layered = Batcher.layered("layered", operations -> {
            throw boom;
        });
        Batcher<Ask, String> yielding = Batcher.layered(
                "yielding", operations -> BatchGenerator.all(operations, ask -> new Ask(blocking, ask.key())));
        return Stream.of(
                new Failing("failure", BatchGenerator.failure(boom)),
                new Failing("map", value.map(a -> fail())),
                new Failing("flatMap", value.flatMap(a -> failToMake())),
                new Failing("what flatMap has made", value.flatMap(a -> new Ask(blocking, a))),
                new Failing("zip", BatchGenerator.zip(value, value, (a, b) -> fail())),
                new Failing("zip of three", BatchGenerator.zip(value, value, value, (a, b, c) -> fail())),
                new Failing("defer", BatchGenerator.defer(this::failToMake)),
                new Failing("a body", BatchGenerator.of(batch -> fail())),
                new Failing("what a body yields", BatchGenerator.of(batch -> batch.yield(new Ask(blocking, "a")))),
                new Failing("runBatch", new Ask(blocking, "a")),
                new Failing("genBatch", new Ask(layered, "a")),
                new Failing("what genBatch yields", new Ask(yielding, "a")));
    }

    private String fail() {
        throw boom;
    }

    private BatchGenerator<String> failToMake() {
        throw boom;
    }

    @ParameterizedTest
    @MethodSource("failing")
    void theFailureComesOutOfExecuteAsItIs(Failing failing) {
        assertThat(catchThrowable(() -> executor.execute(failing.generator))).isSameAs(boom);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void theFailureIsThrownAtTheYieldOfABodyThatGoesOn(Failing failing) {
        BatchGenerator<Throwable> body = BatchGenerator.of(batch -> {
            Throwable caught = catchThrowable(() -> batch.yield(failing.generator));
            assertThat(batch.yield(BatchGenerator.value("next"))).isEqualTo("next");
            return caught;
        });

        assertThat(executor.execute(body)).isSameAs(boom);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void theFailureCanBeRecoveredFrom(Failing failing) {
        BatchGenerator<String> recovered =
                failing.generator.recover(failure -> BatchGenerator.value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(recovered, recovered))).containsExactly("boom", "boom");
    }

    @ParameterizedTest
    @MethodSource("failing")
    void theFailureLeavesTheExecutorAsItWas(Failing failing) {
        assertThatThrownBy(() -> executor.execute(failing.generator));

        assertThat(executor.execute(RecordingStore.blocking("users").get("a"))).isEqualTo("A");
    }

    @Test
    void anErrorIsAFailureLikeAnyOther() {
        Error error = new AssertionError("boom");
        BatchGenerator<String> failing = BatchGenerator.value("a").map(a -> {
            throw error;
        });

        assertThat(catchThrowable(() -> executor.execute(failing))).isSameAs(error);
        assertThat(catchThrowable(() -> executor.execute(BatchGenerator.of(batch -> batch.yield(failing)))))
                .isSameAs(error);
    }

    @Test
    void aFunctionThatMakesNoGeneratorIsToldWhatToDo() {
        BatchGenerator<String> then = BatchGenerator.value("a").flatMap(a -> null);
        BatchGenerator<String> recover = BatchGenerator.<String>failure(boom).recover(failure -> null);

        assertThat(catchThrowable(() -> executor.execute(then)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the function given to flatMap in Rule07FailureTest returned null, expected a generator; "
                        + "a generator of nothing is BatchGenerator.value(null)");
        assertThat(catchThrowable(() -> executor.execute(recover))).hasMessageContaining("given to recover");
        assertThat(catchThrowable(() -> executor.execute(BatchGenerator.defer(() -> null))))
                .hasMessageContaining("given to defer");
    }

    @Test
    void anOperationWithoutABatcherIsNamed() {
        BatchableOperation<String> homeless = new Ask(null, "a");

        assertThat(catchThrowable(() -> executor.execute(homeless)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Ask.batcher() returned null, expected a batcher");
    }
}
