package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 14: an executor runs on one thread at a time, and refuses others with a clear message. */
class Rule14ConfinementTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final ManualStore slow = new ManualStore("slow");
    private final RecordingStore users = RecordingStore.blocking("users");

    private TestThread<String> runningOnAnotherThread() throws InterruptedException {
        TestThread<String> first = TestThread.start("first-thread", () -> executor.execute(slow.get("a")));
        slow.asked.await();
        return first;
    }

    @Test
    void aSecondThreadIsTurnedAwayWithTheNamesOfBothAndTheFirstGoesOn() throws Exception {
        TestThread<String> first = runningOnAnotherThread();

        assertThat(catchThrowable(() -> executor.execute(users.get("b"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("used by two threads at once: running on first-thread, called from "
                        + Thread.currentThread().getName());
        assertThat(users.batches()).isEmpty();

        slow.answer(0);
        assertThat(first.result()).isEqualTo("A");
    }

    @Test
    void whenTheFirstHasEndedTheSecondIsLetIn() throws Exception {
        TestThread<String> first = runningOnAnotherThread();
        assertThatThrownBy(() -> executor.execute(users.get("b")));
        slow.answer(0);
        first.result();

        assertThat(executor.execute(users.get("b"))).isEqualTo("B");
    }

    @Test
    void whenTheFirstHasFailedTheSecondIsLetIn() throws Exception {
        TestThread<String> first = runningOnAnotherThread();
        slow.stage(0).completeExceptionally(new IllegalStateException("boom"));
        assertThat(catchThrowable(first::result)).hasRootCauseMessage("boom");

        assertThat(executor.execute(users.get("b"))).isEqualTo("B");
    }

    @Test
    void aCallWithWrongArgumentsLeavesTheExecutorUsable() {
        assertThat(catchThrowable(() -> executor.execute(null))).isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> executor.execute(users.get("a"), (BatchListener) null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listener");

        assertThat(executor.execute(users.get("b"))).isEqualTo("B");
    }

    @Test
    void theBodyOfAnotherExecutorIsASecondThreadToo() {
        BatchExecutor other = BatchExecutor.create();
        BatchGenerator<String> body = BatchGenerator.of(batch -> executor.execute(users.get("b")));

        BatchGenerator<String> generator = BatchGenerator.value("a").map(name -> other.execute(body));

        assertThat(catchThrowable(() -> executor.execute(generator)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("running on " + Thread.currentThread().getName() + ", called from");
        assertThat(users.batches()).isEmpty();
    }

    @Test
    void anExecutorWhoseCallerIsSuspendedIsNotEnteredByAnotherBody() {
        BatchExecutor inner = BatchExecutor.create();
        List<String> ended = new ArrayList<>();
        List<BatchGenerator<String>> bodies = new ArrayList<>();
        for (String key : List.of("a", "b")) {
            BatchGenerator<String> waiting = BatchGenerator.value(key)
                    .map(name -> executor.execute(users.get(name)))
                    .doFinally(() -> ended.add(key));
            bodies.add(BatchGenerator.of(batch -> inner.execute(waiting)));
        }
        BatchGenerator<String> refused = bodies.get(1).recover(failure -> BatchGenerator.value(failure.getMessage()));

        List<String> results = executor.execute(BatchGenerator.all(List.of(bodies.get(0), refused)));

        assertThat(results.get(0)).isEqualTo("A");
        assertThat(results.get(1)).startsWith("BatchExecutor used by two ");
        assertThat(ended).containsExactly("a");
    }

    @Test
    void aThreadOfItsOwnThatABodyStartsIsASecondThreadToo() {
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            TestThread<String> second = TestThread.start("second", () -> executor.execute(users.get("b")));
            return catchThrowable(second::result).getCause().getMessage();
        });

        assertThat(executor.execute(body)).contains("called from second");
    }
}
