package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CoroutineKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The kinds of coroutines: the build runs all contract tests on each kind that its JDK has. */
class CoroutineKindTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final CoroutineKind kind = CoroutineKind.current();

    @Test
    void itIsTheOneThatWasAskedForOrElseTheFirstThatTheJdkHas() {
        boolean virtual = Runtime.version().feature() >= 24;
        String firstChoice = virtual ? "virtual-thread" : "platform-thread";

        assertThat(kind).hasToString(System.getProperty("batch4j.coroutines", firstChoice));
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
        assertThat(threads.get(0) == Thread.currentThread()).isEqualTo(kind == CoroutineKind.CONTINUATION);
    }

    @Test
    void theTraceSaysWhatBodiesRanOnIfThereWereAny() {
        BatchTrace pipeline = new BatchTrace();
        BatchTrace plain = new BatchTrace();

        executor.execute(users.get("a"), pipeline);
        executor.execute(BatchGenerator.of(batch -> batch.yield(users.get("a"))), plain);

        assertThat(pipeline.toString()).startsWith("1 round trip, 1 operation" + System.lineSeparator());
        assertThat(plain.toString()).startsWith("1 round trip, 1 operation, bodies on: " + kind);
        assertThat(plain.entries().get(0).batch().coroutineKind()).isEqualTo(kind);
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

        // Virtual threads are only in the thread dumps of jcmd, and a continuation has no thread.
        assertThat(seen).contains(kind == CoroutineKind.PLATFORM_THREAD ? "asked for Ask" : "nobody");
        assertThat(thread[0].getName()).doesNotContain("asked for");
    }
}
