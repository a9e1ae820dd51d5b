package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.Batcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rule 16: an execution with a deadline returns in time or not at all, even if nothing has checked the clock meanwhile.
 */
class Rule16LateResultTest {

    /** A limit that has passed when it is first checked. */
    private static final Duration AT_ONCE = Duration.ofNanos(1);

    /** A limit that has not passed when the first batch is sent. */
    private static final Duration SOON = Duration.ofMillis(150);

    private static final Duration LONG = Duration.ofMinutes(10);

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final SentLog sent = new SentLog();
    private final List<String> events = new ArrayList<>();

    /** A store that blocks until an earlier limit of {@link #SOON} has passed. */
    private final Batcher<Ask, String> slow = Batcher.blocking("slow", operations -> {
        spin(SOON);
        return operations.stream().map(Ask::key).toList();
    });

    private static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end <= 0) {
            Thread.onSpinWait();
        }
    }

    private static String late(Duration limit) {
        String time = limit.equals(AT_ONCE) ? "1 ns" : "150 ms";
        return "timed out after " + time + ", before its result was there";
    }

    @Test
    void theLastBatchHasTakenTooLong() {
        assertThat(catchThrowable(() -> executor.execute(new Ask(slow, "a"), SOON, sent)))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage(late(SOON));
        assertThat(sent.lines()).containsExactly("1 slow[a]");
    }

    @Test
    void soItIsWithTheLimitOfTheExecutor() {
        BatchExecutor limited = BatchExecutor.builder().timeout(SOON).build();

        assertThat(catchThrowable(() -> limited.execute(new Ask(slow, "a")))).hasMessage(late(SOON));
        assertThat(limited.<String>execute(users.get("a"))).isEqualTo("A");
    }

    @Test
    void aFunctionHasTakenTooLong() {
        BatchGenerator<String> generator = BatchGenerator.value("a").map(name -> {
            spin(AT_ONCE);
            return name;
        });

        assertThat(catchThrowable(() -> executor.execute(generator, AT_ONCE)))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage(late(AT_ONCE))
                .hasNoSuppressedExceptions();
    }

    @Test
    void whatElseItHasFailedWithIsAttached() {
        IOException boom = new IOException("boom");

        assertThat(catchThrowable(() -> executor.execute(BatchGenerator.failure(boom), AT_ONCE)))
                .isInstanceOf(BatchTimeoutException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(boom));
    }

    @Test
    void aCallInAFunctionEndsTheWholeThoughItsResultIsThere() {
        BatchGenerator<String> joining = BatchGenerator.value("a").map(name -> {
            try {
                return executor.execute(BatchGenerator.value(name), AT_ONCE);
            } catch (BatchTimeoutException late) {
                events.add("told");
                return "caught";
            }
        });

        assertThat(catchThrowable(() -> executor.execute(joining, LONG)))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage(late(AT_ONCE));
        assertThat(events).containsExactly("told");
    }

    @Test
    void aCallInABodyEndsTheWholeWhenItsLastBatchHasTakenTooLong() {
        BatchGenerator<String> joining = BatchGenerator.of(batch -> {
            try {
                return executor.execute(new Ask(slow, "a"), SOON);
            } catch (BatchTimeoutException late) {
                events.add(late.getMessage());
                return "caught";
            }
        });

        assertThat(catchThrowable(() -> executor.execute(joining, LONG, sent)))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage(late(SOON));
        assertThat(sent.lines()).containsExactly("1 slow[a]");
        assertThat(events).containsExactly(late(SOON));
    }

    @Test
    void aCallInABodyThatFailsTooLateHasThatAttachedOnce() {
        IllegalStateException boom = new IllegalStateException("boom");
        BatchGenerator<String> failing = new Ask(slow, "a").map(name -> {
            throw boom;
        });
        BatchGenerator<String> joining = BatchGenerator.of(batch -> executor.execute(failing, SOON));

        assertThat(catchThrowable(() -> executor.execute(joining)))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage(late(SOON))
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsOnlyOnce(boom));
    }

    @Test
    void aLimitThatHasNotPassedChangesNothing() {
        BatchGenerator<String> joining = BatchGenerator.of(batch -> executor.execute(users.get("a"), LONG));

        assertThat(executor.<String>execute(joining, LONG)).isEqualTo("A");
    }

    @Test
    void anInterruptEndsNothingThatHasComeToItsEnd() {
        BatchGenerator<String> interrupted = BatchGenerator.value("a").map(name -> {
            Thread.currentThread().interrupt();
            return name;
        });

        assertThat(executor.<String>execute(interrupted, LONG)).isEqualTo("a");
        assertThat(Thread.interrupted()).isTrue();
    }
}
