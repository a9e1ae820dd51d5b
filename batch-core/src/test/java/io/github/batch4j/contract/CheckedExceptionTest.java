package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedGenerator;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import org.junit.jupiter.api.Test;

/** Checked exceptions are passed on unchanged, and wrapped only where plain code could not be made to expect them. */
class CheckedExceptionTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final IOException disk = new IOException("disk");
    private final Ask failing = new Ask(
            Batcher.blocking("failing", operations -> {
                throw disk;
            }),
            "a");

    /** A body that lets the failure pass. */
    private final BatchGenerator<String> passing = BatchGenerator.of(batch -> batch.yield(failing) + "!");

    private void assertWrappedOnce(Throwable thrown) {
        assertThat(thrown).isInstanceOf(UndeclaredThrowableException.class);
        assertThat(thrown.getCause()).isSameAs(disk);
    }

    private Throwable failureOf(BatchGenerator<?> generator) {
        return catchThrowable(() -> executor.execute(generator));
    }

    private String recovered(BatchGenerator<String> generator) {
        return executor.execute(generator.recover(IOException.class, failure -> value(failure.getMessage())));
    }

    @Test
    void executeThrowsItWrappedOnce() {
        assertWrappedOnce(failureOf(failing));
        assertWrappedOnce(failureOf(failing.map(name -> name)));
        assertWrappedOnce(failureOf(BatchGenerator.failure(disk)));
        assertWrappedOnce(failureOf(BatchGenerator.of(batch -> {
            throw disk;
        })));
    }

    @Test
    void executeThrowsItWrappedOnceThroughAnyNumberOfBodies() {
        assertWrappedOnce(failureOf(passing));
        assertWrappedOnce(failureOf(BatchGenerator.of(batch -> batch.yield(passing))));
        assertWrappedOnce(failureOf(BatchGenerator.of(batch -> executor.execute(passing))));
    }

    @Test
    void recoverSeesItAsItIs() {
        assertThat(recovered(failing)).isEqualTo("disk");
        assertThat(recovered(passing)).isEqualTo("disk");
        assertThat(recovered(BatchGenerator.of(batch -> batch.yield(passing)))).isEqualTo("disk");
    }

    @Test
    void recoverSeesItAsItIsThroughACallOfExecuteInABody() {
        assertThat(recovered(BatchGenerator.of(batch -> executor.execute(failing))))
                .isEqualTo("disk");
    }

    @Test
    void recoverSeesItAsItIsThroughACallOfExecuteInAFunction() {
        assertThat(recovered(value("a").map(name -> executor.execute(failing)))).isEqualTo("disk");
    }

    @Test
    void aBodyCatchesItWrapped() {
        BatchGenerator<Throwable> catching = BatchGenerator.of(batch -> catchThrowable(() -> batch.yield(passing)));

        assertWrappedOnce(executor.execute(catching));
    }

    @Test
    void aBodyThatThrowsItAgainLaterThrowsItAsItWas() {
        BatchGenerator<String> later = BatchGenerator.of(batch -> {
            RuntimeException caught = (RuntimeException) catchThrowable(() -> batch.yield(failing));
            batch.yield(value("in between"));
            throw caught;
        });

        assertThat(recovered(later)).isEqualTo("disk");
    }

    @Test
    void aSharedGeneratorKeepsItAsItIs() {
        SharedGenerator<String> shared = failing.shared();

        assertWrappedOnce(failureOf(shared));
        assertWrappedOnce(failureOf(shared));
        assertThat(recovered(shared)).isEqualTo("disk");
    }
}
