package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every form of batcher: the handling of its answers and of its failures. */
abstract class BatcherContract {

    /** The answer of a batcher. */
    interface Answers {

        List<String> of(List<Ask> operations) throws Exception;
    }

    private final BatchExecutor executor = BatchExecutor.create();

    /** A batcher of the form under test. */
    abstract Batcher<Ask, String> batcher(String name, Answers answers);

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
        Batcher<Ask, String> users = batcher("users", operations -> {
            operations.clear();
            return List.of();
        });

        assertThat(catchThrowable(() -> executor.execute(new Ask(users, "a"))))
                .isInstanceOf(UnsupportedOperationException.class);
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
