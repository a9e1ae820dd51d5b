package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The failures that recover replaces, and those that pass it. */
class RecoverTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final IOException disk = new IOException("disk");

    private Throwable failureOf(BatchGenerator<?> generator) {
        return catchThrowable(() -> executor.execute(generator));
    }

    @Test
    void aResultPassesUntouched() {
        assertThat(executor.execute(users.get("a").recoverWith(failure -> users.get("b"))))
                .isEqualTo("A");
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void aFailureIsStoodInForByAValue() {
        users.failing("a", new IllegalStateException("gone"));
        BatchGenerator<String> recovered = users.get("a").recover(failure -> "no user: " + failure.getMessage());
        BatchGenerator<String> ofAType = users.get("a").recover(IllegalStateException.class, failure -> null);

        assertThat(executor.executeAll(List.of(recovered, ofAType, users.get("b"))))
                .containsExactly("no user: gone", null, "B");
        assertThat(users.batches()).containsExactly("[a, b]");
        assertThat(ofAType).hasToString("Ask.recover(RecoverTest)");
    }

    @Test
    void aValueStandsInOnlyForFailuresOfTheType() {
        assertThat(failureOf(BatchGenerator.failure(disk).recover(IllegalStateException.class, failure -> "never")))
                .hasCause(disk);
        assertThat(executor.execute(BatchGenerator.failure(disk).recover(IOException.class, IOException::getMessage)))
                .isEqualTo("disk");
    }

    @Test
    void whatTheFunctionOfAValueThrowsIsTheNewFailure() {
        RuntimeException instead = new UncheckedIOException(disk);

        assertThat(failureOf(BatchGenerator.failure(disk).recover(failure -> {
                    throw instead;
                })))
                .isSameAs(instead);
    }

    @Test
    void aValueThatIsAGeneratorIsRefusedSinceNobodyWouldRunIt() {
        BatchGenerator<Object> recovered = BatchGenerator.failure(disk).recover(failure -> users.get("b"));

        assertThat(failureOf(recovered))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the function given to recover in RecoverTest returned the operation Ask, which has not been"
                                + " run, expected a value; recoverWith runs a generator");
        assertThat(users.batches()).isEmpty();
    }

    @Test
    void aKeyWithoutAValueIsRecoveredFrom() {
        BatchLoader<Long, String> users = BatchLoader.of("users", ids -> Map.of());
        Long id = 1L;
        assertThat(executor.execute(
                        // tag::recover[]
                        users.require(id).recover(failure -> "nobody")
                        // end::recover[]
                        ))
                .isEqualTo("nobody");
    }

    @Test
    void aFailureIsStoodInForByAnotherGenerator() {
        BatchGenerator<String> recovered =
                BatchGenerator.<String>failure(disk).recoverWith(failure -> users.get(failure.getMessage()));

        assertThat(executor.execute(recovered)).isEqualTo("DISK");
    }

    @Test
    void onlyFailuresOfTheTypeAndItsSubtypesAreRecoveredFrom() {
        BatchGenerator<String> missing = BatchGenerator.failure(new FileNotFoundException("missing"));
        IllegalStateException other = new IllegalStateException("other");

        assertThat(executor.execute(missing.recoverWith(IOException.class, failure -> value("recovered"))))
                .isEqualTo("recovered");
        assertThat(failureOf(
                        BatchGenerator.failure(other).recoverWith(IOException.class, failure -> value("recovered"))))
                .isSameAs(other);
    }

    @Test
    void theFirstThatMatchesRecovers() {
        BatchGenerator<String> chain = BatchGenerator.<String>failure(disk)
                .recoverWith(IllegalStateException.class, failure -> value("first"))
                .recoverWith(IOException.class, failure -> value("second"))
                .recoverWith(failure -> value("third"));

        assertThat(executor.execute(chain)).isEqualTo("second");
    }

    @Test
    void whatTheFunctionThrowsIsTheNewFailure() {
        RuntimeException instead = new UncheckedIOException(disk);

        assertThat(failureOf(BatchGenerator.failure(disk).recoverWith(IOException.class, failure -> {
                    throw instead;
                })))
                .isSameAs(instead);
    }

    @Test
    void aFailureOfTheStandInIsNotRecoveredFromByTheSameStage() {
        RuntimeException instead = new IllegalStateException("instead");

        assertThat(failureOf(BatchGenerator.failure(disk).recoverWith(failure -> BatchGenerator.failure(instead))))
                .isSameAs(instead);
    }

    @Test
    void whatFollowsTheStageIsNotRecovered() {
        IllegalStateException after = new IllegalStateException("after");
        BatchGenerator<String> chain = value("a")
                .recoverWith(failure -> value("recovered"))
                .map(name -> {
                    throw after;
                });

        assertThat(failureOf(chain)).isSameAs(after);
    }
}
