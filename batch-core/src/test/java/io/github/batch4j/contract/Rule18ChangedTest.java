package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 18: an answer belongs to the operation as it was sent, even if it or its read set was changed since. */
class Rule18ChangedTest {

    private final BatchExecutor executor =
            BatchExecutor.builder().keepAnswers(1000).build();
    private final List<String> batches = new ArrayList<>();
    private @Nullable Object reads = "first";

    private final Batcher<Mutable, String> store = Batcher.blocking("store", asked -> {
        batches.add(asked.toString());
        return asked.stream().map(one -> "answer to " + one.key).toList();
    });

    private final class Mutable implements BatchableOperation<String> {

        private String key;

        Mutable(String key) {
            this.key = key;
        }

        @Override
        public Batcher<Mutable, String> batcher() {
            return store;
        }

        @Override
        public @Nullable Object reads() {
            return reads;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mutable mutable && mutable.key.equals(key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }

        @Override
        public String toString() {
            return key;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20})
    void operationThatWasChangedIsAskedAnew(int others) {
        Mutable changed = new Mutable("a");
        List<Mutable> all = new ArrayList<>(IntStream.range(0, others)
                .mapToObj(i -> new Mutable("other" + i))
                .toList());
        all.add(changed);
        executor.executeAll(all);

        changed.key = "b";

        assertThat(executor.execute(changed)).isEqualTo("answer to b");
        assertThat(executor.execute(new Mutable("b"))).isEqualTo("answer to b");
        assertThat(executor.execute(new Mutable("a"))).isEqualTo("answer to a");
        assertThat(batches).hasSize(3);
    }

    @Test
    void alsoWhenManyBatchesHaveComeSince() {
        Mutable changed = new Mutable("a");
        executor.execute(changed);
        changed.key = "b";
        for (int i = 0; i < 10; i++) {
            executor.execute(new Mutable("other" + i));
        }

        assertThat(executor.execute(changed)).isEqualTo("answer to b");
        changed.key = "c";
        assertThat(executor.execute(changed)).isEqualTo("answer to c");
    }

    @Test
    void bodyMayChangeItBetweenTwoYields() {
        Mutable changed = new Mutable("a");
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            String first = batch.yield(changed);
            changed.key = "b";
            return first + ", " + batch.yield(changed);
        });

        assertThat(executor.execute(body)).isEqualTo("answer to a, answer to b");
    }

    @Test
    void operationThatReadsSomethingElseNowIsAskedAnew() {
        executor.execute(new Mutable("a"));
        executor.execute(new Mutable("a"));
        assertThat(batches).hasSize(1);

        reads = "second";
        executor.execute(new Mutable("a"));
        executor.execute(new Mutable("a"));
        assertThat(batches).hasSize(2);

        reads = null;
        executor.execute(new Mutable("a"));
        executor.execute(new Mutable("a"));
        assertThat(batches).hasSize(4);
    }

    @Test
    void whatWasNotToBeKeptWhenItWasAskedIsNotGivenLater() {
        reads = null;
        executor.execute(new Mutable("a"));
        reads = "first";

        executor.execute(new Mutable("a"));

        assertThat(batches).hasSize(2);
    }
}
