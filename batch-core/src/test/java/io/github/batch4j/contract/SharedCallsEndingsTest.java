package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Executions that end while their batches wait for a shared call, and merged calls that fail. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedCallsEndingsTest {

    private final SharedCalls calls = SharedCalls.of(1);
    private final HeldStore users = new HeldStore("users", calls);

    private TestThread<List<String>> ask(String... keys) {
        return TestThread.start(
                "asker",
                () -> BatchExecutor.create()
                        .executeAll(Stream.of(keys).map(users::get).toList()));
    }

    private <T> TestThread<T> waiting(Callable<T> code) {
        int before = calls.waitingBatches();
        TestThread<T> asking = TestThread.start("asker", code);
        HeldStore.await(() -> calls.waitingBatches() == before + 1);
        return asking;
    }

    private TestThread<List<String>> askAndWait(String... keys) {
        return waiting(() -> BatchExecutor.create()
                .executeAll(Stream.of(keys).map(users::get).toList()));
    }

    @BeforeEach
    void occupyTheOnlyCall() {
        ask("busy");
        users.awaitCalls(1);
    }

    @AfterEach
    void everyPermitIsFreeAgain() {
        users.endAll();
        HeldStore.await(() -> calls.callsUnderWay() == 0);
        assertThat(calls.waitingBatches()).isZero();
        assertThat(users.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void anInterruptedBatchLeavesAndIsNotSent() throws Exception {
        TestThread<List<String>> stays = askAndWait("a");
        TestThread<List<String>> leaves = askAndWait("b");
        leaves.interrupt();

        assertThatThrownBy(leaves::result)
                .hasCauseInstanceOf(BatchInterruptedException.class)
                .hasMessageContaining("interrupted while a batch of 1 operation of users waited for a shared call");
        assertThat(calls.waitingBatches()).isEqualTo(1);
        users.endAll();
        assertThat(stays.result()).containsExactly("A");
        assertThat(users.calls()).containsExactly("[busy]", "[a]");
    }

    @Test
    void aBatchWhoseDeadlinePassesLeavesAndIsNotSent() throws Exception {
        Duration limit = Duration.ofMillis(20);
        TestThread<List<String>> leaves = TestThread.start(
                "asker", () -> BatchExecutor.create().execute(BatchGenerator.all(List.of(users.get("b"))), limit));

        assertThatThrownBy(leaves::result)
                .hasCauseInstanceOf(BatchTimeoutException.class)
                .hasMessageContaining("timed out after 20 ms");
        users.endAll();
        assertThat(ask("a").result()).containsExactly("A");
        assertThat(users.calls()).containsExactly("[busy]", "[a]");
    }

    @Test
    void theDeadlineOfTheExecutionAroundEndsTheWaitToo() {
        Batcher<Ask, String> around = Batcher.blocking(
                "around",
                operations -> BatchExecutor.create()
                        .executeAll(List.of(users.get(operations.get(0).key()))));

        assertThatThrownBy(() -> BatchExecutor.create().execute(new Ask(around, "b"), Duration.ofMillis(20)))
                .isInstanceOf(BatchTimeoutException.class);
        assertThat(users.calls()).containsExactly("[busy]");
    }

    @Test
    void aBatchMayLeaveWhileAnotherAsksForItAndItsAnswerIsDropped() throws Exception {
        TestThread<List<String>> leads = askAndWait("a");
        TestThread<List<String>> leaves = askAndWait("b");
        TestThread<List<String>> stays = askAndWait("c");
        users.end();
        users.awaitCalls(2);
        leaves.interrupt();

        assertThatThrownBy(leaves::result).hasCauseInstanceOf(BatchInterruptedException.class);
        users.endAll();
        assertThat(leads.result()).containsExactly("A");
        assertThat(stays.result()).containsExactly("C");
        assertThat(users.calls()).containsExactly("[busy]", "[a, b, c]");
        assertThat(calls.mergedBatches()).isEqualTo(1);
    }

    @Test
    void aKeyThatBreaksItsCallFailsNobodyElse() throws Exception {
        users.poisonedBy("x", new IOException("broken"));
        TestThread<List<String>> one = askAndWait("a");
        TestThread<List<String>> poisoned = askAndWait("x");
        TestThread<List<String>> another = askAndWait("b", "a");
        users.endAll();

        assertThat(one.result()).containsExactly("A");
        assertThat(another.result()).containsExactly("B", "A");
        assertThatThrownBy(poisoned::result).hasStackTraceContaining("java.io.IOException: broken");
        assertThat(users.calls()).containsExactly("[busy]", "[a, x, b]", "[a]", "[x]", "[b, a]");
        assertThat(calls.failedMergedCalls()).isEqualTo(1);
        assertThat(calls.mergedBatches()).isZero();
    }

    @Test
    void anErrorIsNoExceptionToThat() throws Exception {
        users.poisonedBy("x", new StackOverflowError());
        TestThread<List<String>> poisoned = askAndWait("x");
        TestThread<List<String>> another = askAndWait("b");
        users.endAll();

        assertThat(another.result()).containsExactly("B");
        assertThatThrownBy(poisoned::result).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(users.calls()).containsExactly("[busy]", "[x, b]", "[x]", "[b]");
    }

    @Test
    void anInterruptThatEndsAMergedCallEndsOnlyTheExecutionThatMadeIt() throws Exception {
        TestThread<List<String>> leads = askAndWait("a");
        TestThread<List<String>> follows = askAndWait("b");
        users.end();
        users.awaitCalls(2);
        leads.interrupt();

        assertThatThrownBy(leads::result).hasCauseInstanceOf(BatchInterruptedException.class);
        users.endAll();
        assertThat(follows.result()).containsExactly("B");
        assertThat(users.calls()).containsExactly("[busy]", "[a, b]", "[b]");
    }

    @Test
    void batchesThatAreSentAgainKeepTheirPlaceInTheQueue() throws Exception {
        users.poisonedBy("x", new IOException("broken"));
        askAndWait("x");
        TestThread<List<String>> follows = askAndWait("b");
        users.end();
        users.awaitCalls(2);
        TestThread<List<String>> later = askAndWait("c");
        users.endAll();

        assertThat(follows.result()).containsExactly("B");
        assertThat(later.result()).containsExactly("C");
        assertThat(users.calls()).containsExactly("[busy]", "[x, b]", "[x]", "[b]", "[c]");
    }
}
