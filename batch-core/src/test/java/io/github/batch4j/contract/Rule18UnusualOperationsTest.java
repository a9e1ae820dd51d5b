package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule 18 for unusual operations, stores and deadlines. */
class Rule18UnusualOperationsTest {

    private final RecordingRegister register = new RecordingRegister();
    private final BatchExecutor executor =
            BatchExecutor.builder().keepAnswers(100).build();

    /** An operation equal to others of its name, whatever their store. */
    private record Named(String name, Batcher<Named, String> sentTo) implements BatchableOperation<String> {

        @Override
        public Batcher<Named, String> batcher() {
            return sentTo;
        }

        @Override
        public Object reads() {
            return name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Named named && named.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    @Test
    void answerOfAnotherBatcherIsNotGivenToAnEqualOperation() {
        Batcher<Named, String> first = Batcher.blocking("first", asked -> BatchResults.of(asked, any -> "first"));
        Batcher<Named, String> second = Batcher.blocking("second", asked -> BatchResults.of(asked, any -> "second"));

        for (int times = 0; times < 3; times++) {
            assertThat(executor.execute(new Named("a", first))).isEqualTo("first");
            assertThat(executor.execute(new Named("a", second))).isEqualTo("second");
            for (int i = 0; i < 6; i++) {
                executor.execute(register.read(times + "other" + i));
            }
        }
    }

    /** An object that can be neither hashed nor compared. */
    private record Unhashed(int number) implements BatchableOperation<String> {

        private static final Batcher<Unhashed, String> BATCHER =
                Batcher.blocking("unhashed", asked -> BatchResults.of(asked, one -> "answer " + one.number));

        @Override
        public Batcher<Unhashed, String> batcher() {
            return BATCHER;
        }

        @Override
        public Object reads() {
            return "unhashed";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("cannot be hashed");
        }
    }

    @Test
    void operationThatCannotBeHashedFailsNobodyElse() {
        assertThat(executor.execute(new Unhashed(0))).isEqualTo("answer 0");

        for (int i = 0; i < 10; i++) {
            assertThat(executor.execute(register.read("key" + i))).isNull();
        }
    }

    /** An operation that declares no reads and cannot be hashed. */
    private record Silent(int number) implements BatchableOperation<String> {

        private static final Batcher<Silent, String> BATCHER =
                Batcher.blocking("silent", asked -> BatchResults.of(asked, one -> "answer " + one.number));

        @Override
        public Batcher<Silent, String> batcher() {
            return BATCHER;
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("cannot be hashed");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("cannot be compared");
        }
    }

    @Test
    void operationThatIsNotKeptIsNotLookedFor() {
        executor.execute(register.read("a"));

        assertThat(executor.execute(new Silent(1))).isEqualTo("answer 1");
        for (int i = 0; i < 10; i++) {
            executor.execute(register.read("key" + i));
        }
        assertThat(executor.execute(new Silent(2))).isEqualTo("answer 2");
    }

    /** An operation that changes the value when the test says so, not when it is sent. */
    private record Slow(RecordingRegister of, List<Runnable> onTheWay) implements BatchableOperation<@Nullable String> {

        @Override
        public Batcher<Slow, @Nullable String> batcher() {
            return Batcher.async("slow", operations -> {
                onTheWay.add(() -> of.with("a", "written"));
                return new CompletableFuture<>();
            });
        }

        @Override
        public Object writes() {
            return of.read("a").reads();
        }
    }

    @Test
    void whatWasReadWhileAWriteThatWasGivenUpIsOnItsWayIsNotKept() {
        List<Runnable> onTheWay = new ArrayList<>();
        assertThatThrownBy(() -> executor.execute(new Slow(register, onTheWay), Duration.ofMillis(20)))
                .isInstanceOf(BatchTimeoutException.class);

        assertThat(executor.execute(register.read("a"))).isNull();
        onTheWay.forEach(Runnable::run);

        assertThat(executor.execute(register.read("a"))).isEqualTo("written");
    }

    @Test
    void answersThatNobodyWaitsForAnyMoreAreNotComputed() {
        AtomicInteger computed = new AtomicInteger();
        Batcher<Named, String> lazy = Batcher.async(
                "lazy",
                asked -> CompletableFuture.completedFuture(BatchResults.whenRead(asked, any -> {
                    computed.incrementAndGet();
                    return "answer";
                })));
        Batcher<Named, String> never = Batcher.async("never", asked -> new CompletableFuture<>());

        assertThatThrownBy(() -> executor.execute(
                        BatchGenerator.all(List.of(new Named("a", lazy), new Named("b", never))),
                        Duration.ofMillis(20)))
                .isInstanceOf(BatchTimeoutException.class);

        assertThat(computed).hasValue(0);
    }

    @Test
    void functionOfLazyAnswersMayAskInTurn() {
        Batcher<Named, String> lazy = Batcher.async(
                "lazy",
                asked -> stage(BatchResults.whenRead(asked, one -> one.name + executor.execute(register.read("a")))));
        register.with("a", "1");

        assertThat(executor.executeAll(List.of(new Named("x", lazy), new Named("y", lazy))))
                .containsExactly("x1", "y1");
        assertThat(executor.execute(new Named("x", lazy))).isEqualTo("x1");
        assertThat(register.batches()).containsExactly("[a]");
    }

    private static CompletionStage<List<String>> stage(List<String> answers) {
        return CompletableFuture.completedFuture(answers);
    }

    @Test
    void youngestAnswersAreKeptHoweverTheyCame() {
        for (int batch = 0; batch < 30; batch++) {
            int from = batch * 7;
            executor.executeAll(IntStream.range(from, from + 7)
                    .mapToObj(i -> register.read("key" + i))
                    .toList());
        }
        register.batches().clear();

        for (int i = 110; i < 210; i++) {
            executor.execute(register.read("key" + i));
        }
        assertThat(register.batches()).isEmpty();
        executor.execute(register.read("key109"));
        assertThat(register.batches()).containsExactly("[key109]");
    }
}
