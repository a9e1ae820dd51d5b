package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of executions on several threads, which share a limited number of calls. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedCallsTest {

    private final SharedCalls calls = SharedCalls.of(1);
    private final HeldStore users = new HeldStore("users", calls);
    private final HeldStore orders = new HeldStore("orders", calls);

    <T> TestThread<T> start(Callable<T> code) {
        return TestThread.start("asker", code);
    }

    private TestThread<List<String>> ask(HeldStore store, String... keys) {
        return start(() -> BatchExecutor.create()
                .executeAll(Stream.of(keys).map(store::get).toList()));
    }

    /** Starts an execution whose batch finds no free call. */
    private TestThread<List<String>> askAndWait(HeldStore store, String... keys) {
        int before = calls.waitingBatches();
        TestThread<List<String>> asking = ask(store, keys);
        HeldStore.await(() -> calls.waitingBatches() == before + 1);
        return asking;
    }

    private TestThread<List<String>> occupy() {
        TestThread<List<String>> busy = ask(users, "busy");
        users.awaitCalls(1);
        return busy;
    }

    @Test
    void aBatchThatFindsAFreeCallIsSentAtOnceOnItsOwnThread() {
        users.endAll();
        BatchTrace trace = new BatchTrace();

        List<String> values = BatchExecutor.create().executeAll(List.of(users.get("a"), users.get("b")), trace);

        assertThat(values).containsExactly("A", "B");
        assertThat(users.calls()).containsExactly("[a, b]");
        assertThat(trace.entries().get(0).batch().batcher().name()).isEqualTo("users");
        assertThat(calls.callsUnderWay()).isZero();
        assertThat(calls.mergedBatches()).isZero();
    }

    @Test
    void batchesThatWaitBecomeOneCallWithEqualOperationsOnce() throws Exception {
        occupy();
        TestThread<List<String>> one = askAndWait(users, "a", "b");
        TestThread<List<String>> another = askAndWait(users, "b", "c");
        TestThread<List<String>> third = askAndWait(users, "a");
        users.endAll();

        assertThat(one.result()).containsExactly("A", "B");
        assertThat(another.result()).containsExactly("B", "C");
        assertThat(third.result()).containsExactly("A");
        assertThat(users.calls()).containsExactly("[busy]", "[a, b, c]");
        assertThat(another.result().get(0)).isSameAs(one.result().get(1));
        assertThat(calls.mergedBatches()).isEqualTo(2);
        HeldStore.await(() -> calls.callsUnderWay() == 0);
    }

    @Test
    void aBatchNeverJoinsACallThatHasBegun() throws Exception {
        TestThread<List<String>> busy = occupy();
        TestThread<List<String>> same = askAndWait(users, "busy");
        users.endAll();

        assertThat(same.result()).isEqualTo(busy.result());
        assertThat(users.calls()).containsExactly("[busy]", "[busy]");
    }

    @Test
    void noMoreCallsAreUnderWayThanTheLimit() throws Exception {
        SharedCalls two = SharedCalls.of(2);
        HeldStore store = new HeldStore("users", two);
        ask(store, "a");
        store.awaitCalls(1);
        ask(store, "b");
        store.awaitCalls(2);
        TestThread<List<String>> waiting = ask(store, "c");
        HeldStore.await(() -> two.waitingBatches() == 1);
        assertThat(two).hasToString("SharedCalls[2 of 2 under way, 1 waiting]");
        store.endAll();

        assertThat(waiting.result()).containsExactly("C");
        assertThat(store.mostAtOnce()).isEqualTo(2);
    }

    @Test
    void theOldestWaitingBatchIsNextAndBringsOnlyThoseOfItsBatcher() throws Exception {
        occupy();
        TestThread<List<String>> x = askAndWait(orders, "x");
        TestThread<List<String>> a = askAndWait(users, "a");
        TestThread<List<String>> y = askAndWait(orders, "y");
        TestThread<List<String>> b = askAndWait(users, "b");
        users.end();
        orders.awaitCalls(1);

        assertThat(users.calls()).containsExactly("[busy]");
        assertThat(orders.calls()).containsExactly("[x, y]");
        orders.end();
        users.end();
        for (TestThread<List<String>> asking : List.of(x, y, a, b)) {
            assertThat(asking.result()).hasSize(1);
        }
        assertThat(users.calls()).containsExactly("[busy]", "[a, b]");
    }

    @Test
    void aBatchWaitsForTheEndOfOneCallAndRunsInTheNext() throws Exception {
        occupy();
        askAndWait(users, "a");
        askAndWait(users, "b");
        users.end();
        users.awaitCalls(2);
        TestThread<List<String>> c = askAndWait(users, "c");
        TestThread<List<String>> a = askAndWait(users, "a");
        users.endAll();

        assertThat(c.result()).containsExactly("C");
        assertThat(a.result()).containsExactly("A");
        assertThat(users.calls()).containsExactly("[busy]", "[a, b]", "[c, a]");
    }

    @Test
    void eachBatcherThatWaitsBeforeABatchGetsOneCallFirstWhoeverComesLater() throws Exception {
        HeldStore payments = new HeldStore("payments", calls);
        occupy();
        askAndWait(orders, "x");
        askAndWait(users, "a");
        TestThread<List<String>> z = askAndWait(payments, "z");
        users.end();
        orders.awaitCalls(1);
        TestThread<List<String>> y = askAndWait(orders, "y");
        askAndWait(users, "b");
        orders.end();
        users.awaitCalls(2);
        TestThread<List<String>> c = askAndWait(users, "c");
        users.end();
        payments.awaitCalls(1);

        assertThat(users.calls()).containsExactly("[busy]", "[a, b]");
        assertThat(orders.calls()).containsExactly("[x]");
        Stream.of(users, orders, payments).forEach(HeldStore::endAll);
        for (TestThread<List<String>> asking : List.of(y, z, c)) {
            assertThat(asking.result()).hasSize(1);
        }
        assertThat(orders.calls()).containsExactly("[x]", "[y]");
    }

    @Test
    void aMergedCallHasAtMostTheMaximumBatchSize() throws Exception {
        HeldStore small = new HeldStore("small", calls, 3);
        occupy();
        List<TestThread<List<String>>> asking =
                List.of(askAndWait(small, "a", "b"), askAndWait(small, "c", "d"), askAndWait(small, "e"));
        users.endAll();
        small.endAll();

        for (TestThread<List<String>> one : asking) {
            one.result();
        }
        assertThat(small.calls()).containsExactly("[a, b]", "[c, d, e]");
    }

    @Test
    void equalOperationsCountOnceTowardsTheMaximumBatchSize() throws Exception {
        HeldStore small = new HeldStore("small", calls, 3);
        occupy();
        List<TestThread<List<String>>> asking = List.of(
                askAndWait(small, "a", "b"),
                askAndWait(small, "b", "a"),
                askAndWait(small, "a", "c"),
                askAndWait(small, "d"));
        users.endAll();
        small.endAll();

        for (TestThread<List<String>> one : asking) {
            one.result();
        }
        assertThat(small.calls()).containsExactly("[a, b, c]", "[d]");
    }

    @Test
    void writesTakeACallAndAreNeverMerged() throws Exception {
        List<String> sent = new CopyOnWriteArrayList<>();
        Batcher<Write, String> writes = calls.shareAnswers(Batcher.blocking("writes", operations -> {
            sent.add(operations.toString());
            return operations.stream().map(Write::key).toList();
        }));
        occupy();
        TestThread<String> one = start(() -> BatchExecutor.create().execute(new Write(writes, "a")));
        HeldStore.await(() -> calls.waitingBatches() == 1);
        TestThread<String> another = start(() -> BatchExecutor.create().execute(new Write(writes, "a")));
        HeldStore.await(() -> calls.waitingBatches() == 2);
        users.endAll();

        assertThat(one.result()).isEqualTo(another.result());
        assertThat(sent).containsExactly("[a]", "[a]");
    }

    @Test
    void aCallThatAsksThroughTheSameLimitGoesAroundIt() {
        users.endAll();
        Batcher<Ask, String> asking = calls.shareAnswers(Batcher.blocking(
                "asking",
                operations -> BatchExecutor.create()
                        .executeAll(operations.stream()
                                .map(one -> users.get(one.key()))
                                .toList())));

        assertThat(BatchExecutor.create().execute(new Ask(asking, "a"))).isEqualTo("A");
        assertThat(calls.callsUnderWay()).isZero();
    }

    @Test
    void loadersMayShareCalls() throws Exception {
        List<List<String>> loaded = new CopyOnWriteArrayList<>();
        BatchLoader<String, Integer> lengths = calls.shareAnswers(BatchLoader.<String, Integer>of("lengths", keys -> {
                    loaded.add(keys);
                    return keys.stream()
                            .filter(key -> key.length() < 9)
                            .collect(Collectors.toMap(k -> k, String::length));
                })
                .withMaxBatchSize(3));
        occupy();
        TestThread<List<Integer>> one = start(() -> BatchExecutor.create()
                .executeAll(List.of(lengths.get("one"), lengths.get("more than nine"), lengths.get("three"))));
        HeldStore.await(() -> calls.waitingBatches() == 1);
        TestThread<Integer> another = start(() -> BatchExecutor.create().execute(lengths.require("one")));
        HeldStore.await(() -> calls.waitingBatches() == 2);
        TestThread<Integer> none = start(() -> BatchExecutor.create().execute(lengths.require("more than nine")));
        HeldStore.await(() -> calls.waitingBatches() == 3);
        users.endAll();

        assertThat(one.result()).containsExactly(3, null, 5);
        assertThat(another.result()).isEqualTo(3);
        assertThatThrownBy(none::result).cause().hasMessage("lengths has no value for key more than nine");
        assertThat(loaded).containsExactly(List.of("one", "more than nine", "three"));
        assertThat(lengths).hasToString("lengths");
        assertThat(new Ask(calls.shareAnswers(users), "a").batcher().name()).isEqualTo("users");
    }

    @Test
    void aSingleFailedAnswerGoesToItsAskers() throws Exception {
        users.failing("x", new IllegalStateException("no x"));
        occupy();
        TestThread<List<String>> one = askAndWait(users, "a");
        TestThread<List<String>> another = askAndWait(users, "x");
        users.endAll();

        assertThat(one.result()).containsExactly("A");
        assertThatThrownBy(another::result).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(users.calls()).containsExactly("[busy]", "[a, x]");
        assertThat(calls.failedMergedCalls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void tooFewOrTooManyAnswersAreAFailureOfTheMergedCall(int answersOfThree) throws Exception {
        Batcher<Ask, String> wrong = calls.shareAnswers(Batcher.blocking(
                "wrong",
                operations -> operations.size() == 3
                        ? Collections.nCopies(answersOfThree, "wrong")
                        : operations.stream().map(Ask::key).toList()));
        occupy();
        TestThread<String> one = start(() -> BatchExecutor.create().execute(new Ask(wrong, "a")));
        HeldStore.await(() -> calls.waitingBatches() == 1);
        TestThread<List<String>> another =
                start(() -> BatchExecutor.create().executeAll(List.of(new Ask(wrong, "b"), new Ask(wrong, "c"))));
        HeldStore.await(() -> calls.waitingBatches() == 2);
        users.endAll();

        assertThat(one.result()).isEqualTo("a");
        assertThat(another.result()).containsExactly("b", "c");
        assertThat(calls.failedMergedCalls()).isEqualTo(1);
    }

    @Test
    void wrappersAreEqualIfTheirBatchersAndTheLimitAre() {
        assertThat(calls.shareAnswers(users))
                .isEqualTo(calls.shareAnswers(users))
                .hasSameHashCodeAs(calls.shareAnswers(users))
                .isNotEqualTo(calls.shareAnswers(orders))
                .isNotEqualTo(SharedCalls.of(1).shareAnswers(users));
    }

    @Test
    void argumentsThatCannotWorkAreRefused() {
        Batcher<Ask, String> async = Batcher.async("later", operations -> new CompletableFuture<>());
        BatchLoader<String, String> asyncLoader =
                BatchLoader.ofAsync("later", keys -> CompletableFuture.completedFuture(Map.of()));

        assertThatThrownBy(() -> SharedCalls.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SharedCalls expects at least 1 call at once, got 0");
        assertThatThrownBy(() -> calls.shareAnswers(async))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SharedCalls.shareAnswers expects a blocking batcher, got later, which is asynchronous;"
                        + " only calls that wait for their store can be limited and merged here");
        assertThatThrownBy(() -> calls.shareAnswers(asyncLoader)).hasMessageContaining("got later, which is async");
        assertThatThrownBy(() -> calls.shareAnswers((BatchLoader<String, String>) null))
                .hasMessage("SharedCalls.shareAnswers expects a loader, got null");
        assertThatThrownBy(() -> calls.share(null)).hasMessage("SharedCalls.share expects a batcher, got null");
    }
}
