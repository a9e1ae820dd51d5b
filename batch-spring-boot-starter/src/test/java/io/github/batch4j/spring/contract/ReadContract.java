package io.github.batch4j.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** The contract of all reads, for each adapter and server. */
public abstract class ReadContract {

    private static final int MOST = 1000;

    private final BatchTrace trace = new BatchTrace();

    /** The store under test. Called before each test. */
    protected abstract ReadStore store();

    @BeforeEach
    void clear() {
        store().clear();
    }

    @Test
    void answersComeInTheOrderAskedFor() {
        store().put(1, 4);

        assertThat(execute(MOST, 3, 1, 2)).containsExactly(value(3), value(1), value(2));

        assertThat(trace.batches()).containsExactly(reads(MOST, 3, 1, 2));
        assertThat(store().requests()).isEqualTo(store().requestsOf(3));
    }

    @Test
    void keyAskedForTwiceIsSentOnce() {
        store().put(1, 3);

        assertThat(execute(MOST, 1, 2, 1)).containsExactly(value(1), value(2), value(1));

        assertThat(trace.batches()).containsExactly(reads(MOST, 1, 2));
        assertThat(store().requests()).isEqualTo(store().requestsOf(2));
    }

    @Test
    void missingKeyIsNotAFailure() {
        store().put(2, 3);

        assertThat(execute(MOST, 1, 2, 3)).containsExactly(store().missing(), value(2), store().missing());

        assertThat(store().requests()).isEqualTo(store().requestsOf(3));
    }

    @Test
    void badKeyFailsAlone() {
        store().put(1, 4);
        assumeTrue(store().spoil(2), "nothing that is stored is bad for this kind of read");

        List<?> answers = BatchExecutor.create()
                .execute(
                        BatchGenerator.all(
                                List.of(1, 2, 3),
                                key -> read(key, MOST).recoverWith(any -> BatchGenerator.value("bad"))),
                        trace);

        assertThat(answers).isEqualTo(List.of(value(1), "bad", value(3)));
        assertThat(trace.batches()).containsExactly(reads(MOST, 1, 2, 3));
    }

    @Test
    void nothingAskedForIsNothingSent() {
        assertThat(execute(MOST)).isEmpty();

        assertThat(trace.batches()).isEmpty();
        assertThat(store().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void moreKeysThanTheLargestBatchAreSeveralOfOneStep(int keys) {
        int most = 3;
        int[] asked = IntStream.range(0, keys).toArray();
        store().put(0, keys);

        assertThat(execute(most, asked)).isEqualTo(values(asked));

        List<List<BatchableOperation<Object>>> chunks = IntStream.range(0, (keys + most - 1) / most)
                .mapToObj(chunk ->
                        reads(most, Arrays.copyOfRange(asked, chunk * most, Math.min(keys, (chunk + 1) * most))))
                .toList();
        assertThat(trace.batches()).isEqualTo(chunks);
        assertThat(trace.entries()).extracting(entry -> entry.batch().step()).containsOnly(1);
        assertThat(store().requests())
                .isEqualTo(chunks.stream()
                        .mapToLong(chunk -> store().requestsOf(chunk.size()))
                        .sum());
    }

    @Test
    void manyKeysAreRightAndInChunks() {
        int most = store().most();
        int last = store().many() - 1;
        int[] asked = IntStream.rangeClosed(0, last).toArray();
        store().put(0, last);

        List<Object> answers = execute(most, asked);

        assertThat(answers).hasSize(asked.length);
        assertThat(answers.subList(0, last)).isEqualTo(values(Arrays.copyOf(asked, last)));
        assertThat(answers.get(last)).isEqualTo(store().missing());
        assertThat(trace.batches())
                .hasSize(asked.length / most)
                .allSatisfy(batch -> assertThat(batch).hasSize(most));
    }

    @Test
    void failureOfTheServerFailsWhoAskedAndNothingElse() {
        store().put(1, 3);
        try (ReadStore.Outage outage = store().outage()) {
            assertThatThrownBy(() -> execute(MOST, 1, 2)).isInstanceOf(DataAccessException.class);

            List<Object> answers = BatchExecutor.create()
                    .execute(BatchGenerator.all(
                            List.of(1, 2), key -> read(key, MOST).recoverWith(any -> BatchGenerator.value("failed"))));
            assertThat(answers).containsExactly("failed", "failed");
        }

        assertThat(execute(MOST, 1, 2)).containsExactly(value(1), value(2));
    }

    @Test
    void whatWasReadIsNotSentAgainByTheSameExecutor() {
        store().put(1, 3);
        BatchExecutor executor = keeping();

        List<Object> first = execute(executor, reads(MOST, 1, 2, 3));
        long requests = store().requests();
        List<Object> again = execute(executor, reads(MOST, 3, 2, 4, 1));

        assertThat(first).containsExactly(value(1), value(2), store().missing());
        assertThat(again).containsExactly(store().missing(), value(2), store().missing(), value(1));
        assertThat(trace.batches())
                .containsExactly(reads(MOST, 1, 2, 3), keeps() ? reads(MOST, 4) : reads(MOST, 3, 2, 4, 1));
        assertThat(store().requests() - requests).isEqualTo(store().requestsOf(keeps() ? 1 : 4));
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        assumeTrue(store().write(1, MOST) != null, "this adapter does not write");
        BatchExecutor executor = keeping();

        assertThat(execute(executor, reads(MOST, 1, 2))).containsExactly(store().missing(), store().missing());
        executor.execute(store().write(1, MOST));

        assertThat(execute(executor, reads(MOST, 1, 2))).containsExactly(value(1), store().missing());
    }

    @Test
    void executorsShareNothing() {
        execute(keeping(), reads(MOST, 1));
        store().put(1, 2);

        assertThat(execute(keeping(), reads(MOST, 1))).containsExactly(value(1));
    }

    /** Returns true if answers are cached at all: not for repositories, as saves bypass the adapter. */
    protected boolean keeps() {
        return true;
    }

    private static BatchExecutor keeping() {
        return BatchExecutor.builder().cache(MOST).build();
    }

    private List<@Nullable Object> execute(int maxBatchSize, int... keys) {
        trace.clear();
        return execute(BatchExecutor.create(), reads(maxBatchSize, keys));
    }

    private List<@Nullable Object> execute(BatchExecutor executor, List<? extends BatchableOperation<Object>> reads) {
        return executor.execute(BatchGenerator.all(reads), trace);
    }

    private List<BatchableOperation<Object>> reads(int maxBatchSize, int... keys) {
        return IntStream.of(keys).mapToObj(key -> read(key, maxBatchSize)).toList();
    }

    @SuppressWarnings("unchecked") // only compared with the store's value, whatever its type
    private BatchableOperation<Object> read(int key, int maxBatchSize) {
        return (BatchableOperation<Object>) store().read(key, maxBatchSize);
    }

    private Object value(int key) {
        return store().value(key);
    }

    private List<Object> values(int... keys) {
        return IntStream.of(keys).mapToObj(this::value).toList();
    }
}
