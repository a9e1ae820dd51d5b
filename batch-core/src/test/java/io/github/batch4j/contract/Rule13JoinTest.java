package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Rule 13: execute is re-entrant: a nested call joins the running execution and shares its batches. */
class Rule13JoinTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final SentLog sent = new SentLog();
    private final RecordingStore users = RecordingStore.blocking("users");

    /** An ordinary service method, independent of its callers. */
    private String nameOf(String id) {
        return executor.execute(users.get(id));
    }

    private <T> BatchGenerator<T> body(Callable<T> code) {
        return BatchGenerator.of(batch -> code.call());
    }

    @Test
    void inBodiesThatRunSideBySideServiceMethodsAreBatched() {
        assertThat(executor.executeAll(List.of(body(() -> nameOf("a")), body(() -> nameOf("b")), users.get("c"))))
                .containsExactly("A", "B", "C");
        assertThat(users.batches()).containsExactly("[c, a, b]");
    }

    @Test
    void aBodyCanCallThemOneAfterTheOtherAndManyAtOnce() {
        BatchGenerator<String> one = body(() -> nameOf(nameOf("a")));
        BatchGenerator<List<String>> many = body(() -> executor.executeAll(List.of(users.get("b"), users.get("c"))));

        String names = executor.execute(BatchGenerator.zip(one, many, (a, rest) -> a + rest), sent);

        assertThat(names).isEqualTo("A[B, C]");
        assertThat(sent.lines()).containsExactly("1 users[a, b, c]", "2 users[A]");
    }

    @Test
    void inFunctionsOfPipelinesTheyAreBatchedWithWhatStandsBeside() {
        assertThat(executor.executeAll(
                        List.of(value("a").map(this::nameOf), value("b").map(this::nameOf), users.get("c"))))
                .containsExactly("A", "B", "C");
        assertThat(users.batches()).containsExactly("[a, b, c]");
    }

    @Test
    void aFailureIsThrownAtTheInnerCall() {
        RuntimeException boom = new IllegalStateException("boom");
        users.failing("bad", boom);
        BatchGenerator<String> inBody =
                body(() -> catchThrowable(() -> nameOf("bad")).getMessage());
        BatchGenerator<String> inFunction =
                value("bad").map(id -> catchThrowable(() -> nameOf(id)).getMessage());

        assertThat(executor.executeAll(List.of(inBody, inFunction, users.get("a"))))
                .containsExactly("boom", "boom", "A");
        assertThat(users.batches()).containsExactly("[bad, a]");
    }

    @Test
    void aBlockingBatcherMayCallThem() {
        Batcher<Ask, String> outer = Batcher.blocking("outer", operations -> List.of(nameOf("inner")));

        assertThat(executor.execute(BatchGenerator.all(List.of(new Ask(outer, "a"), users.get("b"))), sent))
                .containsExactly("INNER", "B");
        assertThat(sent.lines()).containsExactly("1 outer[a]", "1 users[b, inner]");
    }

    @Test
    void anAsynchronousBatcherMayCallThemBeforeItHasSent() {
        Batcher<Ask, String> outer =
                Batcher.async("outer", operations -> CompletableFuture.completedStage(List.of(nameOf("inner"))));

        assertThat(executor.executeAll(List.of(new Ask(outer, "a"), users.get("b"))))
                .containsExactly("INNER", "B");
    }

    @Test
    void anAsynchronousBatcherMayCallThemWhileAnotherIsUnderWay() {
        ManualStore slow = new ManualStore("slow");
        Batcher<Ask, String> outer = Batcher.async("outer", operations -> {
            slow.answer(0);
            return CompletableFuture.completedStage(List.of(nameOf("inner")));
        });

        assertThat(executor.executeAll(List.of(slow.get("s"), new Ask(outer, "a"))))
                .containsExactly("S", "INNER");
    }

    @Test
    void aLayeredBatcherMayCallThemInsteadOfYielding() {
        Batcher<Ask, String> outer = Batcher.layered("outer", operations -> value(List.of(nameOf("inner"))));

        assertThat(executor.executeAll(List.of(new Ask(outer, "a"), users.get("b"))))
                .containsExactly("INNER", "B");
        assertThat(users.batches()).containsExactly("[b, inner]");
    }

    @Test
    void aListenerMayCallThem() {
        List<String> heard = new ArrayList<>();
        BatchListener listener = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                if (heard.isEmpty()) {
                    heard.add("sending " + batch.operations());
                    heard.add(nameOf("inner"));
                }
            }
        };

        String name = executor.execute(users.get("a"), listener);

        assertThat(name).isEqualTo("A");
        assertThat(heard).containsExactly("sending [a]", "INNER");
    }

    @Test
    void onlyTheInnerCallEndsWhenItHasItsResult() {
        BatchGenerator<String> twoSteps = users.get("b").flatMap(users::get);

        assertThat(executor.execute(BatchGenerator.all(List.of(value("a").map(this::nameOf), twoSteps)), sent))
                .containsExactly("A", "B");
        assertThat(sent.lines()).containsExactly("1 users[a, b]", "2 users[B]");
    }

    @Test
    void anotherExecutorDoesNotJoin() {
        BatchExecutor other = BatchExecutor.create();
        BatchGenerator<String> apart = body(() -> other.execute(users.get("a")));

        assertThat(executor.executeAll(List.of(apart, users.get("b")))).containsExactly("A", "B");
        assertThat(users.batches()).containsExactly("[a]", "[b]");
    }
}
