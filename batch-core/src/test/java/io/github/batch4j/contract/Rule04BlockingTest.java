package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 4 for blocking batches: the answers of each are delivered before the next is sent. */
class Rule04BlockingTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final SentLog sent = new SentLog();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RecordingStore orders = RecordingStore.blocking("orders");
    private final RecordingStore items = RecordingStore.blocking("items");
    private final RecordingStore prices = RecordingStore.blocking("prices");

    /** Plain code that asks one store after the other. */
    private static BatchGenerator<String> body(List<RecordingStore> stores) {
        return BatchGenerator.of(batch -> {
            String answer = "k";
            for (RecordingStore store : stores) {
                answer = batch.yield(store.get(answer));
            }
            return answer;
        });
    }

    private static BatchGenerator<String> pipeline(List<RecordingStore> stores) {
        BatchGenerator<String> chain = stores.get(0).get("k");
        for (RecordingStore store : stores.subList(1, stores.size())) {
            chain = chain.flatMap(store::get);
        }
        return chain;
    }

    private static Batcher<Write, String> writer(String name) {
        return Batcher.blocking(name, writes -> writes.stream().map(Write::key).toList());
    }

    /** A batcher that takes two operations at a time. */
    private static final class Pairs implements Batcher.Blocking<Ask, String> {

        @Override
        public String name() {
            return "small";
        }

        @Override
        public int maxBatchSize() {
            return 2;
        }

        @Override
        public List<String> runBatch(List<Ask> operations) {
            return operations.stream().map(Ask::key).toList();
        }
    }

    private int roundTrips(BatchGenerator<?> program) {
        SentLog log = new SentLog();
        executor.execute(program, log);
        return log.lines().size();
    }

    @Test
    void whatAnAnswerLeadsToJoinsABatchThatIsNotSentYet() {
        executor.execute(BatchGenerator.all(List.of(orders.get("1").flatMap(users::get), users.get("2"))), sent);

        assertThat(sent.lines()).containsExactly("1 orders[1]", "1 users[2, 1]");
    }

    @Test
    void theOrderInWhichItIsWrittenDoesNotMatter() {
        BatchGenerator<String> chain = orders.get("1").flatMap(users::get);

        assertThat(roundTrips(BatchGenerator.all(List.of(users.get("2"), chain))))
                .isEqualTo(2);
        assertThat(roundTrips(BatchGenerator.all(List.of(users.get("2").map(name -> name), chain))))
                .isEqualTo(2);
        assertThat(roundTrips(BatchGenerator.all(List.of(
                        BatchGenerator.all(List.of(users.get("2"), users.get("3")))
                                .map(List::size),
                        chain))))
                .isEqualTo(2);
    }

    @Test
    void aPageOfFourTablesTakesFourRoundTripsInAllForms() {
        List<RecordingStore> tables = List.of(users, orders, items, prices);
        List<List<RecordingStore>> chains =
                List.of(tables, tables.subList(1, 4), tables.subList(2, 4), tables.subList(3, 4));
        List<Function<List<RecordingStore>, BatchGenerator<String>>> forms = List.of(
                Rule04BlockingTest::pipeline,
                Rule04BlockingTest::body,
                chain -> chain.size() > 2 ? body(chain) : pipeline(chain),
                chain -> chain.size() > 2 ? pipeline(chain) : body(chain));

        for (Function<List<RecordingStore>, BatchGenerator<String>> form : forms) {
            assertThat(roundTrips(BatchGenerator.all(chains, form))).isEqualTo(4);
        }
    }

    @Test
    void bodiesHaveThePlaceAtWhichTheyStartThoughTheyRunLast() {
        BatchGenerator<String> first = body(List.of(users, orders));
        BatchGenerator<String> second = pipeline(List.of(orders, items));

        executor.execute(BatchGenerator.all(List.of(first, second)), sent);

        assertThat(sent.lines()).containsExactly("1 users[k]", "1 orders[k, K]", "2 items[K]");
    }

    @Test
    void aBatchHasThePlaceOfItsEarliestOperation() {
        BatchGenerator<String> first = body(List.of(users, orders));
        BatchGenerator<String> second = pipeline(List.of(orders, items));

        executor.execute(BatchGenerator.all(List.of(first, second, users.get("last"))), sent);

        assertThat(sent.lines()).containsExactly("1 users[last, k]", "1 orders[k, K]", "2 items[K]");
    }

    @Test
    void whileAnAsynchronousBatchIsInFlightNoBatcherIsCalledTwice() {
        RecordingStore async = RecordingStore.async("async");

        executor.execute(
                BatchGenerator.all(List.of(
                        async.get("s").flatMap(users::get), pipeline(List.of(users, users, users)), orders.get("b"))),
                sent);

        assertThat(sent.lines())
                .containsExactly("1 async[s]", "1 users[k]", "1 orders[b]", "2 users[K, S]", "3 users[K]");
    }

    @Test
    void aSharedGeneratorMovesWhatWaitsForIt() {
        BatchGenerator<String> user = users.get("a").shared();
        BatchGenerator<String> order = orders.get("b").shared();

        executor.execute(
                BatchGenerator.all(List.of(
                        BatchGenerator.all(List.of(user, orders.get("c"))).map(Object::toString),
                        user.map(name -> name),
                        order.flatMap(items::get),
                        order.flatMap(users::get))),
                sent);

        assertThat(sent.lines()).containsExactly("1 orders[c, b]", "1 users[a, B]", "2 items[B]");
    }

    @Test
    void asynchronousBatchesAreInFlightMeanwhileAndNewOnesWaitForTheEndOfTheStep() {
        RecordingStore async = RecordingStore.async("async");

        executor.execute(
                BatchGenerator.all(List.of(
                        users.get("a").flatMap(async::get),
                        async.get("b").flatMap(async::get),
                        users.get("c").flatMap(orders::get),
                        orders.get("d"))),
                sent);

        assertThat(sent.lines()).containsExactly("1 async[b]", "1 users[a, c]", "1 orders[d, C]", "2 async[A, B]");
    }

    @Test
    void ofABatchThatIsTooLargeWhatDoesNotFillACallStillGrows() {
        Pairs small = new Pairs();
        List<BatchGenerator<String>> asked = List.of(
                new Ask(small, "a").flatMap(name -> new Ask(small, "a2")), new Ask(small, "b"), new Ask(small, "c"));

        executor.execute(BatchGenerator.all(asked), sent);

        assertThat(sent.lines()).containsExactly("1 small[a, b]", "1 small[c, a2]");
    }

    @Test
    void operationsThatMustNotBeMergedKeepTheOrderOfTheProgram() {
        Write parent = new Write(writer("parents"), "a");
        Write child = new Write(writer("children"), "b");

        executor.execute(BatchGenerator.all(List.of(parent, child.flatMap(done -> users.get("c")))), sent);

        assertThat(sent.lines()).containsExactly("1 parents[a]", "1 children[b]", "2 users[c]");
    }

    @Test
    void anOperationOfABodyKeepsThatOrderThoughItJoinsTheOperationOfAFunctionBeforeIt() {
        RecordingStore first = RecordingStore.async("first");
        RecordingStore second = RecordingStore.async("second");
        Batcher<Write, String> parents = writer("parents");
        Batcher<Write, String> children = writer("children");

        executor.execute(
                BatchGenerator.<Object>all(List.of(
                        first.get("a"),
                        BatchGenerator.all(List.of(
                                second.get("b").flatMap(done -> new Write(parents, "0")),
                                body(List.of(first)).flatMap(done -> new Write(parents, "1")))),
                        body(List.of(first)).flatMap(done -> new Write(children, "2")))),
                sent);

        assertThat(sent.lines()).containsExactly("1 first[a, k]", "1 second[b]", "2 parents[0, 1]", "2 children[2]");
    }

    @Test
    void layeredBatchesAreUnfoldedAmidTheStep() {
        RecordingStore layered = RecordingStore.over(users, "layered");

        executor.execute(BatchGenerator.all(List.of(orders.get("a").flatMap(layered::get), users.get("b"))), sent);

        assertThat(sent.lines()).containsExactly("1 orders[a]", "1 layered[A]", "1 users[b, A]");
    }

    @Test
    void ofVeryManyBatchersEachIsCalledOnce() {
        List<RecordingStore> stores = IntStream.range(0, 200)
                .mapToObj(i -> RecordingStore.blocking("s" + i))
                .toList();

        executor.execute(BatchGenerator.all(stores, store -> store.get("a").map(name -> name)), sent);

        assertThat(sent.lines()).hasSize(200);
    }
}
