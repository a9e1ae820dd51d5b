package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.WaitingBatch.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The moments of a hand-over, one after the other on one thread. */
class CallPermitsTest {

    private record Ask(String key) implements BatchableOperation<String> {

        private static final Batcher.Blocking<Ask, String> BATCHER =
                operations -> operations.stream().map(Ask::key).toList();

        @Override
        public Batcher<Ask, String> batcher() {
            return BATCHER;
        }
    }

    private final SharedCalls calls = SharedCalls.of(1);
    private final CallPermits permits = calls.permits();

    @AfterEach
    void noInterruptIsLeft() {
        Thread.interrupted();
    }

    private WaitingBatch waiting(String... keys) {
        SharedBatcher<Ask, String> batcher = new SharedBatcher<>(calls, Ask.BATCHER, null);
        WaitingBatch batch =
                new WaitingBatch(batcher, List.of(keys).stream().map(Ask::new).toList(), calls);
        permits.add(batch);
        return batch;
    }

    private static List<State> states(WaitingBatch... batches) {
        return List.of(batches).stream().map(batch -> batch.state).toList();
    }

    @Test
    void aPermitIsHandedToTheOldestAndStaysInUse() {
        assertThat(permits.tryAcquire()).isTrue();
        WaitingBatch first = waiting("a");
        WaitingBatch second = waiting("b");
        permits.release();

        assertThat(states(first, second)).containsExactly(State.LEADING, State.WAITING);
        assertThat(permits.inUse()).isEqualTo(1);
        assertThat(permits.tryAcquire()).as("a newcomer overtakes").isFalse();
    }

    @Test
    void aLeaderThatIsInterruptedBeforeItWakesPassesThePermitOn() {
        permits.tryAcquire();
        WaitingBatch first = waiting("a");
        WaitingBatch second = waiting("b");
        permits.release();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> permits.await(first)).isInstanceOf(BatchInterruptedException.class);
        assertThat(states(first, second)).containsExactly(State.OUT, State.LEADING);
    }

    @Test
    void aLeaderWhoseDeadlinePassesBeforeItWakesPassesThePermitOn() {
        permits.tryAcquire();
        Deadline.bind(new Deadline(Duration.ofMillis(1), System.nanoTime()));
        WaitingBatch first = waiting("a");
        Deadline.restore(null);
        WaitingBatch second = waiting("b");
        permits.release();

        assertThatThrownBy(() -> permits.await(first)).isInstanceOf(BatchTimeoutException.class);
        assertThat(states(first, second)).containsExactly(State.OUT, State.LEADING);
    }

    @Test
    void thePermitOfTheLastLeaderThatLeavesIsFree() {
        permits.tryAcquire();
        WaitingBatch only = waiting("a");
        permits.release();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> permits.await(only)).isInstanceOf(BatchInterruptedException.class);
        assertThat(permits.inUse()).isZero();
    }

    @Test
    void anAnswerThatIsThereIsTakenInSpiteOfAnInterrupt() {
        permits.tryAcquire();
        WaitingBatch leader = waiting("a");
        WaitingBatch follower = waiting("b");
        permits.release();
        permits.takeAlong(leader, leader, 10);
        permits.answer(leader);
        Thread.currentThread().interrupt();

        permits.await(follower);

        assertThat(follower.state).isEqualTo(State.ANSWERED);
    }

    @Test
    void oneThatHasLeftAMergedCallIsNotSentAgain() {
        permits.tryAcquire();
        WaitingBatch leader = waiting("a");
        WaitingBatch leaves = waiting("b");
        WaitingBatch stays = waiting("c");
        permits.release();
        permits.takeAlong(leader, leader, 10);
        permits.leave(leaves);
        WaitingBatch later = waiting("d");
        permits.sendAgainAlone(leader);

        assertThat(states(leader, leaves, stays, later))
                .containsExactly(State.WAITING, State.OUT, State.WAITING, State.WAITING);
        permits.release();
        permits.release();
        assertThat(states(leader, stays, later)).as("the older ones first").endsWith(State.WAITING);
        assertThat(leader.state).isEqualTo(stays.state).isEqualTo(State.LEADING);
    }

    @Test
    void anErrorBetweenGettingAPermitAndUsingItPassesThePermitOn() {
        permits.tryAcquire();
        WaitingBatch first = waiting("a");
        WaitingBatch second = waiting("b");
        permits.release();

        assertThat(permits.leave(first)).isTrue();
        assertThat(second.state).isEqualTo(State.LEADING);
        assertThat(permits.leave(first)).as("again").isFalse();
    }

    @Test
    void thePartOfAnotherThreadHasItsDeadline() throws Exception {
        Deadline own = Deadline.of(Duration.ofHours(2));
        permits.tryAcquire();
        WaitingBatch other = CompletableFuture.supplyAsync(
                        () -> {
                            Deadline.bind(own);
                            return waiting("a");
                        },
                        task -> new Thread(task).start())
                .get();
        Deadline ofLeader = Deadline.of(Duration.ofHours(1));
        Deadline.bind(ofLeader);
        try {
            assertThat(new MergedPart<>(other, new OperationSet(1)).<@Nullable Deadline>inContext(Deadline::ofBatch))
                    .isSameAs(own);
            assertThat(Deadline.ofBatch()).isSameAs(ofLeader);
        } finally {
            Deadline.restore(null);
        }
    }

    /** Batchers of one hash code that differ, or cannot be compared. */
    private record Alike(boolean isBroken) implements Batcher.Blocking<Ask, String> {

        @Override
        public List<String> runBatch(List<Ask> operations) {
            return List.of();
        }

        @Override
        public boolean equals(Object other) {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void batchersThatAreNotEqualAreKeptApart(boolean isBroken) {
        WaitingBatch one =
                new WaitingBatch(new SharedBatcher<>(calls, new Alike(isBroken), null), List.of(new Ask("a")), calls);
        WaitingBatch other =
                new WaitingBatch(new SharedBatcher<>(calls, new Alike(false), null), List.of(new Ask("a")), calls);

        assertThat(one.hash).isEqualTo(other.hash);
        assertThat(one.mayTake(other)).isFalse();
    }
}
