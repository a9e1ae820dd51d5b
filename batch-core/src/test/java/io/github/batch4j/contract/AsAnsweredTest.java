package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.SendPolicy;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link SendPolicy#asAnswered}: no barrier where stores are asynchronous. */
class AsAnsweredTest {

    private final BatchExecutor executor =
            BatchExecutor.builder().sendPolicy(SendPolicy.asAnswered()).build();
    private final SentLog sent = new SentLog();
    private final ManualStore slow = new ManualStore("slow");
    private final ManualStore quick = new ManualStore("quick");

    /** Answers the slow store once another batch has been sent so many times. */
    private BatchListener answeringSlowAfter(String batch) {
        return new BatchListener() {
            @Override
            public void onSent(SentBatch sentBatch) {
                if (SentLog.show(sentBatch).equals(batch)) {
                    slow.answer(0);
                }
            }
        };
    }

    @Test
    void aChainGoesOnWhileASlowerStoreIsStillToAnswer() {
        RecordingStore other = RecordingStore.async("other");
        BatchGenerator<String> chain = other.get("a").flatMap(other::get).flatMap(key -> other.get(key + "!"));

        assertThat(executor.execute(
                        BatchGenerator.all(List.of(slow.get("s"), chain)), sent, answeringSlowAfter("other[A!]")))
                .containsExactly("S", "A!");
        assertThat(sent.lines()).containsExactly("1 slow[s]", "1 other[a]", "2 other[A]", "3 other[A!]");
    }

    @Test
    void answersAreDeliveredInTheOrderOfTheirArrival() {
        List<String> seen = new ArrayList<>();
        RecordingStore blocking = RecordingStore.blocking("blocking");

        executor.execute(
                BatchGenerator.all(List.of(
                        slow.get("a").map(seen::add), quick.get("b").flatMap(key -> {
                            seen.add(key);
                            slow.answer(0);
                            return blocking.get("c").map(seen::add);
                        }))),
                new BatchListener() {
                    @Override
                    public void onSent(SentBatch batch) {
                        if (batch.batcher().name().equals("quick")) {
                            quick.answer(0);
                        }
                    }
                });

        assertThat(seen).containsExactly("B", "A", "C");
    }

    @Test
    void blockingBatchesRunWhileOthersAreInFlightAndTakeAlongWhatTheirAnswersLeadTo() {
        RecordingStore users = RecordingStore.blocking("users");
        RecordingStore orders = RecordingStore.blocking("orders");

        executor.execute(
                BatchGenerator.all(
                        List.of(slow.get("s"), users.get("a"), orders.get("b").flatMap(users::get))),
                sent,
                answeringSlowAfter("users[a, B]"));

        assertThat(sent.lines()).containsExactly("1 slow[s]", "1 orders[b]", "1 users[a, B]");
    }

    @Test
    void allThatHaveArrivedAreDeliveredBeforeAnythingIsSent() {
        RecordingStore next = RecordingStore.blocking("next");

        executor.execute(
                BatchGenerator.all(
                        List.of(slow.get("a").flatMap(next::get), quick.get("b").flatMap(next::get))),
                sent,
                new BatchListener() {
                    @Override
                    public void onSent(SentBatch batch) {
                        if (batch.batcher().name().equals("quick")) {
                            quick.answer(0);
                            slow.answer(0);
                        }
                    }
                });

        assertThat(sent.lines()).containsExactly("1 slow[a]", "1 quick[b]", "2 next[A, B]");
    }

    @Test
    void theSameHoldsForBodies() {
        RecordingStore other = RecordingStore.async("other");
        BatchGenerator<String> chain =
                BatchGenerator.of(batch -> batch.yield(other.get(batch.yield(other.get("a")) + "!")));

        assertThat(executor.execute(
                        BatchGenerator.all(List.of(slow.get("s"), chain)), sent, answeringSlowAfter("other[A!]")))
                .containsExactly("S", "A!");
        assertThat(sent.lines()).containsExactly("1 slow[s]", "1 other[a]", "2 other[A!]");
    }

    @Test
    void whatNeverAnswersEndsAtTheTimeLimit() {
        RecordingStore other = RecordingStore.async("other");

        assertThatThrownBy(() -> executor.execute(
                        BatchGenerator.all(List.of(slow.get("s"), other.get("a").flatMap(other::get))),
                        Duration.ofMillis(50),
                        sent))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessageEndingWith("while waiting for a batch of 1 operation of slow");
        assertThat(sent.lines()).containsExactly("1 slow[s]", "1 other[a]", "2 other[A]");
    }
}
