package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The moment at which the action of doFinally runs, and the handling of its exceptions. */
class DoFinallyTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RuntimeException boom = new IllegalStateException("boom");
    private final RuntimeException inAction = new IllegalArgumentException("in action");
    private final List<String> events = new ArrayList<>();

    private void act() {
        events.add("action");
    }

    private void actAndThrow() {
        act();
        throw inAction;
    }

    @Test
    void itRunsAfterAResultAndBeforeWhatFollows() {
        BatchGenerator<String> generator =
                users.get("a").map(this::seen).doFinally(this::act).map(this::seen);

        assertThat(executor.execute(generator)).isEqualTo("A");
        assertThat(events).containsExactly("A", "action", "A");
    }

    private String seen(String name) {
        events.add(name);
        return name;
    }

    @Test
    void itRunsAfterAFailure() {
        BatchGenerator<String> generator = BatchGenerator.<String>failure(boom).doFinally(this::act);

        assertThat(catchThrowable(() -> executor.execute(generator))).isSameAs(boom);
        assertThat(events).containsExactly("action");
    }

    @Test
    void itRunsOnceForEachTimeTheGeneratorIsStarted() {
        BatchGenerator<String> generator = users.get("a").doFinally(this::act);

        executor.executeAll(List.of(generator, generator, generator));

        assertThat(events).hasSize(3);
    }

    @Test
    void itDoesNotRunIfTheGeneratorNeverStarts() {
        BatchGenerator<String> never = value("a")
                .<String>map(name -> {
                    throw boom;
                })
                .flatMap(name -> users.get(name).doFinally(this::act));

        assertThat(catchThrowable(() -> executor.execute(never))).isSameAs(boom);
        assertThat(events).isEmpty();
    }

    @Test
    void whatItThrowsAfterAResultIsTheFailure() {
        assertThat(catchThrowable(() -> executor.execute(users.get("a").doFinally(this::actAndThrow))))
                .isSameAs(inAction);
        assertThat(events).containsExactly("action");
    }

    @Test
    void whatItThrowsAfterAFailureIsTheNewFailureAndTheOldOneIsAttached() {
        assertThat(catchThrowable(
                        () -> executor.execute(BatchGenerator.failure(boom).doFinally(this::actAndThrow))))
                .isSameAs(inAction)
                .hasSuppressedException(boom);
        assertThat(events).containsExactly("action");
    }

    @Test
    void itMayThrowTheSameFailureAgain() {
        BatchGenerator<String> generator = BatchGenerator.<String>failure(boom).doFinally(() -> {
            throw boom;
        });

        assertThat(catchThrowable(() -> executor.execute(generator))).isSameAs(boom);
    }
}
