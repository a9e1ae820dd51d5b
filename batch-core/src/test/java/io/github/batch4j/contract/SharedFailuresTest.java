package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that several executions have in common: of the store, of a key, of a wait that takes too long. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedFailuresTest {

    /** The failure of a store that cannot be reached. */
    public static final class AwayException extends RuntimeException {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("WeakerAccess") // copied by reflection
        public AwayException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A store that is away for batches of several operations. */
    private final class Store implements SharedCalls.PerAsker<Ask, String> {

        @Override
        public List<String> runBatch(List<Ask> operations) throws IOException, InterruptedException {
            sent.add(operations.toString());
            if (operations.size() > 1) {
                try {
                    entered.countDown();
                    end.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw new AwayException("away", new IOException());
            }
            return List.of("found");
        }

        @Override
        public List<List<String>> runMerged(List<Ask> operations, List<SharedCalls.Part<Ask>> parts)
                throws IOException, InterruptedException {
            return List.of(runBatch(operations));
        }

        @Override
        public boolean isStoreFailure(Exception failure) {
            return failure instanceof AwayException;
        }
    }

    private SharedCalls calls = SharedCalls.of(1);
    private HeldStore users = new HeldStore("users", calls);
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    private void occupy() {
        TestThread.start("asker", () -> BatchExecutor.create().execute(users.get("busy")));
        users.awaitCalls(1);
    }

    private TestThread<String> askAndWait(Ask operation) {
        int before = calls.waitingBatches();
        TestThread<String> asking =
                TestThread.start("asker", () -> BatchExecutor.create().execute(operation));
        HeldStore.await(() -> calls.waitingBatches() == before + 1);
        return asking;
    }

    private Batcher<Ask, String> store(boolean sharesAnswers) {
        Store store = new Store();
        return sharesAnswers ? calls.shareAnswers(store) : calls.share(store);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFailureOfTheStoreFailsAllAtOnceEachWithItsOwn(boolean sharesAnswers) {
        Batcher<Ask, String> store = store(sharesAnswers);
        occupy();
        TestThread<String> one = askAndWait(new Ask(store, "a"));
        TestThread<String> other = askAndWait(new Ask(store, "b"));
        end.countDown();
        users.endAll();

        Throwable ofOne = catchThrowable(one::result).getCause();
        Throwable ofOther = catchThrowable(other::result).getCause();
        assertThat(List.of(ofOne, ofOther)).hasOnlyElementsOfType(AwayException.class);
        assertThat(ofOne).hasMessage("away").isNotSameAs(ofOther);
        assertThat(ofOne.getCause()).isSameAs(ofOther.getCause()).isInstanceOf(IOException.class);
        assertThat(sent).containsExactly("[a, b]");
        assertThat(calls.failedMergedCalls()).isEqualTo(1);
        assertThat(calls.mergedBatches()).isZero();
    }

    @Test
    void aFailureAfterAnInterruptIsNotThatOfTheStore() throws Exception {
        Batcher<Ask, String> store = store(true);
        occupy();
        TestThread<String> leads = askAndWait(new Ask(store, "a"));
        TestThread<String> follows = askAndWait(new Ask(store, "b"));
        users.endAll();
        entered.await();
        leads.interrupt();

        assertThatThrownBy(leads::result).hasCauseInstanceOf(BatchInterruptedException.class);
        assertThat(follows.result()).isEqualTo("found");
        assertThat(sent).containsExactly("[a, b]", "[b]");
    }

    @Test
    void theFailureOfAKeyIsCopiedForEachThatHasAskedForIt() {
        users.failing("x", new AwayException("no x", new IOException()));
        occupy();
        TestThread<String> one = askAndWait(users.get("x"));
        TestThread<String> other = askAndWait(users.get("x"));
        users.endAll();

        Throwable ofOne = catchThrowable(one::result).getCause();
        Throwable ofOther = catchThrowable(other::result).getCause();
        assertThat(ofOne).isInstanceOf(AwayException.class).hasMessage("no x").isNotSameAs(ofOther);
        assertThat(ofOne.getCause()).isSameAs(ofOther.getCause()).isInstanceOf(IOException.class);
    }

    @Test
    void aBatchThatHasWaitedForTooLongFailsAndSaysWhatToLookAt() throws Exception {
        calls = SharedCalls.builder(1).maxWait(Duration.ofMillis(20)).build();
        users = new HeldStore("users", calls);
        occupy();

        assertThatThrownBy(() -> BatchExecutor.create().execute(users.get("secret")))
                .isInstanceOf(BatchTimeoutException.class)
                .hasMessage("timed out after 20 ms, the longest wait of these SharedCalls: a batch of 1 operation of"
                        + " users waited for a shared call while 1 of 1 were under way and 1 batches waited;"
                        + " look for calls that do not end, and for a store that is slow or away");
        users.endAll();
        assertThat(users.calls()).containsExactly("[busy]");
        assertThat(calls.waitingBatches()).isZero();
    }

    @Test
    void aLongestWaitOfNothingIsRefused() {
        assertThatThrownBy(() -> SharedCalls.builder(1).maxWait(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SharedCalls.Builder.maxWait expects a duration above zero, got PT0S");
    }
}
