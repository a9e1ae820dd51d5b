package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The batches that each listener is notified of, and the order of the notifications. */
class BatchListenerTest {

    private final List<String> heard = new ArrayList<>();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RecordingStore orders = RecordingStore.async("orders");
    private final BatchExecutor executor = BatchExecutor.create();

    /** A listener with a name, which checks that each batch is answered once, as the same object, after it was sent. */
    private class Named implements BatchListener {

        private final String name;
        private final IdentityHashMap<SentBatch, String> inFlight = new IdentityHashMap<>();

        Named(String name) {
            this.name = name;
        }

        @Override
        public void onSend(SentBatch batch) {
            heard.add(name + " sent " + SentLog.show(batch));
            assertThat(inFlight.put(batch, "sent")).isNull();
        }

        @Override
        public void onAnswer(SentBatch batch, Duration took, Throwable failure) {
            heard.add(name + " answered " + SentLog.show(batch));
            assertThat(inFlight.remove(batch)).isEqualTo("sent");
        }
    }

    @Test
    void thoseOfTheExecutorHearFirstAndThenThoseOfTheCallInTheOrderGiven() {
        BatchExecutor listened = BatchExecutor.builder()
                .listener(new Named("one"))
                .listener(new Named("two"))
                .build();

        listened.execute(users.get("a"), new Named("three"), new Named("four"));

        assertThat(heard)
                .containsExactly(
                        "one sent users[a]",
                        "two sent users[a]",
                        "three sent users[a]",
                        "four sent users[a]",
                        "one answered users[a]",
                        "two answered users[a]",
                        "three answered users[a]",
                        "four answered users[a]");
    }

    @Test
    void thoseOfTheCallHearOfThatCallOnly() {
        executor.execute(users.get("a"), new Named("one"));
        executor.execute(users.get("b"));

        assertThat(heard).containsExactly("one sent users[a]", "one answered users[a]");
    }

    @Test
    void everyFormOfBatchIsHeardOfOnceAndAsTheSameObject() {
        RecordingStore layer = RecordingStore.over(users, "layer");
        Batcher<Ask, String> broken = Batcher.layered("broken", operations -> {
            throw new IllegalStateException("boom");
        });
        BatchGenerator<String> failing = new Ask(broken, "x").recover(failure -> BatchGenerator.value("failed"));

        executor.execute(
                BatchGenerator.all(List.of(users.get("a"), layer.get("b"), orders.get("c"), failing)),
                new Named("one"));

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "one sent layer[b]",
                        "one answered layer[b]",
                        "one sent broken[x]",
                        "one answered broken[x]",
                        "one sent orders[c]",
                        "one answered orders[c]",
                        "one sent users[a, b]",
                        "one answered users[a, b]");
    }

    @Test
    void thoseOfAnInnerCallHearUntilItReturns() {
        BatchGenerator<String> inner =
                BatchGenerator.of(batch -> executor.execute(users.get("inner"), new Named("inner")));
        BatchGenerator<String> program = users.get("a").flatMap(name -> inner).flatMap(name -> users.get("b"));

        executor.execute(program, new Named("outer"));

        assertThat(heard)
                .containsExactly(
                        "outer sent users[a]",
                        "outer answered users[a]",
                        "outer sent users[inner]",
                        "inner sent users[inner]",
                        "outer answered users[inner]",
                        "inner answered users[inner]",
                        "outer sent users[b]",
                        "outer answered users[b]");
    }

    @Test
    void theListenerOfAnInnerCallInAFunctionIsHeardWithoutAnyOther() {
        BatchGenerator<String> program = users.get("a")
                .map(name -> executor.execute(users.get("inner"), new Named("inner")))
                .flatMap(name -> users.get("b"));

        executor.execute(program);

        assertThat(heard).containsExactly("inner sent users[inner]", "inner answered users[inner]");
    }

    @Test
    void oneThatListensInSeveralPlacesHearsOfABatchOnce() {
        Named trace = new Named("trace");
        BatchGenerator<String> inner = BatchGenerator.of(batch -> executor.execute(users.get("a"), trace));

        executor.execute(BatchGenerator.all(List.of(inner, inner)), trace, trace);

        assertThat(heard).containsExactly("trace sent users[a]", "trace answered users[a]");
    }

    @Test
    void whatAListenerThrowsEndsTheExecution() {
        RuntimeException boom = new IllegalStateException("boom");
        BatchListener throwing = new BatchListener() {
            @Override
            public void onAnswer(SentBatch batch, Duration took, Throwable failure) {
                throw boom;
            }
        };
        BatchGenerator<String> recovering = users.get("a").recover(failure -> BatchGenerator.value("recovered"));

        assertThat(catchThrowable(() -> executor.execute(recovering, throwing))).isSameAs(boom);
    }

    @Test
    void whatTheListenerOfAnInnerCallThrowsEndsTheExecutionAsWell() {
        RuntimeException boom = new IllegalStateException("boom");
        Iterator<RuntimeException> once = List.of(boom).iterator();
        BatchListener throwing = new BatchListener() {
            @Override
            public void onAnswer(SentBatch batch, Duration took, Throwable failure) {
                if (once.hasNext()) {
                    throw once.next();
                }
            }
        };
        BatchGenerator<String> swallowing = BatchGenerator.value("a").map(key -> {
            assertThatThrownBy(() -> executor.execute(users.get(key), throwing));
            return key;
        });

        assertThat(catchThrowable(() -> executor.executeAll(List.of(swallowing, orders.get("b")))))
                .isSameAs(boom);
    }
}
