package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every onSend of a listener is followed by one onAnswer, also when the execution ends before the answer. */
class BatchListenerEndTest {

    private final List<String> heard = new ArrayList<>();
    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final ManualStore slow = new ManualStore("slow");
    private final RuntimeException boom = new IllegalStateException("boom");

    /** An operation whose batcher interrupts its caller and never answers. */
    private final Ask interrupting = new Ask(
            Batcher.async("interrupting", operations -> {
                Thread.currentThread().interrupt();
                return new CompletableFuture<>();
            }),
            "i");

    @AfterEach
    void uninterrupted() {
        Thread.interrupted();
    }

    /** A listener with a name, which records its notifications. */
    private class Named implements BatchListener {

        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public void onSend(SentBatch batch) {
            heard.add(name + " sent " + SentLog.show(batch));
        }

        @Override
        public void onAnswer(SentBatch batch, Duration took, Throwable failure) {
            assertThat(took).isGreaterThanOrEqualTo(Duration.ZERO);
            heard.add(name + " ended " + SentLog.show(batch)
                    + (failure == null ? "" : " " + failure.getClass().getSimpleName()));
        }
    }

    private BatchListener throwingOnSend() {
        return new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                throw boom;
            }
        };
    }

    private BatchListener throwingOnAnswer() {
        return new BatchListener() {
            @Override
            public void onAnswer(SentBatch batch, Duration took, Throwable failure) {
                throw boom;
            }
        };
    }

    @Test
    void anInterruptedBatchIsARoundTripThatWasCancelled() {
        BatchTrace trace = new BatchTrace();

        assertThatThrownBy(() -> executor.execute(interrupting, trace)).isInstanceOf(BatchInterruptedException.class);

        assertThat(trace.roundTrips()).isEqualTo(1);
        assertThat(trace.batches()).hasToString("[[i]]");
        assertThat(trace.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.failure())
                        .isInstanceOf(CancellationException.class)
                        .hasMessage("the execution ended before this batch had answered"));
    }

    @Test
    void ofTheBatchesUnderWayThoseThatHaveAnsweredAreToldSo() {
        BatchGenerator<List<String>> asked =
                BatchGenerator.all(List.of(slow.get("a"), users.get("b").map(name -> name)));
        Ask answering = new Ask(
                Batcher.blocking("answering", operations -> {
                    slow.answer(0);
                    Thread.currentThread().interrupt();
                    return List.of("C");
                }),
                "c");
        ManualStore hanging = new ManualStore("hanging");

        assertThatThrownBy(() -> executor.execute(
                        BatchGenerator.zip(asked, hanging.get("h"), answering, (a, b, c) -> a), new Named("one")))
                .isInstanceOf(BatchInterruptedException.class);

        assertThat(heard)
                .containsExactly(
                        "one sent slow[a]",
                        "one sent hanging[h]",
                        "one sent users[b]",
                        "one ended users[b]",
                        "one sent answering[c]",
                        "one ended slow[a]",
                        "one ended answering[c]",
                        "one ended hanging[h] CancellationException");
    }

    @Test
    void aLayeredBatchThatIsUnderWayIsToldToo() {
        Batcher<Ask, String> layered =
                Batcher.layered("layered", operations -> BatchGenerator.all(operations, operation -> interrupting));

        assertThatThrownBy(() -> executor.execute(new Ask(layered, "a"), new Named("one")))
                .isInstanceOf(BatchInterruptedException.class);

        assertThat(heard)
                .containsExactly(
                        "one sent layered[a]",
                        "one sent interrupting[i]",
                        "one ended interrupting[i] CancellationException",
                        "one ended layered[a] CancellationException");
    }

    @Test
    void oneThatThrowsWhenItHearsThatKeepsNothingFromBeingEnded() {
        BatchGenerator<List<String>> asked = BatchGenerator.all(List.of(slow.get("a"), interrupting));

        Throwable thrown = catchThrowable(() ->
                executor.execute(asked.doFinally(() -> heard.add("closed")), throwingOnAnswer(), new Named("two")));

        assertThat(thrown).isInstanceOf(BatchInterruptedException.class).hasSuppressedException(boom);
        assertThat(slow.stage(0)).isCancelled();
        assertThat(heard)
                .containsExactly(
                        "two sent slow[a]",
                        "two sent interrupting[i]",
                        "two ended slow[a] CancellationException",
                        "two ended interrupting[i] CancellationException",
                        "closed");
    }

    @Test
    void ofSeveralOfWhichOneThrowsOnSendThoseBeforeItHearThatNothingWillBeAnswered() {
        assertThat(catchThrowable(() -> executor.execute(
                        users.get("a"), new Named("one"), new Named("two"), throwingOnSend(), new Named("four"))))
                .isSameAs(boom);

        assertThat(heard)
                .containsExactly(
                        "one sent users[a]",
                        "two sent users[a]",
                        "two ended users[a] CancellationException",
                        "one ended users[a] CancellationException");
        assertThat(users.batches()).isEmpty();
    }

    @Test
    void whenOneThrowsOnAnswerTheOthersAreToldTheAnswerAndNothingElseIsSent() {
        RecordingStore orders = RecordingStore.blocking("orders");

        assertThat(catchThrowable(() -> executor.execute(
                        BatchGenerator.all(List.of(users.get("a"), orders.get("b"))),
                        throwingOnAnswer(),
                        new Named("two"))))
                .isSameAs(boom);

        assertThat(heard).containsExactly("two sent users[a]", "two ended users[a]");
        assertThat(orders.batches()).isEmpty();
    }
}
