package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import io.github.batch4j.BatcherException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rule 9: a batcher that answers with null, too few or too many results gets an exception that names it, the number
 * expected and the number got.
 */
@ParameterizedClass
@EnumSource(Rule09WrongAnswersTest.Form.class)
class Rule09WrongAnswersTest {

    /** The forms of batchers, each with the given answer. */
    enum Form {
        BLOCKING("runBatch", "a list") {
            @Override
            Batcher<Ask, String> batcher(List<String> answer) {
                return Batcher.blocking("users", operations -> answer);
            }

            @Override
            Batcher<Ask, String> silent() {
                return batcher(null);
            }
        },

        ASYNC("sendBatch", "a CompletionStage") {
            @Override
            Batcher<Ask, String> batcher(List<String> answer) {
                return Batcher.async("users", operations -> CompletableFuture.completedStage(answer));
            }

            @Override
            Batcher<Ask, String> silent() {
                return Batcher.async("users", operations -> null);
            }
        },

        LAYERED("genBatch", "a generator") {
            @Override
            Batcher<Ask, String> batcher(List<String> answer) {
                return Batcher.layered("users", operations -> BatchGenerator.value(answer));
            }

            @Override
            Batcher<Ask, String> silent() {
                return Batcher.layered("users", operations -> null);
            }
        };

        private final String method;
        private final String returned;

        Form(String method, String returned) {
            this.method = method;
            this.returned = returned;
        }

        /** A batcher that answers with a list, or with null instead. */
        abstract Batcher<Ask, String> batcher(List<String> answer);

        /** A batcher whose method itself returns null. */
        abstract Batcher<Ask, String> silent();
    }

    @Parameter
    private Form form;

    /** Yields three keys, one of them twice, and one of another store. */
    private static Throwable failureOfThree(Batcher<Ask, String> users) {
        RecordingStore others = RecordingStore.blocking("others");
        Throwable failure = catchThrowable(() -> BatchExecutor.create()
                .executeAll(List.of(
                        new Ask(users, "a"),
                        new Ask(users, "b"),
                        others.get("z"),
                        new Ask(users, "c"),
                        new Ask(users, "a"))));
        assertThat(others.batches()).containsExactly("[z]");
        return failure;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 100})
    void theWrongNumberOfResults(int number) {
        assertThat(failureOfThree(form.batcher(Arrays.asList(new String[number]))))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("users.%s returned %d result%s for 3 operations;"
                        .formatted(form.method, number, number == 1 ? "" : "s"));
    }

    @Test
    void noList() {
        assertThat(failureOfThree(form.batcher(null)))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("users." + form.method + " returned null for 3 operations; expected a list");
    }

    @Test
    void nothingAtAll() {
        assertThat(failureOfThree(form.silent()))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("users.%s returned null for 3 operations; expected %s of one result each"
                        .formatted(form.method, form.returned));
    }

    @Test
    void missingResultsComeWithTheHintThatTheyMustBeNull() {
        assertThat(failureOfThree(form.batcher(List.of("a")))).hasMessageContaining("what is missing must be null");
    }
}
