package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 3: a generator that returns nothing yields null, and null is a value like any other. */
class Rule03NullTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users").with("nobody", null);

    private String run(BatchGenerator<String> generator) {
        return executor.execute(generator);
    }

    @Test
    void aBodyThatReturnsNothingYieldsNull() {
        BatchGenerator<Void> nothing = BatchGenerator.of(batch -> {
            batch.yield(users.get("a"));
            return null;
        });
        BatchGenerator<Boolean> outer = BatchGenerator.of(batch -> batch.yield(nothing) == null);

        assertThat(executor.execute(nothing)).isNull();
        assertThat(executor.execute(outer)).isTrue();
    }

    @Test
    void aStoreMayAnswerNull() {
        assertThat(executor.execute(users.get("nobody"))).isNull();
        assertThat(executor.executeAll(List.of(users.get("nobody"), users.get("a"), users.get("nobody"))))
                .containsExactly(null, "A", null);
    }

    @Test
    void everyFunctionCanBeGivenNullAndCanReturnIt() {
        BatchGenerator<String> none = BatchGenerator.value(null);

        assertThat(run(none)).isNull();
        assertThat(run(none.map(String::valueOf))).isEqualTo("null");
        assertThat(run(users.get("a").map(name -> null))).isNull();
        assertThat(run(none.flatMap(name -> BatchGenerator.value("got " + name))))
                .isEqualTo("got null");
        assertThat(run(BatchGenerator.zip(none, users.get("nobody"), (a, b) -> null)))
                .isNull();
        assertThat(run(BatchGenerator.zip(none, none, none, (a, b, c) -> a + b + c)))
                .isEqualTo("nullnullnull");
    }

    @Test
    void aSharedNullIsAResultAndNotRunAgain() {
        BatchGenerator<String> shared = users.get("nobody").shared();

        assertThat(executor.execute(BatchGenerator.all(List.of(shared, shared))))
                .isEqualTo(Arrays.asList(null, null));
        assertThat(executor.execute(shared)).isNull();
        assertThat(users.batches()).containsExactly("[nobody]");
    }
}
