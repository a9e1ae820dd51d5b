package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.BatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 7 for batchers whose own methods are broken, or whose answers violate their types. */
class Rule07BrokenBatcherTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    private static String brokenName() {
        throw new IllegalStateException("name() is broken");
    }

    private static class NamelessBlocking implements Batcher.Blocking<Ask, String> {

        private final RuntimeException failure;

        NamelessBlocking(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public String name() {
            return brokenName();
        }

        @Override
        public List<String> runBatch(List<Ask> operations) {
            throw failure;
        }
    }

    private static class NamelessAsync implements Batcher.Async<Ask, String> {

        private final RuntimeException failure;

        NamelessAsync(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public String name() {
            return brokenName();
        }

        @Override
        public CompletionStage<List<String>> sendBatch(List<Ask> operations) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private static class NamelessLayered implements Batcher.Layered<Ask, String> {

        private final RuntimeException failure;

        NamelessLayered(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public String name() {
            return brokenName();
        }

        @Override
        public BatchGenerator<List<String>> genBatch(List<Ask> operations) {
            return BatchGenerator.failure(failure);
        }
    }

    private static final RuntimeException BOOM = new IllegalStateException("boom");

    static Stream<Batcher<Ask, String>> nameless() {
        return Stream.of(new NamelessBlocking(BOOM), new NamelessAsync(BOOM), new NamelessLayered(BOOM));
    }

    @ParameterizedTest
    @MethodSource("nameless")
    void aNameThatThrowsDoesNotHideTheFailureOfTheBatch(Batcher<Ask, String> batcher) {
        BatchGenerator<String> recovered =
                new Ask(batcher, "a").recover(failure -> BatchGenerator.value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(recovered, users.get("b")))).containsExactly("boom", "B");
        assertThat(users.batches()).containsExactly("[b]");
    }

    @ParameterizedTest
    @MethodSource("nameless")
    void aTraceCallsItByItsClass(Batcher<Ask, String> batcher) {
        BatchTrace trace = new BatchTrace();

        assertThat(catchThrowable(() -> executor.execute(new Ask(batcher, "a"), trace)))
                .isSameAs(BOOM);
        assertThat(trace.toString()).contains(" (its name() threw IllegalStateException)");
        assertThat(trace.entries().get(0).batch().toString())
                .isEqualTo("a batch of 1 operation of " + batcher.getClass().getSimpleName()
                        + " (its name() threw IllegalStateException)");
    }

    @ParameterizedTest
    @MethodSource("nameless")
    void aBatcherWithoutANameHidesNoInterrupt(Batcher<Ask, String> batcher) {
        BatchGenerator<String> interrupted = BatchGenerator.defer(() -> {
            Thread.currentThread().interrupt();
            return new Ask(batcher, "a");
        });

        assertThat(catchThrowable(() -> executor.execute(interrupted)))
                .isInstanceOf(BatchInterruptedException.class)
                .hasMessageContaining(" (its name() threw IllegalStateException)");
        assertThat(Thread.interrupted()).isTrue();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static Stream<Arguments> answersThatAreNoLists() {
        Batcher.Async<Ask, String> async =
                operations -> (CompletionStage) CompletableFuture.completedStage(Set.of("a"));
        Batcher.Layered<Ask, String> layered = operations -> (BatchGenerator) BatchGenerator.value("a");
        return Stream.of(
                Arguments.of(Batcher.async("async", async), "async.sendBatch returned an object of class java.util."),
                Arguments.of(
                        Batcher.layered("layered", layered),
                        "layered.genBatch returned an object of class java.lang.String for 2 operations;"
                                + " expected a list"));
    }

    @ParameterizedTest
    @MethodSource("answersThatAreNoLists")
    void anAnswerThatIsNoListFailsItsBatchAndSaysWhatItIs(Batcher<Ask, String> batcher, String message) {
        List<Throwable> seen = new ArrayList<>();
        BatchGenerator<String> recovered = new Ask(batcher, "b").recover(failure -> {
            seen.add(failure);
            return BatchGenerator.value("recovered");
        });

        assertThat(catchThrowable(() -> executor.executeAll(List.of(new Ask(batcher, "a"), recovered, users.get("b")))))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith(message)
                .isSameAs(seen.get(0));
        assertThat(users.batches()).containsExactly("[b]");
    }

    private static class Blocking implements Batcher.Blocking<Ask, String> {

        @Override
        public List<String> runBatch(List<Ask> operations) {
            return operations.stream().map(Ask::key).toList();
        }
    }

    private static class Unhashable extends Blocking {

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode() is broken");
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    private static class Incomparable extends Blocking {

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals() is broken");
        }
    }

    /** Calls fifteen stores twice each, and at the given index a broken one. */
    private SentLog askAmongOthers(int place, Batcher<Ask, String> broken) {
        List<RecordingStore> stores = IntStream.range(0, 15)
                .mapToObj(i -> RecordingStore.blocking("s" + i))
                .toList();
        List<BatchGenerator<String>> asked = new ArrayList<>();
        for (String key : List.of("a", "b")) {
            stores.forEach(store -> asked.add(store.get(key)));
        }
        asked.add(place, new Ask(broken, "broken").recover(failure -> BatchGenerator.value(failure.getMessage())));
        SentLog sent = new SentLog();
        List<String> answers = new ArrayList<>(executor.execute(BatchGenerator.all(asked), sent));

        assertThat(answers.remove(place)).isIn("broken", "hashCode() is broken", "equals() is broken");
        assertThat(answers).hasSize(30).containsOnly("A", "B");
        return sent;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 7, 8, 9, 15, 20, 30})
    void aBatcherThatCannotBeHashedOrComparedFailsItsOwnOperationsOnly(int place) {
        for (Batcher<Ask, String> broken : List.of(new Unhashable(), new Incomparable())) {
            List<String> lines = new ArrayList<>(askAmongOthers(place, broken).lines());
            lines.removeIf(line -> line.endsWith("[broken]"));

            assertThat(lines)
                    .containsExactlyElementsOf(IntStream.range(0, 15)
                            .mapToObj(i -> "1 s" + i + "[a, b]")
                            .toList());
        }
    }

    /** A batcher of two forms, so that its kind is ambiguous. */
    private static class OfTwoForms extends Blocking implements Batcher.Layered<Ask, String> {

        @Override
        public BatchGenerator<List<String>> genBatch(List<Ask> operations) {
            return BatchGenerator.value(runBatch(operations));
        }
    }

    @Test
    void aBatcherOfTwoFormsIsRefusedByName() {
        BatchTrace trace = new BatchTrace();
        BatchGenerator<List<String>> asked =
                BatchGenerator.all(List.of(users.get("a"), new Ask(new OfTwoForms(), "b"), users.get("c")));

        assertThat(catchThrowable(() -> executor.execute(asked, trace)))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("OfTwoForms is a batcher of several forms, [BLOCKING, LAYERED], expected one");
        assertThat(trace.batches()).hasToString("[[a, c]]");
    }

    @Test
    void aToStringThatThrowsAnErrorDoesNotHideTheFailureOfItsOperation() {
        record Loud(Ask ask) implements io.github.batch4j.BatchableOperation<String> {

            @Override
            public Batcher<?, String> batcher() {
                throw BOOM;
            }

            @Override
            public String toString() {
                throw new AssertionError("toString() is broken");
            }
        }

        assertThat(catchThrowable(() -> executor.executeAll(List.of(new Loud(users.get("a")), users.get("b")))))
                .isSameAs(BOOM);
        assertThat(users.batches()).containsExactly("[b]");
    }
}
