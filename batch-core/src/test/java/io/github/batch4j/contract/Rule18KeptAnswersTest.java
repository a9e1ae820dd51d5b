package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 18: an executor that caches answers sends no read twice until a write invalidates it. */
class Rule18KeptAnswersTest {

    private final RecordingRegister register = new RecordingRegister();
    private final BatchExecutor executor =
            BatchExecutor.builder().keepAnswers(100).build();

    @Test
    void readThatWasAnsweredIsNotSentAgain() {
        register.with("a", "1");

        assertThat(read("a", "b")).containsExactly("1", null);
        register.with("a", "2").with("b", "2");

        assertThat(read("a", "b", "a")).containsExactly("1", null, "1");
        assertThat(register.batches()).containsExactly("[a, b]");
    }

    @Test
    void onlyWhatIsNotKnownIsSent() {
        read("a", "b");

        read("c", "b", "d", "a");

        assertThat(register.batches()).containsExactly("[a, b]", "[c, d]");
    }

    @Test
    void answersAreKeptAmidAnExecution() {
        register.with("a", "1");

        String twice = executor.execute(register.read("a").flatMap(any -> register.read("a")));

        assertThat(twice).isEqualTo("1");
        assertThat(register.batches()).containsExactly("[a]");
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        read("a", "b");

        executor.execute(register.write("a", "2"));

        assertThat(read("a", "b")).containsExactly("2", null);
        assertThat(register.batches()).containsExactly("[a, b]", "[a=2]", "[a]");
    }

    @Test
    void whatWasWrittenIsReadAgainAmidAnExecution() {
        BatchGenerator<String> generator =
                register.read("a").flatMap(any -> register.write("a", "2")).flatMap(any -> register.read("a"));

        assertThat(executor.execute(generator)).isEqualTo("2");
    }

    @Test
    void whatWasReadInTheStepOfAWriteIsNotKept() {
        register.with("a", "1").holdReads();

        List<String> step = executor.executeAll(List.of(register.read("a"), register.write("a", "2")));
        assertThat(step).as("read before it was written").containsExactly("1", null);

        List<String> next = executor.executeAll(List.of(register.read("a"), register.write("b", "2")));
        assertThat(next).containsExactly("2", null);
    }

    @Test
    void whatWasReadBesideAWriteToSomethingElseIsKept() {
        register.holdReads();

        executor.executeAll(List.of(register.read("a"), register.write("b", "2")));
        read("a");

        assertThat(register.batches()).containsExactly("[a]", "[b=2]");
    }

    @Test
    void writeThatFailedMayHaveWrittenAllTheSame() {
        read("a");

        assertThatThrownBy(() -> executor.execute(register.write("a", "refused")))
                .hasMessageContaining("nobody was told");

        assertThat(read("a")).containsExactly("refused");
    }

    @Test
    void failureIsNotKept() {
        register.with("a", "broken");
        assertThatThrownBy(() -> read("a")).hasMessageContaining("cannot be read");
        register.with("a", "1");

        assertThat(read("a")).containsExactly("1");
        assertThat(register.batches()).containsExactly("[a]", "[a]");
    }

