package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 18 for operations that read or write several things. */
class Rule18SetsTest {

    private static final Batcher<Operation, Integer> BATCHER = Batcher.blocking("store", Operation::answer);
    private static final Batcher<Operation, Integer> NEVER = Batcher.async("never", operations -> {
        Thread.currentThread().interrupt();
        return new CompletableFuture<>();
    });

    private final BatchExecutor executor =
            BatchExecutor.builder().keepAnswers(100).build();
    private final List<String> sent = new ArrayList<>();

    /**
     * The store of the operations. Unlike the list it is equal only to itself, so operations do not change when it
     * records.
     */
    private final Function<String, Integer> store = name -> {
        sent.add(name);
        return sent.size();
    };

    private record Operation(
            String name,
            Function<String, Integer> store,
            @Nullable Object reads,
            @Nullable Object writes,
            Batcher<Operation, Integer> batcher)
            implements BatchableOperation<Integer> {

        private static List<Integer> answer(List<Operation> operations) {
            return operations.stream()
                    .map(operation -> operation.store.apply(operation.name))
                    .toList();
        }

        @Override
        public boolean mergeable() {
            return writes == null;
        }
    }

    private void read(String name, Object reads) {
        executor.execute(new Operation(name, store, reads, null, BATCHER));
    }

    private void write(Object writes) {
        executor.execute(new Operation("write", store, null, writes, BATCHER));
    }

    private void readAll() {
        read("a", Set.of("all", "a"));
        read("b", Set.of("b", "all"));
        read("c", "c");
        read("list", List.of("all", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void readOfSeveralIsStaleWhenOneOfThemWasWritten(String written) {
        readAll();
        write(written);
        sent.clear();

        readAll();

        assertThat(sent).containsExactly(written);
    }

    @Test
    void writeOfSeveralIsAWriteOfEach() {
        readAll();
        write(Set.of("a", "c", "unread"));
        sent.clear();

        readAll();

        assertThat(sent).containsExactly("a", "c");
    }

    @Test
    void whatManyReadMakesAllOfThemStaleAndAListIsOneThing() {
        readAll();
        write("all");
        write(List.of("all", "a"));
        sent.clear();

        readAll();

        assertThat(sent).containsExactly("a", "b", "list");
    }

    @Test
    void writeOfNothingChangesNothing() {
        readAll();
        write(Set.of());
        sent.clear();

        readAll();

        assertThat(sent).isEmpty();
    }

    @Test
    void writeOfSeveralThatWasGivenUpMayRunAtAnyTime() {
        assertThatExceptionOfType(BatchInterruptedException.class)
                .isThrownBy(() -> executor.execute(new Operation("never", store, null, Set.of("a", "c"), NEVER)));
        Thread.interrupted();
        readAll();
        sent.clear();

        readAll();

        assertThat(sent).containsExactly("a", "c");
    }
}
