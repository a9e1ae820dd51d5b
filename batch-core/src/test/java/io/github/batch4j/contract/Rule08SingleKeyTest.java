package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 8: a batcher can fail one key without failing the others. */
class Rule08SingleKeyTest {

    private final BatchExecutor executor = BatchExecutor.create();

    static Stream<RecordingStore> stores() {
        RecordingStore blocking = RecordingStore.blocking("blocking").failing("bad", new IllegalStateException("boom"));
        return Stream.of(blocking, RecordingStore.async("async").failing("bad", new IllegalStateException("boom")));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void theOtherKeysGetTheirAnswers(RecordingStore store) {
        BatchGenerator<String> bad = store.get("bad").recover(failure -> BatchGenerator.value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(store.get("a"), bad, store.get("b"), store.get("a"))))
                .containsExactly("A", "boom", "B", "A");
        assertThat(store.batches()).containsExactly("[a, bad, b]");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void everyoneWhoAskedForTheKeyGetsItsFailure(RecordingStore store) {
        BatchGenerator<String> body = BatchGenerator.of(
                batch -> catchThrowable(() -> batch.yield(store.get("bad"))).getMessage());

        assertThat(executor.executeAll(List.of(body, store.get("a"), body))).containsExactly("boom", "A", "boom");
        assertThat(store.batches()).containsExactly("[a, bad]");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aBatchOfWhichOneKeyFailedHasNotFailed(RecordingStore store) {
        BatchTrace trace = new BatchTrace();

        assertThat(catchThrowable(() -> executor.execute(store.get("bad"), trace)))
                .hasMessage("boom");
        assertThat(trace.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.failure()).isNull());
    }

    @Test
    void aLayeredBatcherCanFailOneKeyToo() {
        RecordingStore rows = RecordingStore.blocking("rows");
        RecordingStore users = RecordingStore.blocking("users");
        Ask layered = new Ask(
                Batcher.layered(
                        "layered",
                        operations -> rows.get("all")
                                .map(all -> BatchResults.of(operations, operation -> {
                                    throw new IllegalStateException("boom");
                                }))),
                "a");

        assertThat(catchThrowable(() -> executor.executeAll(List.of(layered, users.get("b")))))
                .hasMessage("boom");
        assertThat(users.batches()).containsExactly("[b]");
    }

    @Test
    void readAsAListTheResultsThrowWhatFailed() {
        BatchResults<Integer> results = BatchResults.of(List.of("1", "x", "3"), Integer::parseInt);

        assertThat(results).hasSize(3);
        assertThat(results.get(0)).isEqualTo(1);
        assertThat(results.get(2)).isEqualTo(3);
        assertThatThrownBy(() -> results.get(1)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> results.add(4)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aCheckedExceptionIsOneKeysFailureToo() {
        IOException io = new IOException("disk");
        RecordingStore store = RecordingStore.blocking("store").failing("bad", new IllegalStateException(io));
        BatchGenerator<String> bad = store.get("bad").recover(failure -> BatchGenerator.failure(failure.getCause()));

        assertThat(catchThrowable(() -> executor.executeAll(List.of(store.get("a"), bad))))
                .hasCause(io);
    }
}
