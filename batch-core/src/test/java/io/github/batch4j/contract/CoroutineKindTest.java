package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CoroutineKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What bodies run on: the build runs all tests of the contract on each carrier that its JDK has. */
class CoroutineKindTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final CoroutineKind carrier = CoroutineKind.current();

    @Test
    void itIsTheOneThatWasAskedForOrElseTheFirstThatTheJdkHas() {
        boolean virtual = Runtime.version().feature() >= 24;
        String firstChoice = virtual ? "virtual-thread" : "platform-thread";

        assertThat(carrier).hasToString(System.getProperty("batch4j.coroutines", firstChoice));
    }

    @Test
    void onContinuationsABodyRunsOnTheCallingThreadAndElseNever() {
        BatchGenerator<List<Thread>> body = BatchGenerator.of(batch -> {
            Thread before = Thread.currentThread();
            batch.yield(users.get("a"));
            return List.of(before, Thread.currentThread());
        });

        List<Thread> threads = executor.execute(body);

        assertThat(threads.get(0)).isSameAs(threads.get(1));
        assertThat(threads.get(0) == Thread.currentThread()).isEqualTo(carrier == CoroutineKind.CONTINUATION);
    }

    @Test
    void theTraceSaysWhatBodiesRanOnIfThereWereAny() {
        BatchTrace pipeline = new BatchTrace();
        BatchTrace plain = new BatchTrace();

        executor.execute(users.get("a"), pipeline);
        executor.execute(BatchGenerator.of(batch -> batch.yield(users.get("a"))), plain);

        assertThat(pipeline.toString()).startsWith("1 round trip, 1 operation" + System.lineSeparator());
        assertThat(plain.toString()).startsWith("1 round trip, 1 operation, bodies on: " + carrier);
        assertThat(plain.entries().get(0).batch().coroutineKind()).isEqualTo(carrier);
    }

    @Test
    void bodiesThatNeverStopShareAThread() {
        BatchGenerator<Thread> body = BatchGenerator.of(batch -> Thread.currentThread());

        List<Thread> threads = executor.executeAll(
                IntStream.range(0, 1_000).mapToObj(i -> body).toList());

        assertThat(threads).containsOnly(threads.get(0));
    }

    @Test
    void aBodyThatWaitsSaysForWhatInTheNameOfItsThread() {
        BatchGenerator<Thread> waiting = BatchGenerator.of(batch -> {
            batch.yield(users.get("a"));
            return Thread.currentThread();
        });
        Thread[] thread = new Thread[1];
        BatchGenerator<String> looking = users.get("b").map(name -> {
            // Both are answered in one step, the body after the pipeline.
            return Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(each -> each.startsWith("batch4j-body of CoroutineKindTest, asked for "))
                    .findAny()
                    .orElse("nobody");
        });

        String seen = executor.execute(BatchGenerator.zip(waiting, looking, (ended, name) -> {
            thread[0] = ended;
            return name;
        }));

        // Virtual threads are in thread dumps of jcmd only, and a continuation has no thread.
        assertThat(seen).contains(carrier == CoroutineKind.PLATFORM_THREAD ? "asked for Ask" : "nobody");
        assertThat(thread[0].getName()).doesNotContain("asked for");
    }
}
