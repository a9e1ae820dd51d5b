package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.BatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch never holds more than its batcher allows. */
class MaxBatchSizeTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final SentLog sent = new SentLog();

    /** A store that limits the keys of a batch, and fails a batch that holds a bad key. */
    record SmallStore(String name, int maxBatchSize) implements Batcher.Blocking<Ask, String> {

        @Override
        public List<String> runBatch(List<Ask> operations) {
            if (operations.stream().anyMatch(ask -> ask.key().equals("bad"))) {
                throw new IllegalStateException("boom");
            }
            return operations.stream().map(ask -> ask.key() + "!").toList();
        }
    }

    private List<String> execute(Batcher<Ask, String> store, String keys) {
        return executor.execute(
                BatchGenerator.all(
                        List.of(keys.split(" ")),
                        key -> new Ask(store, key).recover(failure -> BatchGenerator.value(failure.getMessage()))),
                sent);
    }

    @ParameterizedTest
    @CsvSource({
        "1, '[a] [b] [c] [d] [e]'",
        "2, '[a, b] [c, d] [e]'",
        "4, '[a, b, c, d] [e]'",
        "5, '[a, b, c, d, e]'",
        "6, '[a, b, c, d, e]'"
    })
    void aLargerBatchIsSplitInOrderWithinItsStep(int most, String batches) {
        assertThat(execute(new SmallStore("s", most), "a b a c d b e"))
                .containsExactly("a!", "b!", "a!", "c!", "d!", "b!", "e!");
        assertThat(String.join(" ", sent.lines())).isEqualTo(batches.replace("[", "1 s["));
    }

    @Test
    void aPartThatFailsFailsItsOwnKeysOnly() {
        assertThat(execute(new SmallStore("s", 2), "a b bad c d bad a"))
                .containsExactly("a!", "b!", "boom", "boom", "d!", "boom", "a!");
        assertThat(sent.lines()).containsExactly("1 s[a, b]", "1 s[bad, c]", "1 s[d]");
    }

    @Test
    void everyPartIsARoundTrip() {
        BatchTrace trace = new BatchTrace();
        SmallStore store = new SmallStore("s", 2);

        executor.execute(BatchGenerator.all(List.of("a", "b", "c"), key -> new Ask(store, key)), trace);

        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aLimitThatLetsNothingThroughIsAClearError(int most) {
        assertThat(catchThrowable(() -> executor.execute(new Ask(new SmallStore("small", most), "a"))))
                .isInstanceOf(BatcherException.class)
                .hasMessage("small.maxBatchSize returned " + most + ", expected at least 1");
    }

    @Test
    void aBatchThatIsNotSentIsNoRoundTrip() {
        BatchTrace trace = new BatchTrace();

        assertThat(catchThrowable(() -> executor.execute(new Ask(new SmallStore("small", 0), "a"), trace)))
                .isInstanceOf(BatcherException.class);
        assertThat(trace.roundTrips()).isZero();
    }

    @Test
    void aLimitThatCannotBeReadFailsItsBatchOnly() {
        RecordingStore users = RecordingStore.blocking("users");
        class Unlimited implements Batcher.Blocking<Ask, String> {
            @Override
            public int maxBatchSize() {
                throw new IllegalStateException("boom");
            }

            @Override
            public List<String> runBatch(List<Ask> operations) {
                throw new AssertionError("sent");
            }
        }

        assertThat(catchThrowable(() -> executor.executeAll(List.of(new Ask(new Unlimited(), "a"), users.get("a")))))
                .hasMessage("boom");
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void aNamedBatcherKeepsTheLimitOfTheOneThatItNames() {
        execute(Batcher.blocking("named", new SmallStore("s", 2)), "a b c");

        assertThat(sent.lines()).containsExactly("1 named[a, b]", "1 named[c]");
    }

    @Test
    void layeredAndAsynchronousBatchesAreSplitTheSameWay() {
        RecordingStore rows = RecordingStore.blocking("rows");
        class Pairs implements Batcher.Layered<Ask, String> {
            @Override
            public int maxBatchSize() {
                return 2;
            }

            @Override
            public BatchGenerator<List<String>> genBatch(List<Ask> operations) {
                return BatchGenerator.all(operations, ask -> rows.get(ask.key()));
            }
        }

        assertThat(execute(new Pairs(), "a b c a")).containsExactly("A", "B", "C", "A");
        assertThat(sent.lines()).containsExactly("1 Pairs[a, b]", "1 Pairs[c]", "1 rows[a, b, c]");
    }

    @Test
    void writesAreSplitAndNotMerged() {
        List<String> batches = new ArrayList<>();
        class Writes implements Batcher.Blocking<Write, String> {
            @Override
            public int maxBatchSize() {
                return 3;
            }

            @Override
            public List<String> runBatch(List<Write> operations) {
                batches.add(operations.toString());
                return operations.stream().map(Write::key).toList();
            }
        }
        Writes writes = new Writes();

        executor.execute(BatchGenerator.all(IntStream.range(0, 4).boxed().toList(), i -> new Write(writes, "x")));

        assertThat(batches).containsExactly("[x, x, x]", "[x]");
    }
}
