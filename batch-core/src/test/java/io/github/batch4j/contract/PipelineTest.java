package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of pipelines: value, defer, map, flatMap and zip; and the arguments that all of them refuse. */
class PipelineTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    private String run(BatchGenerator<String> generator) {
        return executor.execute(generator);
    }

    @Test
    void mapGoesOnWithAFunctionAndThenWithAGenerator() {
        assertThat(run(value("a").map(name -> name + "!"))).isEqualTo("a!");
        assertThat(run(value("a").flatMap(users::get))).isEqualTo("A");
        assertThat(run(users.get("a").flatMap(users::get).map(String::toLowerCase)))
                .isEqualTo("a");
        assertThat(users.batches()).containsExactly("[a]", "[a]", "[A]");
    }

    @Test
    void zipCombinesTwoOrThreeInOrder() {
        BatchGenerator<String> late = users.get("a").flatMap(name -> users.get("late"));

        assertThat(run(BatchGenerator.zip(late, users.get("b"), String::concat)))
                .isEqualTo("LATEB");
        assertThat(run(BatchGenerator.zip(users.get("c"), late, value("d"), (a, b, c) -> a + b + c)))
                .isEqualTo("CLATEd");
        assertThat(users.batches()).containsExactly("[a, b]", "[late]", "[c, a]", "[late]");
    }

    @Test
    void deferMakesItsGeneratorAnewForEachRun() {
        List<String> made = new ArrayList<>();
        BatchGenerator<Integer> deferred = BatchGenerator.defer(() -> {
            made.add("made");
            return value(made.size());
        });

        assertThat(made).isEmpty();
        assertThat(executor.executeAll(List.of(deferred, deferred))).containsExactly(1, 2);
    }

    @Test
    void functionsRunInTheOrderWritten() {
        List<String> order = new ArrayList<>();
        List<BatchGenerator<Boolean>> all = Stream.of("a", "b", "c")
                .map(key -> value(key)
                        .map(order::add)
                        .flatMap(added -> users.get(key).map(order::add)))
                .toList();

        executor.executeAll(all);

        assertThat(order).containsExactly("a", "b", "c", "A", "B", "C");
    }

    @Test
    void aPipelinePrintsAsItIsWritten() {
        assertThat(users.get("a").map(name -> name).flatMap(users::get))
                .hasToString("Ask.map(PipelineTest).flatMap(PipelineTest)");
        assertThat(BatchGenerator.zip(value("a"), value(1), (a, b) -> a)).hasToString("zip(2 generators)");
        assertThat(value("a").shared()).hasToString("value(String).shared()");
    }

    static Stream<ThrowingCallable> missingArguments() {
        BatchGenerator<String> some = value("a");
        BatchExecutor executor = BatchExecutor.create();
        return Stream.of(
                () -> BatchGenerator.failure(null),
                () -> BatchGenerator.defer(null),
                () -> BatchGenerator.of(null),
                () -> BatchGenerator.all((List<BatchGenerator<String>>) null),
                () -> BatchGenerator.all((Map<String, BatchGenerator<String>>) null),
                () -> BatchGenerator.all(Arrays.asList(some, null)),
                () -> BatchGenerator.all(Collections.singletonMap("a", null)),
                () -> BatchGenerator.all(List.of(1), null),
                () -> BatchGenerator.all(List.of(1), number -> null),
                () -> BatchGenerator.zip(some, null, (a, b) -> a),
                () -> BatchGenerator.zip(some, some, null),
                () -> BatchGenerator.zip(null, some, some, (a, b, c) -> a),
                () -> some.map(null),
                () -> some.flatMap(null),
                () -> some.recover(null),
                () -> some.recover(null, failure -> some),
                () -> some.doFinally(null),
                () -> executor.execute(null),
                () -> executor.executeAll(null),
                () -> executor.execute(BatchGenerator.of(batch -> batch.yield(null))),
                () -> BatchExecutor.builder().listener(null));
    }

    @ParameterizedTest
    @MethodSource("missingArguments")
    void aMissingArgumentIsRefusedAtOnceWithWhatWasExpected(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expects")
                .hasMessageContaining("got null");
    }
}
