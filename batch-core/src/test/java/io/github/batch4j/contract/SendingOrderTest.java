package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocking batches that grow while others are sent: with broken batchers, equal ones, and many waiters. */
class SendingOrderTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final SentLog sent = new SentLog();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RecordingStore orders = RecordingStore.blocking("orders");
    private boolean isBroken;

    /** A batcher that programs make anew for each operation. */
    private record Table(String name) implements Batcher.Blocking<Ask, String> {

        @Override
        public List<String> runBatch(List<Ask> operations) {
            return operations.stream().map(Ask::key).toList();
        }
    }

    @Test
    void aStepCallsEqualBatchersOnce() {
        BatchGenerator<String> chain = new Ask(new Table("users"), "a")
                .flatMap(name -> new Ask(new Table("users"), "b"))
                .flatMap(name -> new Ask(new Table("users"), "c"));

        executor.executeAll(List.of(chain, new Ask(new Table("orders"), "o")), sent);

        assertThat(sent.lines()).containsExactly("1 users[a]", "2 users[b]", "2 orders[o]", "3 users[c]");
    }

    private BatchGenerator<Integer> depthOf(int levels) {
        return levels == 0
                ? value(0)
                : BatchGenerator.zip(
                        users.get("a").flatMap(name -> depthOf(levels - 1)),
                        orders.get("b"),
                        (depth, name) -> depth + 1);
    }

    @Test
    void aBatchThatGrowsInADeepRecursionIsNotCountedAnewAtEachLevel() {
        int deep = 30_000;

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> executor.execute(depthOf(deep))))
                .isEqualTo(deep);
        assertThat(orders.batches()).hasSize(1);
    }

    /** A batcher whose hash code is that of others, and whose equality breaks while its batch is pending. */
    private final class Breaking implements Batcher.Blocking<Ask, String> {

        @Override
        public List<String> runBatch(List<Ask> operations) {
            return operations.stream().map(Ask::key).toList();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (isBroken) {
                throw new IllegalStateException("equals is broken");
            }
            return this == other;
        }

        @Override
        public int hashCode() {
            if (isBroken) {
                throw new IllegalStateException("hashCode is broken");
            }
            return 1;
        }
    }

    @Test
    void batchersThatCannotBeComparedAnyMoreAreSentAllTheSame() {
        List<BatchGenerator<String>> chains = new ArrayList<>();
        chains.add(users.get("a").flatMap(name -> {
            isBroken = true;
            return users.get("b");
        }));
        IntStream.range(0, 20).forEach(i -> chains.add(new Ask(new Breaking(), "c")));

        assertThat(executor.executeAll(chains)).hasSize(21).startsWith("B").endsWith("c");
    }

    @Test
    void aBatcherWhoseHashCodeChangesIsNotFoundOnceItsBatchWasSent() {
        class Changing implements Batcher.Blocking<Ask, String> {

            private int hash;

            @Override
            public List<String> runBatch(List<Ask> operations) {
                return operations.stream().map(Ask::key).toList();
            }

            @Override
            public boolean equals(@Nullable Object other) {
                return this == other;
            }

            @Override
            public int hashCode() {
                return hash;
            }
        }
        Changing changing = new Changing();
        List<BatchGenerator<String>> chains = new ArrayList<>();
        IntStream.range(0, 10)
                .forEach(i -> chains.add(RecordingStore.blocking("store " + i).get("x")));
        chains.add(new Ask(changing, "a").flatMap(name -> {
            changing.hash = 0;
            return new Ask(changing, "b");
        }));
        chains.add(0, users.get("u").flatMap(name -> {
            changing.hash = 1;
            return users.get("v");
        }));

        assertThat(executor.executeAll(chains)).hasSize(12).endsWith("b").startsWith("V");
    }

    @Test
    void aLayeredBatchEndsForListenersIfOneOfThemThrows() {
        RecordingStore layered = RecordingStore.over(users, "layered");
        List<String> ended = new ArrayList<>();
        BatchListener throwing = new BatchListener() {
            @Override
            public void onSent(SentBatch batch) {
                throw new IllegalStateException("onSent");
            }

            @Override
            public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
                ended.add(SentLog.show(batch));
            }
        };

        assertThatThrownBy(() -> executor.execute(layered.get("a"), throwing)).hasMessage("onSent");
        assertThat(ended).containsExactly("layered[a]");
    }
}
