package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.SendPolicy;
import io.github.batch4j.SentBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 18 amid a step: a write has completed, but its answer is not delivered yet. */
class Rule18WritesAmidStepTest {

    static List<SendPolicy> policies() {
        return List.of(SendPolicy.bySteps(), SendPolicy.asAnswered());
    }

    private record Access(Batcher<Access, String> batcher, boolean isWrite) implements BatchableOperation<String> {

        @Override
        public boolean mergeable() {
            return !isWrite;
        }

        @Override
        public @Nullable Object reads() {
            return isWrite ? null : "row";
        }

        @Override
        public @Nullable Object writes() {
            return isWrite ? "row" : null;
        }
    }

    private String row = "old";
    private final Batcher<Access, String> reads = Batcher.blocking("reads", asked -> List.of(row));

    @ParameterizedTest
    @MethodSource("policies")
    void aReadAfterABlockingBatchDoesNotGetWhatAnAsynchronousWriteHasReplaced(SendPolicy policy) {
        BatchExecutor executor =
                BatchExecutor.builder().cache(10).sendPolicy(policy).build();
        CompletableFuture<List<String>> written = new CompletableFuture<>();
        Batcher<Access, String> writes = Batcher.async("writes", asked -> written);
        Batcher<Ask, String> other = Batcher.blocking("other", asked -> {
            row = "new";
            written.complete(List.of("done"));
            return List.of("other");
        });

        assertThat(executor.execute(new Access(reads, false))).isEqualTo("old");
        String read = executor.execute(zip(
                new Access(writes, true),
                new Ask(other, "a").flatMap(done -> new Access(reads, false)),
                (done, answer) -> answer));

        assertThat(read).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aListenerThatReadsOnceABlockingWriteHasReturnedDoesNotGetWhatItHasReplaced(SendPolicy policy) {
        BatchExecutor executor =
                BatchExecutor.builder().cache(10).sendPolicy(policy).build();
        List<String> seen = new ArrayList<>();
        Batcher<Access, String> writes = Batcher.blocking("writes", asked -> {
            row = "new";
            return List.of("done");
        });

        executor.execute(new Access(reads, false));
        executor.execute(new Access(writes, true), new BatchListener() {
            @Override
            public void onSent(SentBatch batch) {
                if (batch.batcher() == writes) {
                    seen.add(executor.execute(new Access(reads, false)));
                }
            }
        });

        assertThat(seen).containsExactly("new");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aCachedGeneratorAfterABlockingBatchIsNotServedWhileAnAsynchronousWriteIsInFlight(SendPolicy policy) {
        BatchExecutor executor =
                BatchExecutor.builder().cache(10).sendPolicy(policy).build();
        CachedGenerator<String, String> cached = CachedGenerator.of("row", key -> new Access(reads, false));
        CompletableFuture<List<String>> written = new CompletableFuture<>();
        Batcher<Access, String> writes = Batcher.async("writes", asked -> written);
        Batcher<Ask, String> other = Batcher.blocking("other", asked -> {
            row = "new";
            written.complete(List.of("done"));
            return List.of("other");
        });

        executor.execute(cached.get("a"));
        String read = executor.execute(zip(
                new Access(writes, true),
                new Ask(other, "a").flatMap(done -> cached.get("a")),
                (done, answer) -> answer));

        assertThat(read).isEqualTo("new");
    }
}
