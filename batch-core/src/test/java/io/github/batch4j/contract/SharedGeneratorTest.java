package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.Batcher;
import io.github.batch4j.GeneratorCycleException;
import io.github.batch4j.SentBatch;
import io.github.batch4j.SharedGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shared generator runs once and gives every waiter the same result or failure. */
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
    void itsFailureIsGivenToEveryoneInTheExecution() {
        users.failing("bad", boom);
        SharedGenerator<Object> shared = sharedOf("bad");
        BatchGenerator<Object> recovered = shared.recover(failure -> BatchGenerator.value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(recovered, recovered.flatMap(any -> recovered), recovered)))
                .containsExactly("boom", "boom", "boom");
        assertThat(users.batches()).containsExactly("[bad]");
    }

    @Test
    void afterAFailureALaterExecutionRunsItAnew() {
        List<BatchGenerator<String>> tries =
                new ArrayList<>(List.of(BatchGenerator.failure(boom), users.get("a"), users.get("b")));
        SharedGenerator<String> shared =
                BatchGenerator.<String>defer(() -> tries.remove(0)).shared();

        assertThat(catchThrowable(() -> executor.execute(shared))).isSameAs(boom);
        assertThat(executor.execute(shared)).isEqualTo("A");
        assertThat(executor.execute(shared)).isEqualTo("A");
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void aFailureGathersNothingOfLaterExecutions() {
        SharedGenerator<Object> shared = BatchGenerator.defer(() -> {
                    throw new IllegalStateException("anew");
                })
                .shared();

        for (int i = 0; i < 10; i++) {
            BatchGenerator<Object> other = BatchGenerator.failure(new IllegalArgumentException("other " + i));
            Throwable thrown = catchThrowable(() -> executor.executeAll(List.of(shared, other)));

            assertThat(thrown).hasMessage("anew");
            assertThat(thrown.getSuppressed()).hasSize(2);
        }
    }

    @Test
    void aFailureThatIsThrownAgainAndAgainDoesNotGrowForEver() {
        users.failing("bad", boom);
        SharedGenerator<Object> shared = sharedOf("bad");

        for (int i = 0; i < 2_000; i++) {
            BatchGenerator<Object> other = BatchGenerator.failure(new IllegalArgumentException("other " + i));
            assertThatThrownBy(() -> executor.executeAll(List.of(shared, other)));
        }

        assertThat(boom.getSuppressed()).hasSizeLessThan(1_000);
    }

    @Test
    void anExecutionThatComesWhileAnotherRunsItRunsItForItself() throws Exception {
        ManualStore slow = new ManualStore("slow");
        SharedGenerator<Object> shared =
                slow.get("a").<Object>map(answer -> new Object()).shared();
        TestThread<Object> first = TestThread.start("first", () -> executor.execute(shared));
        slow.asked.await();
        SentLog sent = new SentLog();
        Ask store = new Ask(
                Batcher.blocking("store", asked -> {
                    slow.answer(1);
                    return List.of("answered");
                }),
                "b");

        List<Object> second = BatchExecutor.create()
                .execute(BatchGenerator.all(List.of(shared, store.flatMap(any -> shared), shared)), sent);
        slow.answer(0);

        assertThat(second).containsOnly(second.get(0));
        assertThat(sent.lines()).containsExactly("1 slow[a]", "1 store[b]");
        assertThat(first.result()).isNotSameAs(second.get(0));
        assertThat(BatchExecutor.create().execute(shared)).isSameAs(first.result());
    }

    @Test
    void aSecondRunThatWaitsForItselfIsACycleLikeAnyOther() throws Exception {
        ManualStore slow = new ManualStore("slow");
        List<SharedGenerator<String>> self = new ArrayList<>();
        List<BatchGenerator<String>> runs = new ArrayList<>();
        self.add(BatchGenerator.<String>defer(() -> runs.remove(0)).shared());
        runs.add(slow.get("a"));
        runs.add(self.get(0));
        TestThread<String> first = TestThread.start("first", () -> executor.execute(self.get(0)));
        slow.asked.await();

        assertThat(catchThrowable(() -> BatchExecutor.create().execute(self.get(0))))
                .isInstanceOf(GeneratorCycleException.class);
        slow.answer(0);
        assertThat(first.result()).isEqualTo("A");
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
