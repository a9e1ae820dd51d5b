package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        assertThat(executor.execute(users.get("a").recover(failure -> users.get("b"))))
                .isEqualTo("A");
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void aFailureIsStoodInForByAnotherGenerator() {
        BatchGenerator<String> recovered =
                BatchGenerator.<String>failure(disk).recover(failure -> users.get(failure.getMessage()));

        assertThat(executor.execute(recovered)).isEqualTo("DISK");
    }

    @Test
    void onlyFailuresOfTheTypeAndItsSubtypesAreRecoveredFrom() {
        BatchGenerator<String> missing = BatchGenerator.failure(new FileNotFoundException("missing"));
        IllegalStateException other = new IllegalStateException("other");

        assertThat(executor.execute(missing.recover(IOException.class, failure -> value("recovered"))))
                .isEqualTo("recovered");
        assertThat(failureOf(BatchGenerator.failure(other).recover(IOException.class, failure -> value("recovered"))))
                .isSameAs(other);
    }

    @Test
    void theFirstThatMatchesRecovers() {
        BatchGenerator<String> chain = BatchGenerator.<String>failure(disk)
                .recover(IllegalStateException.class, failure -> value("first"))
                .recover(IOException.class, failure -> value("second"))
                .recover(failure -> value("third"));

        assertThat(executor.execute(chain)).isEqualTo("second");
    }

    @Test
    void whatTheFunctionThrowsIsTheNewFailure() {
        RuntimeException instead = new UncheckedIOException(disk);

        assertThat(failureOf(BatchGenerator.failure(disk).recover(IOException.class, failure -> {
                    throw instead;
                })))
                .isSameAs(instead);
    }

    @Test
    void aFailureOfTheStandInIsNotRecoveredFromByTheSameStage() {
        RuntimeException instead = new IllegalStateException("instead");

        assertThat(failureOf(BatchGenerator.failure(disk).recover(failure -> BatchGenerator.failure(instead))))
                .isSameAs(instead);
    }

    @Test
    void whatFollowsTheStageIsNotRecovered() {
        IllegalStateException after = new IllegalStateException("after");
        BatchGenerator<String> chain = value("a")
                .recover(failure -> value("recovered"))
                .map(name -> {
                    throw after;
                });

        assertThat(failureOf(chain)).isSameAs(after);
    }
}
