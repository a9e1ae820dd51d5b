package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import io.github.batch4j.BatcherException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 9 and what else every form of batcher keeps to: how its answers are taken, and how its failures. */
abstract class BatcherContract {

    /** What a batcher answers. */
    interface Answers {

        List<String> of(List<Ask> operations) throws Exception;
    }

    private final BatchExecutor executor = BatchExecutor.create();

    /** A batcher of the form under test. */
    abstract Batcher<Ask, String> batcher(String name, Answers answers);

    /** The method that batchers of this form have. */
    abstract String method();

    private Throwable failureOfThree(Answers answers) {
        Batcher<Ask, String> users = batcher("users", answers);
        RecordingStore others = RecordingStore.blocking("others");
        Throwable failure = catchThrowable(() -> executor.executeAll(List.of(
                new Ask(users, "a"), new Ask(users, "b"), others.get("z"), new Ask(users, "c"), new Ask(users, "a"))));
        assertThat(others.batches()).containsExactly("[z]");
        return failure;
    }

    @Test
    void answersGoToWhoAskedInTheOrderOfTheOperations() {
        Batcher<Ask, String> users = batcher(
                "users",
                operations -> operations.stream().map(ask -> ask.key() + "!").toList());

        assertThat(executor.executeAll(List.of(new Ask(users, "b"), new Ask(users, "a"), new Ask(users, "b"))))
                .containsExactly("b!", "a!", "b!");
    }

    @Test
    void theOperationsCannotBeModified() {
        assertThat(failureOfThree(operations -> {
                    operations.clear();
                    return List.of();
                }))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void noListAtAllIsAnErrorThatSaysSo() {
        assertThat(failureOfThree(operations -> null))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("users." + method() + " returned null for 3 operations; expected a list");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 100})
    void theWrongNumberOfResultsIsAnErrorThatNamesTheBatcherWhatWasExpectedAndWhatCame(int number) {
        assertThat(failureOfThree(operations -> Arrays.asList(new String[number])))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("users.%s returned %d result%s for 3 operations;"
                        .formatted(method(), number, number == 1 ? "" : "s"));
    }

    @Test
    void missingResultsComeWithTheHintThatTheyMustBeNull() {
        assertThat(failureOfThree(operations -> List.of("a"))).hasMessageContaining("what is missing must be null");
    }

    @Test
    void whatTheBatcherThrowsFailsTheWholeBatch() {
        RuntimeException boom = new IllegalStateException("boom");
        Batcher<Ask, String> users = batcher("users", operations -> {
            throw boom;
        });
        BatchGenerator<String> asked = new Ask(users, "a").recover(failure -> BatchGenerator.value("failed"));

        assertThat(executor.executeAll(List.of(asked, asked, BatchGenerator.value("fine"))))
                .containsExactly("failed", "failed", "fine");
        assertThat(catchThrowable(() -> executor.execute(new Ask(users, "a")))).isSameAs(boom);
    }

    static Stream<Throwable> unchecked() {
        return Stream.of(new IllegalStateException("boom"), new AssertionError("boom"));
    }

    @ParameterizedTest
    @MethodSource("unchecked")
    void aListThatThrowsWhenItIsReadFailsTheWholeBatch(Throwable boom) {
        List<String> lazy = new AbstractList<>() {
            @Override
            public String get(int index) {
                if (boom instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) boom;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        BatchGenerator<String> asked = new Ask(batcher("users", operations -> lazy), "a");

        assertThat(executor.execute(asked.recover(failure -> BatchGenerator.value(failure.getMessage()))))
                .isEqualTo("boom");
    }
}
