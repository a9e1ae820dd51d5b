package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchScope;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Rule 15: code that has ended or is being closed cannot yield. */
class Rule15AfterTheEndTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    /** A listener that ends the execution when the first batch is to be sent. */
    private static BatchListener endingWith(RuntimeException reason) {
        Iterator<RuntimeException> reasons = List.of(reason).iterator();
        return new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                if (reasons.hasNext()) {
                    throw reasons.next();
                }
            }
        };
    }

    private Throwable onlyFailureWhileClosing(BatchGenerator<?> generator) {
        RuntimeException reason = new IllegalStateException("reason");
        assertThat(catchThrowable(() -> executor.execute(generator, endingWith(reason))))
                .isSameAs(reason);
        assertThat(users.batches()).isEmpty();
        assertThat(reason.getSuppressed()).hasSize(1);
        return reason.getSuppressed()[0];
    }

    @Test
    void aFinallyBlockThatYieldsWhileItIsClosedGetsAClearError() {
        Throwable failure = onlyFailureWhileClosing(BatchGenerator.of(batch -> {
            try {
                return batch.yield(users.get("a"));
            } finally {
                batch.yield(users.get("unlock"));
            }
        }));

        assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing can be yielded any more in Rule15AfterTheEndTest")
                .hasMessageContaining("the execution has ended and this generator is being closed");
    }

    @Test
    void aFinallyBlockThatExecutesWhileItIsClosedGetsAClearError() {
        Throwable failure = onlyFailureWhileClosing(BatchGenerator.of(batch -> {
            try {
                return batch.yield(users.get("a"));
            } finally {
                executor.execute(users.get("unlock"));
            }
        }));

        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("is being closed");
    }

    @Test
    void anActionThatExecutesWhileItIsClosedGetsAClearErrorAndNothingIsSent() {
        List<String> moved = new ArrayList<>();
        BatchGenerator<String> waiting = users.get("a").map(name -> {
            moved.add(name);
            return name;
        });

        Throwable failure = onlyFailureWhileClosing(waiting.doFinally(() -> executor.execute(users.get("unlock"))));

        assertThat(failure).isInstanceOf(IllegalStateException.class);
        assertThat(moved).isEmpty();
    }

    @Test
    void aBodyThatTriesAgainForEverIsEndedByAnError() {
        Throwable failure = onlyFailureWhileClosing(BatchGenerator.of(batch -> {
            while (true) {
                try {
                    return batch.yield(users.get("a"));
                } catch (RuntimeException tryAgain) {
                    // Retries, as after a network failure.
                }
            }
        }));

        assertThat(failure).isExactlyInstanceOf(Error.class).hasMessageContaining("it has tried more than 100 times");
    }

    @Test
    void aBodyThatGoesOnRegardlessEndsWithoutAnAnswer() {
        List<String> seen = new ArrayList<>();
        BatchGenerator<String> stubborn = BatchGenerator.of(batch -> {
            seen.add(
                    catchThrowable(() -> batch.yield(users.get("a"))).getClass().getSimpleName());
            seen.add(
                    catchThrowable(() -> batch.yield(users.get("b"))).getClass().getSimpleName());
            return "regardless";
        });
        RuntimeException reason = new IllegalStateException("reason");

        assertThat(catchThrowable(() -> executor.execute(stubborn, endingWith(reason))))
                .isSameAs(reason)
                .hasNoSuppressedExceptions();
        assertThat(seen).containsExactly(CancellationException.class.getSimpleName(), "IllegalStateException");
    }

    @Test
    void aScopeIsOfNoUseWhenItsBodyHasEnded() {
        BatchScope kept = executor.execute(BatchGenerator.<BatchScope>of(batch -> batch));

        assertThat(catchThrowable(() -> kept.yield(users.get("a"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a scope belongs to its body");
        assertThat(catchThrowable(() -> kept.yieldAll(List.of()))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aScopeIsOfNoUseInAnotherBody() {
        BatchGenerator<String> outer =
                BatchGenerator.of(scope -> scope.yield(BatchGenerator.of(inner -> scope.yield(users.get("a")))));

        assertThat(catchThrowable(() -> executor.execute(outer)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("where its body does not run");
    }

    @Test
    void aScopeIsOfNoUseOnAnotherThread() {
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            TestThread<String> other = TestThread.start("other-thread", () -> batch.yield(users.get("a")));
            return Arrays.toString(
                    new Object[] {catchThrowable(other::result).getCause(), batch.yield(users.get("b"))});
        });

        assertThat(executor.execute(body))
                .contains("BatchScope of Rule15AfterTheEndTest used on other-thread")
                .endsWith(", B]");
        assertThat(users.batches()).containsExactly("[b]");
    }

    @Test
    void aScopeIsOfNoUseInAFunctionThatItsBodyYields() {
        BatchGenerator<String> body =
                BatchGenerator.of(batch -> batch.yield(users.get("a").map(name -> batch.yield(users.get("b")))));

        assertThat(catchThrowable(() -> executor.execute(body))).isInstanceOf(IllegalStateException.class);
        assertThat(users.batches()).containsExactly("[a]");
    }
}
