package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Plain code that returns a generator in place of a value is told so: nobody would run it. */
class NotRunTest {

    private static final String FOUND =
            " in NotRunTest returned the operation users, which has not been run, expected a" + " value; ";

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchLoader<Long, String> users = BatchLoader.of("users", ids -> Map.of(1L, "Ann"));

    private void assertRefused(Callable<?> call, String expected) {
        assertThat(catchThrowable(call::call))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(expected);
    }

    @Test
    void aFunctionOfItemsIsToldOfExecuteAll() {
        assertRefused(
                () -> executor.all(List.of(1L, 2L), id -> users.get(id)),
                "the function given to BatchExecutor.all" + FOUND
                        + "BatchExecutor.executeAll runs generators side by side");
    }

    @Test
    void aMethodOfALoaderIsToldOfExecuteAll() {
        assertThat(catchThrowable(() -> executor.all(List.of(1L, 2L), users::get)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BatchExecutor.executeAll");
    }

    @Test
    void piecesOfCodeAreToldOfExecuteAll() {
        List<Callable<Object>> codes = List.of(() -> "a value", () -> users.get(1L));

        assertRefused(
                () -> executor.all(codes),
                "the function given to BatchExecutor.all" + FOUND
                        + "BatchExecutor.executeAll runs generators side by side");
    }

    @Test
    void aPieceOfCodeOfZipIsToldOfTheZipOfGenerators() {
        assertRefused(
                () -> executor.zip(() -> "a", () -> users.get(1L), (a, b) -> a),
                "the function given to BatchExecutor.zip" + FOUND
                        + "execute runs generators side by side that are given to BatchGenerator.zip");
    }

    @Test
    void aBodyIsToldToYield() {
        assertRefused(
                () -> executor.execute(BatchGenerator.of(batch -> users.get(1L))),
                "the function given to BatchGenerator.of" + FOUND + "yield it in the body, and return its result");
    }

    @Test
    void aGeneratorThatIsNoOperationIsRefusedToo() {
        assertRefused(
                () -> executor.execute(
                        BatchGenerator.of(batch -> batch.yield(users.get(1L)) == null ? null : users.require(1L))),
                "the function given to BatchGenerator.of in NotRunTest returned a generator, which has not been run,"
                        + " expected a value; yield it in the body, and return its result");
    }

    @Test
    void otherPiecesOfCodeStillEnd() {
        RecordingStore store = RecordingStore.blocking("store");

        assertThat(catchThrowable(
                        () -> executor.zip(() -> users.get(1L), () -> executor.execute(store.get("a")), (a, b) -> b)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.batches()).containsExactly("[a]");
    }
}
