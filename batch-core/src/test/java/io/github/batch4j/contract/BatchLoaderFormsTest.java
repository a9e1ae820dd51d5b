package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatcherException;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The other forms of loader: asynchronous, one key at a time, of a limited size; and keys of the wrong type. */
class BatchLoaderFormsTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final List<List<Integer>> asked = new ArrayList<>();

    private Map<Integer, String> load(List<Integer> keys) {
        asked.add(keys);
        return Map.of(1, "one", 2, "two", 3, "three");
    }

    @Test
    void anAsynchronousLoaderAnswersLater() {
        BatchLoader<Integer, String> numbers =
                BatchLoader.ofAsync("numbers", keys -> CompletableFuture.supplyAsync(() -> load(keys)));

        assertThat(executor.executeAll(List.of(numbers.get(2), numbers.get(7), numbers.get(2))))
                .containsExactly("two", null, "two");
        assertThat(asked).containsExactly(List.of(2, 7));
    }

    @Test
    void theStageOfAnAsynchronousLoaderIsCancelledWithTheExecution() {
        CompletableFuture<Map<Integer, String>> stage = new CompletableFuture<>();
        BatchLoader<Integer, String> slow = BatchLoader.ofAsync("slow", keys -> {
            Thread.currentThread().interrupt();
            return stage;
        });

        assertThatThrownBy(() -> executor.execute(slow.get(1))).isInstanceOf(BatchInterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stage).isCancelled();
    }

    @Test
    void whatFailsTheStageOfAnAsynchronousLoaderFailsItsKeys() {
        RuntimeException boom = new IllegalStateException("boom");
        BatchLoader<Integer, String> failing = BatchLoader.ofAsync(
                "failing",
                keys -> CompletableFuture.supplyAsync(() -> {
                    throw boom;
                }));

        assertThat(catchThrowable(() -> executor.execute(failing.get(1)))).isSameAs(boom);
    }

    @Test
    void anAsynchronousLoaderWithoutAStageOrAMapIsToldWhatWasExpected() {
        BatchLoader<Integer, String> noStage = BatchLoader.ofAsync("none", keys -> null);
        BatchLoader<Integer, String> noMap =
                BatchLoader.ofAsync("none", keys -> CompletableFuture.completedFuture(null));

        assertThat(catchThrowable(() -> executor.execute(noStage.get(1))))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("none returned null for 1 key, expected a CompletionStage of a map");
        assertThat(catchThrowable(() -> executor.execute(noMap.get(1))))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("none returned null for 1 key, expected a map");
    }

    @Test
    void aLoaderOfEachFailsASingleKey() {
        BatchLoader<Integer, Integer> parsed = BatchLoader.ofEach(
                "parsed",
                keys -> Map.of(1, "11", 2, "x"),
                (rows, key) -> rows.containsKey(key) ? Integer.valueOf(rows.get(key)) : null);
        BatchGenerator<Integer> broken =
                parsed.get(2).recover(NumberFormatException.class, failure -> BatchGenerator.value(-1));

        assertThat(executor.executeAll(List.of(parsed.get(1), broken, parsed.get(3))))
                .containsExactly(11, -1, null);
    }

    @Test
    void aLimitedLoaderSplitsItsKeys() {
        BatchLoader<Integer, String> pairs =
                BatchLoader.of("numbers", this::load).withMaxBatchSize(2);

        assertThat(executor.execute(BatchGenerator.all(List.of(3, 1, 3, 2), pairs::get)))
                .containsExactly("three", "one", "three", "two");
        assertThat(asked).containsExactly(List.of(3, 1), List.of(2));
        assertThatThrownBy(() -> pairs.withMaxBatchSize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numbers.withMaxBatchSize expects at least 1, got 0");
    }

    @Test
    void twoLoadersOfTheSameLimitShareNoBatches() {
        BatchLoader<Integer, String> numbers = BatchLoader.of("numbers", this::load);
        BatchLoader<Integer, String> one = numbers.withMaxBatchSize(5);
        BatchLoader<Integer, String> other = numbers.withMaxBatchSize(5);

        executor.executeAll(List.of(one.get(1), other.get(1)));

        assertThat(asked).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void aMapWithKeysOfAnotherTypeIsAnErrorAndNotTakenForMissingRows() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        BatchLoader<Long, String> wrong = BatchLoader.of("wrong", keys -> (Map) Map.of(1, "one"));

        assertThat(catchThrowable(() -> executor.execute(wrong.get(1L))))
                .isInstanceOf(BatcherException.class)
                .hasMessageContaining("wrong was asked for keys of type java.lang.Long and returned a map with keys of"
                        + " type java.lang.Integer");
    }

    static Stream<Arguments> lookAlikes() {
        return Stream.of(
                arguments(1L, 1),
                arguments(1L, 2),
                arguments("1", 1L),
                arguments(new BigDecimal("1.5"), new BigDecimal("1.50")),
                arguments(Kind.PLAIN, "PLAIN"),
                arguments("SPECIAL", Kind.SPECIAL),
                arguments(LocalDate.of(2026, 1, 2), java.sql.Date.valueOf("2026-01-02")),
                arguments(LocalDateTime.of(2026, 1, 2, 3, 0), Timestamp.valueOf("2026-01-02 03:00:00")),
                arguments(new UUID(1, 2), new UUID(1, 2).toString()));
    }

    @ParameterizedTest
    @MethodSource("lookAlikes")
    void aKeyThatLooksLikeOneThatWasAskedForIsAnErrorThatTellsNoKey(Object asked, Object returned) {
        BatchLoader<Object, String> wrong =
                BatchLoader.of("wrong", keys -> Map.of(keys.get(0), "first", returned, "last"));

        assertThat(catchThrowable(() -> executor.executeAll(List.of(wrong.get(asked.getClass()), wrong.get(asked)))))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("wrong was asked for keys of type ")
                .hasMessageContaining(asked.getClass().getName())
                .hasMessageContaining(returned.getClass().getName());
    }

    @Test
    void keysThatNobodyHasAskedForAndThatLookLikeNoneAreLeftAlone() {
        BatchLoader<BigDecimal, String> numbers = BatchLoader.of("numbers", keys -> Map.of(BigDecimal.TEN, "ten"));

        assertThat(executor.execute(numbers.get(BigDecimal.ONE))).isNull();
    }

    @Test
    void keysOfDifferentClassesThatCanBeEqualAreNoError() {
        BatchLoader<List<Integer>, String> lists =
                BatchLoader.of("lists", keys -> Map.of(new ArrayList<>(List.of(1)), "one"));

        assertThat(executor.executeAll(List.of(lists.get(List.of(1)), lists.get(List.of(2)))))
                .containsExactly("one", null);
    }

    /** An enum whose constants have bodies, and so classes of their own. */
    enum Kind {
        PLAIN,
        SPECIAL {
            @Override
            public String toString() {
                return "special";
            }
        }
    }

    @Test
    void anEnumWithBodiesIsOneTypeOfKey() {
        BatchLoader<Kind, String> kinds = BatchLoader.of("kinds", keys -> Map.of(Kind.PLAIN, "plain"));

        assertThat(executor.executeAll(List.of(kinds.get(Kind.PLAIN), kinds.get(Kind.SPECIAL))))
                .containsExactly("plain", null);
    }
}
