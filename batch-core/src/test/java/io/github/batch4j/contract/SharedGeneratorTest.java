package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import io.github.batch4j.SharedGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shared generator runs once and gives everyone the same result or failure. */
class SharedGeneratorTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RuntimeException boom = new IllegalStateException("boom");

    private SharedGenerator<Object> sharedOf(String key) {
        return users.get(key).<Object>map(name -> new Object()).shared();
    }

    @Test
    void thoseWhoWaitTogetherGetTheSameResult() {
        SharedGenerator<Object> shared = sharedOf("a");
        BatchGenerator<Object> body = BatchGenerator.of(batch -> batch.yield(shared));

        List<Object> results = executor.executeAll(List.of(shared, body, shared.map(result -> result)));

        assertThat(results).containsOnly(results.get(0));
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void whoComesLaterGetsItAtOnceAlsoInAnotherExecution() {
        SharedGenerator<Object> shared = sharedOf("a");

        Object first = executor.execute(shared);

        assertThat(executor.execute(shared)).isSameAs(first);
        assertThat(BatchExecutor.create().execute(shared)).isSameAs(first);
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void itIsNotRunBeforeItIsYielded() {
        sharedOf("a");

        assertThat(users.batches()).isEmpty();
    }

    @Test
    void sharingItAgainChangesNothing() {
        SharedGenerator<Object> shared = sharedOf("a");

        assertThat(shared.shared()).isSameAs(shared);
    }

    @Test
    void itsFailureIsKeptAndGivenToEveryone() {
        users.failing("bad", boom);
        SharedGenerator<Object> shared = sharedOf("bad");
        BatchGenerator<Object> recovered = shared.recover(failure -> BatchGenerator.value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(recovered, recovered))).containsExactly("boom", "boom");
        assertThat(catchThrowable(() -> executor.execute(shared))).isSameAs(boom);
        assertThat(users.batches()).containsExactly("[bad]");
    }

    @Test
    void aKeptFailureDoesNotGatherTheFailuresOfOthersForEver() {
        users.failing("bad", boom);
        SharedGenerator<Object> shared = sharedOf("bad");

        for (int i = 0; i < 2_000; i++) {
            BatchGenerator<Object> other = BatchGenerator.failure(new IllegalArgumentException("other " + i));
            assertThatThrownBy(() -> executor.executeAll(List.of(shared, other)));
        }

        assertThat(boom.getSuppressed()).hasSizeLessThan(1_000);
    }

    @Test
    void whileOneExecutionRunsItAnotherIsTurnedAway() throws Exception {
        ManualStore slow = new ManualStore("slow");
        SharedGenerator<String> shared = slow.get("a").shared();
        TestThread<String> first = TestThread.start("first", () -> executor.execute(shared));
        slow.asked.await();

        assertThat(catchThrowable(() -> BatchExecutor.create().execute(shared)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a.shared() is being run by another execution");

        slow.answer(0);
        assertThat(first.result()).isEqualTo("A");
        assertThat(BatchExecutor.create().execute(shared)).isEqualTo("A");
    }

    @Test
    void anExecutionThatEndsBeforeItLeavesItAsIfItHadNotRun() {
        SharedGenerator<Object> shared = sharedOf("a");
        SentLog sent = new SentLog();
        BatchListener ending = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                throw boom;
            }
        };
        assertThat(catchThrowable(() -> executor.execute(shared, ending))).isSameAs(boom);

        executor.execute(shared, sent);

        assertThat(sent.lines()).containsExactly("1 users[a]");
    }
}
