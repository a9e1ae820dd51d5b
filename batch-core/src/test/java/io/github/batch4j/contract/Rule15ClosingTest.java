package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Rule 15: when an execution ends before its generators do, they are closed, the innermost first. */
class Rule15ClosingTest {

    private final RuntimeException boom = new IllegalStateException("boom");

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final List<String> events = new ArrayList<>();

    /** A listener that ends the execution when the first batch is to be sent. */
    private final BatchListener ending = new BatchListener() {
        @Override
        public void onSend(SentBatch batch) {
            throw boom;
        }
    };

    private BatchGenerator<String> body(String name) {
        return BatchGenerator.of(batch -> {
            try {
                return batch.yield(users.get(name));
            } catch (CancellationException closed) {
                events.add(name + " is closed");
                throw closed;
            } finally {
                events.add(name + " ends");
            }
        });
    }

    private Throwable end(BatchGenerator<?> generator) {
        return catchThrowable(() -> executor.execute(generator, ending));
    }

    @Test
    void theFinallyBlocksOfBodiesRun() {
        assertThat(end(BatchGenerator.all(List.of(body("a"), body("b"))))).isSameAs(boom);
        assertThat(events).containsExactly("b is closed", "b ends", "a is closed", "a ends");
        assertThat(users.batches()).isEmpty();
        assertThat(boom.getSuppressed()).isEmpty();
    }

    @Test
    void theActionsOfDoFinallyRun() {
        BatchGenerator<String> inner = users.get("a").doFinally(() -> events.add("inner"));

        assertThat(end(inner.map(name -> name + "!").doFinally(() -> events.add("outer"))))
                .isSameAs(boom);
        assertThat(events).containsExactly("inner", "outer");
    }

    @Test
    void bodiesAndActionsAreClosedInwardsOut() {
        BatchGenerator<String> outer = BatchGenerator.of(batch -> {
            try {
                return batch.yield(body("inner").doFinally(() -> events.add("action")));
            } finally {
                events.add("outer ends");
            }
        });

        end(outer);

        assertThat(events).containsExactly("inner is closed", "inner ends", "action", "outer ends");
    }

    @Test
    void whatAListenerThrowsAfterTheAnswerClosesThemToo() {
        BatchListener late = new BatchListener() {
            @Override
            public void onAnswer(SentBatch batch, Duration took, Throwable failure) {
                throw boom;
            }
        };

        assertThat(catchThrowable(() -> executor.execute(body("a"), late))).isSameAs(boom);
        assertThat(events).containsExactly("a is closed", "a ends");
    }

    @Test
    void whatFailsWhileClosingIsAttachedAndTheRestIsClosedAllTheSame() {
        RuntimeException inBody = new IllegalStateException("in body");
        RuntimeException inAction = new IllegalStateException("in action");
        RuntimeException reason = new IllegalStateException("reason");
        BatchGenerator<String> failing = BatchGenerator.of(batch -> {
            try {
                return batch.yield(users.get("a"));
            } catch (CancellationException closed) {
                events.add("failing");
                throw inBody;
            }
        });
        BatchGenerator<String> action = users.get("b").doFinally(() -> {
            throw inAction;
        });
        BatchListener listener = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                throw reason;
            }
        };

        Throwable thrown = catchThrowable(
                () -> executor.execute(BatchGenerator.all(List.of(body("c"), failing, action)), listener));

        assertThat(thrown).isSameAs(reason).hasSuppressedException(inBody).hasSuppressedException(inAction);
        assertThat(events).containsExactly("failing", "c is closed", "c ends");
    }

    @Test
    void aClosedExecutionLeavesTheExecutorUsable() {
        end(body("a"));

        assertThat(executor.execute(body("b"))).isEqualTo("B");
        assertThat(users.batches()).containsExactly("[b]");
    }
}
