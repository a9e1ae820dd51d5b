package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 8: a batcher can fail one key without failing the others. */
class Rule08SingleKeyTest {

    private final BatchExecutor executor = BatchExecutor.create();

    static Stream<RecordingStore> stores() {
        RecordingStore blocking = RecordingStore.blocking("blocking").failing("bad", new IllegalStateException("boom"));
        RecordingStore rows = RecordingStore.async("rows").failing("bad", new IllegalStateException("boom"));
        return Stream.of(
                blocking,
                RecordingStore.async("async").failing("bad", new IllegalStateException("boom")),
                RecordingStore.gathering(rows, "layered"));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void theOtherKeysGetTheirAnswers(RecordingStore store) {
        BatchGenerator<String> bad =
                store.get("bad").recoverWith(failure -> BatchGenerator.value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(store.get("a"), bad, store.get("b"), store.get("a"))))
                .containsExactly("A", "boom", "B", "A");
        assertThat(store.batches()).containsExactly("[a, bad, b]");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void everyoneWhoAskedForTheKeyGetsItsFailure(RecordingStore store) {
        BatchGenerator<String> body = BatchGenerator.of(
                batch -> catchThrowable(() -> batch.yield(store.get("bad"))).getMessage());

        assertThat(executor.executeAll(List.of(body, store.get("a"), body))).containsExactly("boom", "A", "boom");
        assertThat(store.batches()).containsExactly("[a, bad]");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aBatchOfWhichOneKeyFailedHasNotFailed(RecordingStore store) {
        BatchTrace trace = new BatchTrace();

        assertThat(catchThrowable(() -> executor.executeAll(List.of(store.get("good"), store.get("bad")), trace)))
                .hasMessage("boom");
        assertThat(trace.entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.failure()).isNull());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aBatchOfWhichAllKeysFailedHasFailed(RecordingStore store) {
        BatchTrace trace = new BatchTrace();

        assertThat(catchThrowable(() -> executor.execute(store.get("bad"), trace)))
                .hasMessage("boom");
        assertThat(trace.entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.failure()).hasMessage("boom"));
    }

    @Test
    void aLayeredBatcherCanFailOneKeyToo() {
        RecordingStore rows = RecordingStore.blocking("rows");
        RecordingStore users = RecordingStore.blocking("users");
        Ask layered = new Ask(
                Batcher.layered(
                        "layered",
                        operations -> rows.get("all")
                                .map(all -> BatchResults.of(operations, operation -> {
                                    throw new IllegalStateException("boom");
                                }))),
                "a");

        assertThat(catchThrowable(() -> executor.executeAll(List.of(layered, users.get("b")))))
                .hasMessage("boom");
        assertThat(users.batches()).containsExactly("[b]");
    }

    private final RecordingStore rows = RecordingStore.blocking("rows");

    private BatchGenerator<String> gathering(Function<Ask, BatchGenerator<String>> answer, String key) {
        Batcher<Ask, String> layered =
                Batcher.layered("layered", operations -> BatchResults.gather(operations, answer));
        return BatchGenerator.all(
                        List.of("a", key, "b"),
                        one -> new Ask(layered, one).recoverWith(failure -> BatchGenerator.value(failure.getMessage())))
                .map(answers -> String.join(" ", answers));
    }

    @Test
    void theGeneratorsThatALayeredBatcherGathersRunSideBySideToTheirEnds() {
        rows.failing("bad", new IllegalStateException("boom")).failing("BAD", new IllegalStateException("boom"));

        String answers = executor.execute(gathering(ask -> rows.get(ask.key()).flatMap(rows::get), "bad"));

        assertThat(answers).isEqualTo("A boom B");
        assertThat(rows.batches()).containsExactly("[a, bad, b]", "[A, B]");
    }

    @Test
    void aGeneratorThatCannotBeMadeIsOneKeysFailureToo() {
        Function<Ask, BatchGenerator<String>> throwing = ask -> {
            if (ask.key().equals("bad")) {
                throw new IllegalStateException("boom");
            }
            return rows.get(ask.key());
        };

        assertThat(executor.execute(gathering(throwing, "bad"))).isEqualTo("A boom B");
        assertThat(executor.execute(gathering(ask -> ask.key().equals("none") ? null : rows.get(ask.key()), "none")))
                .startsWith("A the function given to BatchResults.gather in Rule08SingleKeyTest returned null")
                .endsWith(" B");
        assertThat(rows.batches()).containsExactly("[a, b]", "[a, b]");
    }

    @Test
    void whatIsGatheredShowsWhereItWasWaiting() {
        rows.failing("bad", new IllegalStateException("boom"));
        Batcher<Ask, String> layered =
                Batcher.layered("layered", operations -> BatchResults.gather(operations, ask -> rows.get(ask.key())));

        Throwable thrown = catchThrowable(() -> executor.execute(new Ask(layered, "bad")));

        assertThat(thrown.getSuppressed()[0].getMessage().lines().map(String::strip))
                .containsSubsequence("at a batch of rows", "at gather (1 of 1)", "at a batch of layered", "at execute");
    }

    @Test
    void nothingToGatherIsAnEmptyResult() {
        assertThat(executor.execute(BatchResults.gather(List.<String>of(), rows::get)))
                .isEmpty();
    }

    @Test
    void readAsAListTheResultsThrowWhatFailed() {
        BatchResults<Integer> results = BatchResults.of(List.of("1", "x", "3"), text -> Integer.parseInt(text));

        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isEqualTo(1);
        assertThat(results.get(2)).isEqualTo(3);
        assertThatThrownBy(() -> results.get(1)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> results.add(4)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aCheckedExceptionIsOneKeysFailureToo() {
        IOException io = new IOException("disk");
        RecordingStore store = RecordingStore.blocking("store").failing("bad", new IllegalStateException(io));
        BatchGenerator<String> bad =
                store.get("bad").recoverWith(failure -> BatchGenerator.failure(failure.getCause()));

        assertThat(catchThrowable(() -> executor.executeAll(List.of(store.get("a"), bad))))
                .hasCause(io);
    }

    @Test
    void answersComputedWhenReadAreComputedOnceOnTheCallingThread() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        record Parse(String text, List<Thread> threads) implements BatchableOperation<Integer> {

            static final Batcher<Parse, Integer> BATCHER = Batcher.async(
                    "parse",
                    operations -> CompletableFuture.supplyAsync(() -> BatchResults.whenRead(operations, Parse::parse)));

            private int parse() {
                threads.add(Thread.currentThread());
                return Integer.parseInt(text);
            }

            @Override
            public Batcher<Parse, Integer> batcher() {
                return BATCHER;
            }
        }
        BatchGenerator<Integer> bad = new Parse("two", threads).recoverWith(failure -> BatchGenerator.value(-1));

        assertThat(executor.executeAll(List.of(new Parse("1", threads), bad, new Parse("3", threads))))
                .containsExactly(1, -1, 3);

        assertThat(threads).hasSize(3).containsOnly(Thread.currentThread());
    }
}
