package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.SentBatch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Values stay out of messages, traces and thread names; keys, which messages contain, are escaped and truncated. */
class SecretsTest {

    private static final String SECRET = "s3cret";
    private static final String FORGED = "a\n2026-01-01 ERROR all is lost\u2028\u001b[31m";

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();

    /** An operation that prints all its fields, as a record does. */
    private record Save(Batcher<Save, String> batcher, String value) implements BatchableOperation<String> {}

    private static Save saved(Batcher<Save, String> batcher) {
        return new Save(batcher, SECRET);
    }

    private String failureOf(BatchGenerator<?> generator) {
        StringWriter text = new StringWriter();
        catchThrowable(() -> executor.execute(generator)).printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void failuresOfABatchOfAnOperationAndOfItsBatcher() {
        Save failing = saved(Batcher.blocking("saves", operations -> {
            throw new IllegalStateException("full");
        }));
        Save wrong = saved(Batcher.blocking("saves", operations -> List.of()));
        Save none = saved(null);

        assertThat(failureOf(failing.map(String::length)))
                .contains("a batch of 1 operation of saves")
                .doesNotContain(SECRET);
        assertThat(failureOf(wrong))
                .contains("saves.runBatch returned 0 results")
                .doesNotContain(SECRET);
        assertThat(failureOf(none)).contains("Save.batcher() returned null").doesNotContain(SECRET);
    }

    @Test
    void aTimeLimit() {
        Save slow = saved(Batcher.async("saves", operations -> new java.util.concurrent.CompletableFuture<>()));

        Throwable timeout = catchThrowable(() -> executor.execute(slow.map(String::length), Duration.ofNanos(1)));

        assertThat(timeout).hasMessageContaining("a batch of 1 operation of saves");
        assertThat(List.of(timeout.getSuppressed()).toString()).doesNotContain(SECRET);
    }

    @Test
    void namesOfThreads() {
        Set<String> names = new TreeSet<>();
        Batcher<Save, String> saves = Batcher.blocking("saves", operations -> {
            Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
            return operations.stream().map(Save::value).toList();
        });
        BatchLoader<String, String> users = BatchLoader.of("users", keys -> Map.of(SECRET, "Ann"));
        CachedGenerator<String, String> cached = CachedGenerator.of("cached", users::get);
        List<BatchGenerator<String>> asked = List.of(
                saved(saves),
                saved(saves).map(String::trim),
                users.get(SECRET),
                users.require(SECRET),
                cached.get(SECRET),
                cached.get(SECRET).map(String::trim),
                BatchGenerator.value(SECRET).flatMap(value -> saved(saves)),
                BatchGenerator.all(List.of(saved(saves), users.get(SECRET))).map(List::toString));

        executor.execute(BatchGenerator.all(
                asked,
                one -> BatchGenerator.<String>of(batch -> {
                    String answer = batch.yield(one);
                    names.add(Thread.currentThread().getName()); // as named during the wait, on any kind of thread
                    return answer;
                })));

        assertThat(names).noneMatch(name -> name.contains(SECRET)).isNotEmpty();
    }

    @Test
    void whatAGeneratorPrintsAs() {
        Batcher<Save, String> saves = Batcher.blocking("saves", operations -> List.of());

        assertThat(saved(saves).map(String::trim)).hasToString("Save.map(SecretsTest)");
        assertThat(BatchGenerator.value(SECRET)).hasToString("value(String)");
        assertThat(BatchGenerator.failure(new IllegalStateException(SECRET)))
                .hasToString("failure(IllegalStateException)");
    }

    @Test
    void whatABatchPrintsAs() {
        Save save = saved(Batcher.blocking("saves", operations -> List.of("done")));

        executor.execute(save, trace);

        SentBatch sent = trace.entries().get(0).batch();
        assertThat(sent).hasToString("a batch of 1 operation of saves");
    }

    @Test
    void aKeyCannotForgeALine() {
        BatchLoader<String, String> users = BatchLoader.of("users", keys -> Map.of());
        CachedGenerator<String, String> cached = CachedGenerator.of(
                "user",
                key -> BatchGenerator.of(batch -> {
                    throw new IllegalStateException("boom");
                }));
        List<CachedGenerator<String, String>> self = new ArrayList<>();
        self.add(CachedGenerator.of("self", key -> self.get(0).get(key)));

        assertThat(catchThrowable(() -> executor.execute(users.require(FORGED))))
                .hasMessage("users has no value for key a\\u000a2026-01-01 ERROR all is lost\\u2028\\u001b[31m");
        assertThat(failureOf(cached.get(FORGED))).contains("user(a\\u000a2026").doesNotContain("\n2026");
        assertThat(failureOf(self.get(0).get(FORGED)))
                .contains("self(a\\u000a2026")
                .doesNotContain("\n2026");
        executor.execute(users.get(FORGED), trace);
        assertThat(trace.toString()).contains("users[a\\u000a2026").doesNotContain("\n2026");
    }

    @Test
    void aLongKeyIsCut() {
        BatchLoader<String, String> users = BatchLoader.of("users", keys -> Map.of());

        assertThat(catchThrowable(() -> executor.execute(users.require("k".repeat(100_000)))))
                .hasMessage("users has no value for key " + "k".repeat(37) + "...");
    }
}
