package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.CachedGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Results of cached and shared generators are valid until a write, or until another transaction is current. */
class MemosTest {

    private final Transactions transactions = new Transactions();
    private final BatchExecutor executor =
            BatchExecutor.builder().threadContext(transactions).build();
    private final List<String> batches = new ArrayList<>();
    private int value;

    private final Batcher<Op, Integer> store = Batcher.blocking("store", asked -> {
        batches.add(asked.toString());
        asked.stream().filter(op -> op.isWrite).forEach(op -> value++);
        return asked.stream().map(op -> value).toList();
    });

    record Op(Batcher<Op, Integer> batcher, String key, boolean isWrite) implements BatchableOperation<Integer> {

        @Override
        public Object writes() {
            return isWrite ? "all" : null;
        }

        @Override
        public boolean mergeable() {
            return !isWrite;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    private final Op read = new Op(store, "read", false);
    private final Op write = new Op(store, "write", true);
    private final CachedGenerator<String, Integer> cached = CachedGenerator.of("cached", key -> read);

    @Test
    void cachedResultIsGivenUntilSomethingIsWritten() {
        assertThat(executor.execute(cached.get("a"))).isZero();
        assertThat(executor.execute(cached.get("a"))).isZero();
        executor.execute(write);

        assertThat(executor.execute(cached.get("a"))).isEqualTo(1);
        assertThat(executor.execute(cached.get("a"))).isEqualTo(1);
        assertThat(batches).containsExactly("[read]", "[write]", "[read]");
    }

    @Test
    void alsoAmidAnExecution() {
        BatchGenerator<Integer> again = cached.get("a").flatMap(any -> write).flatMap(any -> cached.get("a"));

        assertThat(executor.execute(again)).isEqualTo(1);
    }

    @Test
    void whatWasReadBesideAWriteIsNotGivenAfterwards() {
        CachedGenerator<String, Integer> slow = CachedGenerator.of(
                "slow", key -> read.flatMap(found -> new Op(store, "other", false).map(any -> found)));

        executor.executeAll(List.of(slow.get("a"), read.flatMap(any -> write)));

        assertThat(executor.execute(slow.get("a"))).isEqualTo(1);
    }

    @Test
    void sharedResultToo() {
        BatchGenerator<Integer> shared = read.map(found -> found).shared();

        assertThat(executor.execute(shared)).isZero();
        assertThat(BatchExecutor.create().execute(shared)).isZero();
        executor.execute(write);
        assertThat(executor.execute(shared)).isEqualTo(1);
        assertThat(BatchExecutor.create().execute(shared)).isEqualTo(1);
        assertThat(batches).containsExactly("[read]", "[write]", "[read]");
    }

    @Test
    void writeByAnotherExecutorIsNotNoticed() {
        BatchGenerator<Integer> shared = read.map(found -> found).shared();
        executor.execute(shared);

        BatchExecutor.create().execute(write);

        assertThat(executor.execute(shared)).isZero();
    }

    @Test
    void whatHasWrittenItselfIsNeverRunTwice() {
        List<Function<BatchGenerator<Integer>, BatchGenerator<Integer>>> ways = List.of(
                writing -> writing,
                writing -> writing.flatMap(any -> read),
                writing -> BatchGenerator.of(batch -> batch.yield(writing)),
                writing -> BatchGenerator.value(0).map(any -> executor.execute(writing)),
                writing -> BatchGenerator.value(0).map(any -> transactions.in("own", () -> executor.execute(writing))),
                writing -> new Op(
                        Batcher.layered(
                                "layered", asked -> BatchGenerator.all(asked, op -> writing.flatMap(any -> read))),
                        "layered",
                        false));
        for (Function<BatchGenerator<Integer>, BatchGenerator<Integer>> way : ways) {
            for (int i = 0; i < 2; i++) {
                CachedGenerator<String, Integer> inserting = CachedGenerator.of("inserting", key -> way.apply(write));
                BatchGenerator<Integer> insert =
                        i == 0 ? inserting.get("a") : way.apply(write).shared();
                batches.clear();

                executor.execute(insert);
                executor.execute(write);
                executor.execute(insert.flatMap(any -> insert));
                transactions.in("any", () -> executor.execute(insert));

                assertThat(batches)
                        .filteredOn("[write]"::equals)
                        .as(insert.toString())
                        .hasSize(2);
            }
        }
    }

    @Test
    void sharedReadIsForgottenThoughItsBatchHasAlsoWritten() {
        BatchGenerator<Integer> shared = read.map(found -> found).shared();

        executor.executeAll(List.of(shared, write));
        value = 7;

        assertThat(executor.execute(shared)).isEqualTo(7);
    }

    @Test
    void sharedThatWaitsForOneThatWritesReadsAgainWithoutWritingAgain() {
        BatchGenerator<Integer> insert = write.map(any -> value).shared();
        BatchGenerator<Integer> outer = insert.flatMap(any -> read).shared();

        executor.execute(outer);
        executor.execute(write);

        assertThat(executor.execute(outer)).isEqualTo(2);
        assertThat(batches).containsExactly("[write]", "[read]", "[write]", "[read]");
    }

    @Test
    void whatWasSharedInATransactionIsForItsExecutionAlone() {
        BatchGenerator<Integer> shared = read.map(found -> found).shared();

        transactions.in("one", () -> executor.execute(shared.flatMap(any -> shared)));
        value = 5; // stands for a rollback

        assertThat(executor.execute(shared)).isEqualTo(5);
        assertThat(batches).containsExactly("[read]", "[read]");
    }

    @Test
    void whatWasCachedInATransactionIsForThatAlone() {
        int inside =
                transactions.in("one", () -> executor.execute(cached.get("a")) + executor.execute(cached.get("a")));
        value = 5;

        assertThat(inside).isZero();
        assertThat(executor.execute(cached.get("a"))).isEqualTo(5);
        assertThat(batches).containsExactly("[read]", "[read]");
    }

    @Test
    void whatWasCachedBeforeATransactionIsReadAnewInItAndAfterIt() {
        executor.execute(cached.get("a"));
        transactions.in("one", () -> executor.execute(cached.get("a")));
        executor.execute(cached.get("a"));
        executor.execute(cached.get("a"));

        assertThat(batches).containsExactly("[read]", "[read]", "[read]");
    }

    @Test
    void writeAmidATransactionIsSeenByWhatIsSharedThere() {
        BatchGenerator<Integer> shared = read.map(found -> found).shared();

        int found = transactions.in(
                "one", () -> executor.execute(shared.flatMap(any -> write).flatMap(any -> shared)));

        assertThat(found).isEqualTo(1);
    }

    @Test
    void whoeverWaitsForOneThatIsRunningWaitsWithTheOthers() {
        CachedGenerator<String, Integer> slow =
                CachedGenerator.of("slow", key -> read.flatMap(any -> read).flatMap(any -> read));

        executor.executeAll(List.of(slow.get("a"), write.flatMap(any -> slow.get("a"))));

        assertThat(batches).containsExactly("[read, write]", "[read]", "[read]");
    }
}