    @Test
    void writeThatWasGivenUpMayHaveWrittenAllTheSame() {
        record Forever(RecordingRegister of) implements BatchableOperation<@Nullable String> {

            @Override
            public Batcher<Forever, @Nullable String> batcher() {
                return Batcher.async("forever", operations -> {
                    of.with("a", "2");
                    Thread.currentThread().interrupt();
                    return new CompletableFuture<>();
                });
            }

            @Override
            public Object writes() {
                return of.read("a").reads();
            }
        }
        read("a");

        assertThatThrownBy(() -> executor.execute(new Forever(register))).isInstanceOf(BatchInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(read("a")).containsExactly("2");
    }

    @Test
    void nothingIsSharedBetweenExecutors() {
        read("a");
        register.with("a", "2");

        assertThat(BatchExecutor.builder().keepAnswers(100).build().execute(register.read("a")))
                .isEqualTo("2");
    }

    @Test
    void nothingIsKeptUnlessTheExecutorIsTold() {
        BatchExecutor forgetful = BatchExecutor.create();

        forgetful.execute(register.read("a"));
        forgetful.execute(register.read("a"));

        assertThat(register.batches()).containsExactly("[a]", "[a]");
    }

    @Test
    void operationThatDoesNotSayWhatItReadsIsSentEachTime() {
        RecordingStore store = RecordingStore.blocking("store");

        executor.execute(store.get("a"));
        executor.execute(store.get("a"));

        assertThat(store.batches()).containsExactly("[a]", "[a]");
    }

    @Test
    void cacheForgetsAnswersToo() {
        read("a");
        executor.cache().clear();
        register.with("a", "2");

        assertThat(read("a")).containsExactly("2");
    }

    @Test
    void oldestAnswersAreForgottenBeyondTheLimit() {
        String[] keys = IntStream.range(0, 101).mapToObj(Integer::toString).toArray(String[]::new);
        read(keys);

        read("100", "1");
        read("0");

        assertThat(register.batches()).hasSize(2).last().isEqualTo("[0]");
    }

    @Test
    void manyWritesMakeNothingStale() {
        read("a");
        for (int i = 0; i < 200; i++) {
            executor.execute(register.write("key" + i, "1"));
        }
        executor.execute(register.write("a", "2"));
        for (int i = 0; i < 200; i++) {
            executor.execute(register.write("key" + i, "2"));
        }

        assertThat(read("a", "key0")).containsExactly("2", "2");
    }

    @Test
    void keptAnswersAreInNoTrace() {
        BatchTrace trace = new BatchTrace();
        read("a");

        executor.execute(BatchGenerator.all(List.of(register.read("a"), register.read("b"))), trace);

        assertThat(trace.batches()).containsExactly(List.of(register.read("b")));
    }

    @Test
    void operationThatCannotSayWhatItReadsHasItsAnswerAllTheSame() {
        record Silent(RecordingRegister of) implements BatchableOperation<String> {

            @Override
            public Batcher<Silent, String> batcher() {
                return Batcher.blocking("silent", operations -> List.of("answer"));
            }

            @Override
            public Object reads() {
                throw new IllegalStateException("no idea");
            }
        }
        read("a");

        assertThat(executor.execute(new Silent(register))).isEqualTo("answer");
        assertThat(executor.execute(new Silent(register))).isEqualTo("answer");
    }

    @Test
    void limitBelowOneIsRefused() {
        assertThatThrownBy(() -> BatchExecutor.builder().keepAnswers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchExecutor.Builder.keepAnswers expects at least 1, got 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 12, 40})
    void thousandStepsAgreeWithAMap(int keys) {
        Random random = new Random(keys);
        Set<String> known = new HashSet<>();
        for (int step = 0; step < 1000; step++) {
            List<String> asked = some(random, keys);
            List<String> changed = random.nextInt(3) == 0 ? some(random, keys) : List.of();
            register.batches().clear();

            read(asked.toArray(String[]::new));
            for (String key : changed) {
                executor.execute(register.write(key, key + step));
            }

            List<String> sent = asked.stream()
                    .filter(key -> !known.contains(key))
                    .distinct()
                    .toList();
            assertThat(register.batches().stream().filter(batch -> !batch.contains("=")))
                    .as("step " + step)
                    .isEqualTo(sent.isEmpty() ? List.of() : List.of(sent.toString()));
            known.addAll(asked);
            changed.forEach(known::remove);
        }
    }

    private static List<String> some(Random random, int keys) {
        return random.ints(random.nextInt(keys), 0, keys)
                .mapToObj(Integer::toString)
                .toList();
    }

    private List<String> read(String... keys) {
        return executor.executeAll(Arrays.stream(keys).map(register::read).toList());
    }
}
