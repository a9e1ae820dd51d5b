package io.github.batch4j.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.BatchTrace;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Results and failures of what is subscribed to, and the batches that were made for them. */
class ReactiveBatchExecutorTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> {
        Map<String, String> values = new HashMap<>();
        keys.stream().filter(key -> !key.equals("none")).forEach(key -> values.put(key, key.toUpperCase()));
        return values;
    });

    private final List<BatchExecutor> made = new ArrayList<>();
    private final BatchTrace trace = new BatchTrace();
    private final ReactiveBatchExecutor reactive = on(Schedulers.boundedElastic());

    private ReactiveBatchExecutor on(Scheduler scheduler) {
        return ReactiveBatchExecutor.create(
                () -> {
                    BatchExecutor executor = BatchExecutor.builder().cache(100).build();
                    made.add(executor);
                    return executor;
                },
                scheduler);
    }

    private List<String> sent() {
        return trace.batches().stream().map(batch -> batch.size() + " at once").toList();
    }

    @Test
    void nothingRunsBeforeTheSubscription() {
        Mono<String> result = reactive.execute(STORE.get("a"), trace);

        assertThat(made).isEmpty();
        assertThat(result.block(LONG)).isEqualTo("A");
        assertThat(made).hasSize(1);
        assertThat(sent()).containsExactly("1 at once");
    }

    @Test
    void itRunsOffTheThreadOfTheSubscriber() {
        Mono<String> thread = reactive.execute(
                        STORE.get("a").map(a -> Thread.currentThread().getName()))
                .subscribeOn(Schedulers.parallel());

        assertThat(thread.block(LONG)).startsWith("boundedElastic");
    }

    @Test
    void eachSubscriptionHasAnExecutorOfItsOwn() {
        Mono<String> result = reactive.execute(STORE.get("a"), trace);

        assertThat(result.repeat(2).collectList().block(LONG)).containsExactly("A", "A", "A");

        assertThat(made).hasSize(3).doesNotHaveDuplicates();
        assertThat(sent()).as("nothing is kept from one to the next").hasSize(3);
    }

    @Test
    void retryRunsAnew() {
        List<Integer> attempts = new ArrayList<>();
        Mono<String> result = reactive.execute(
                        STORE.get("a").map(a -> {
                            attempts.add(attempts.size());
                            if (attempts.size() < 3) {
                                throw new IllegalStateException("not yet");
                            }
                            return a;
                        }),
                        trace)
                .retry(2);

        assertThat(result.block(LONG)).isEqualTo("A");
        assertThat(sent()).hasSize(3);
    }

    @Test
    void nullIsEmpty() {
        assertThat(reactive.execute(STORE.get("none"), trace).hasElement().block(LONG))
                .isFalse();
        assertThat(reactive.call(() -> null).hasElement().block(LONG)).isFalse();
        assertThat(sent()).containsExactly("1 at once");
    }

    @Test
    void generatorsRunSideBySide() {
        List<String> found = reactive.executeAll(List.of(STORE.get("a"), STORE.get("none"), STORE.get("b")), trace)
                .block(LONG);

        assertThat(found).containsExactly("A", null, "B");
        assertThat(sent()).containsExactly("3 at once");
    }

    /** Reactor's operators throw such an error on the thread of the execution, instead of passing it on. */
    @Test
    void errorThatIsFatalToReactorArrivesAsACause() {
        StackOverflowError error = new StackOverflowError("error");

        Throwable failure = failureOf(reactive.execute(BatchGenerator.failure(error))
                .map(Object::toString)
                .onErrorMap(mapped -> mapped));

        assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the execution failed with java.lang.StackOverflowError")
                .hasCause(error);
    }

    @Test
    void failureIsPassedOnAsItIs() {
        IllegalArgumentException unchecked = new IllegalArgumentException("unchecked");
        FileNotFoundException checked = new FileNotFoundException("checked");
        AssertionError error = new AssertionError("error");

        for (Throwable failure : List.of(unchecked, checked, error)) {
            assertThat(failureOf(reactive.execute(BatchGenerator.failure(failure))))
                    .isSameAs(failure);
            assertThat(failureOf(reactive.call(() -> {
                        if (failure instanceof Error thrown) {
                            throw thrown;
                        }
                        throw (Exception) failure;
                    })))
                    .isSameAs(failure);
        }
        assertThat(failureOf(reactive.execute(BatchGenerator.of(batch -> {
                    throw checked;
                }))))
                .isSameAs(checked);
    }

    private static Throwable failureOf(Mono<?> mono) {
        return mono.<Throwable>map(value -> new AssertionError("got " + value))
                .onErrorResume(Mono::just)
                .block(LONG);
    }

    @Test
    void timeLimitOfTheExecutorIsOne() {
        ReactiveBatchExecutor limited = ReactiveBatchExecutor.create(
                () -> BatchExecutor.builder().timeout(Duration.ofNanos(1)).build(), Schedulers.boundedElastic());

        assertThat(failureOf(limited.execute(STORE.get("a"), trace))).isInstanceOf(BatchTimeoutException.class);
    }

    @Test
    void schedulerWhoseThreadsMustNotBlockIsRefused() {
        ReactiveBatchExecutor wrong = on(Schedulers.parallel());

        assertThat(failureOf(wrong.execute(STORE.get("a"), trace)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("executions block, which Reactor does not allow on thread parallel-\\d+ of the"
                        + " scheduler .*parallel.*; give the ReactiveBatchExecutor another one, such as"
                        + " Schedulers\\.boundedElastic\\(\\)");
        assertThat(failureOf(wrong.call(() -> "x"))).isInstanceOf(IllegalStateException.class);
        assertThat(sent()).isEmpty();
    }

    @Test
    void schedulerWithoutRoomIsAFailure() {
        Scheduler small = Schedulers.newBoundedElastic(1, 1, "small");
        small.dispose();

        assertThat(failureOf(on(small).execute(STORE.get("a")))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void nonsenseIsRefusedAtOnce() {
        assertThatThrownBy(() -> reactive.execute(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ReactiveBatchExecutor.execute expects a generator, got null");
        assertThatThrownBy(() -> reactive.call(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ReactiveBatchExecutor.call expects code, got null");
        assertThatThrownBy(() -> reactive.executeAll(null)).isInstanceOf(IllegalArgumentException.class);
        List<BatchGenerator<String>> withNull = new ArrayList<>();
        withNull.add(null);
        assertThatThrownBy(() -> reactive.executeAll(withNull))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("null at index 0 of 1");
        assertThatThrownBy(() -> ReactiveBatchExecutor.create(null, Schedulers.boundedElastic()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ReactiveBatchExecutor.create expects a factory of executors, got null");
        assertThatThrownBy(() -> ReactiveBatchExecutor.create(BatchExecutor::create, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ReactiveBatchExecutor.create expects a scheduler, got null");
    }
}
