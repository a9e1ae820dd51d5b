package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 4 in time: asynchronous batches are sent before blocking ones, and overlap with them and each other. */
class Rule04AsyncTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final SentLog sent = new SentLog();
    private final ManualStore slow = new ManualStore("slow");
    private final ManualStore slower = new ManualStore("slower");

    /** A blocking store that runs code of the test when it is called. */
    private static Ask blocking(Runnable meanwhile) {
        return new Ask(
                Batcher.blocking("blocking", operations -> {
                    meanwhile.run();
                    return List.of("done");
                }),
                "b");
    }

    @Test
    void anAsynchronousBatchIsUnderWayWhileABlockingOneRuns() {
        Ask blocking = blocking(() -> slow.answer(0));

        assertThat(executor.execute(BatchGenerator.all(List.of(blocking, slow.get("a"))), sent))
                .containsExactly("done", "A");
        assertThat(sent.lines()).containsExactly("1 slow[a]", "1 blocking[b]");
    }

    @Test
    void answersAreDeliveredInTheOrderOfTheBatchesAndNotOfTheirArrival() {
        Ask blocking = blocking(() -> {
            slower.answer(0);
            slow.answer(0);
        });
        List<String> seen = new ArrayList<>();

        executor.execute(
                BatchGenerator.all(List.of(
                        blocking.map(seen::add),
                        slow.get("a").map(seen::add),
                        slower.get("a2").map(seen::add))),
                sent);

        assertThat(seen).containsExactly("done", "A", "A2");
        assertThat(sent.lines()).containsExactly("1 slow[a]", "1 slower[a2]", "1 blocking[b]");
    }

    @Test
    void theNextStepWaitsUntilAllHaveAnswered() {
        RecordingStore users = RecordingStore.blocking("users");
        BatchGenerator<String> quick = users.get("a").flatMap(name -> users.get("b"));
        BatchGenerator<String> late = slow.get("c").flatMap(name -> users.get("d"));
        Ask blocking = blocking(() -> slow.answer(0));

        executor.execute(BatchGenerator.all(List.of(quick, late, blocking)), sent);

        assertThat(sent.lines()).containsExactly("1 slow[c]", "1 users[a]", "1 blocking[b]", "2 users[b, d]");
    }

    @Test
    void anAnswerMayComeFromAnyThread() throws Exception {
        TestThread<String> caller = TestThread.start("caller", () -> executor.execute(slow.get("a")));
        slow.asked.await();

        slow.answer(0);

        assertThat(caller.result()).isEqualTo("A");
    }

    @Test
    void whatFollowsRunsOnTheCallersThreadAndNotOnTheOneThatAnswers() throws Exception {
        TestThread<Thread> caller =
                TestThread.start("caller", () -> executor.execute(slow.get("a").map(name -> Thread.currentThread())));
        slow.asked.await();

        slow.answer(0);

        assertThat(caller.result().getName()).isEqualTo("caller");
    }

    @Test
    void allBatchesStartOnTheCallersThreadEvenThoseThatABodyAsksFor() {
        List<Thread> threads = new ArrayList<>();
        Ask operation = blocking(() -> threads.add(Thread.currentThread()));

        executor.execute(BatchGenerator.of(batch -> batch.yield(operation)));

        assertThat(threads).containsExactly(Thread.currentThread());
    }
}
