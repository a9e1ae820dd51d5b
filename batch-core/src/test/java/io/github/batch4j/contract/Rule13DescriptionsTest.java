package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The limits of rule 13: methods that only describe an operation or a batcher must not call execute, and get an error.
 */
class Rule13DescriptionsTest {

    private final BatchExecutor executor =
            BatchExecutor.builder().keepAnswers(100).build();
    private final RecordingStore users = RecordingStore.blocking("users");

    private int refused;
    private int answered;
    private final List<Integer> sent = new ArrayList<>();

    private enum Description {
        HASH_CODE,
        EQUALS,
        MERGEABLE,
        READS,
        WRITES,
        MAX_BATCH_SIZE
    }

    private class Asking implements BatchableOperation<String>, Batcher.Blocking<Asking, String> {

        private final Description asking;

        Asking(Description asking) {
            this.asking = asking;
        }

        private <T> T ask(Description description, T otherwise) {
            if (asking == description) {
                try {
                    executor.executeAll(List.of(users.get("a"), users.get("b")));
                    answered++;
                } catch (IllegalStateException failure) {
                    assertThat(failure).hasMessageStartingWith("execute was called by hashCode, equals, mergeable,");
                    refused++;
                    throw failure;
                }
            }
            return otherwise;
        }

        @Override
        public Batcher<?, String> batcher() {
            return this;
        }

        @Override
        public List<String> runBatch(List<Asking> operations) {
            operations.forEach(operation -> sent.add(System.identityHashCode(operation)));
            return operations.stream().map(operation -> "done").toList();
        }

        @Override
        public int hashCode() {
            return ask(Description.HASH_CODE, 1);
        }

        @Override
        public boolean equals(Object other) {
            return ask(Description.EQUALS, this == other);
        }

        @Override
        public boolean mergeable() {
            return ask(Description.MERGEABLE, true);
        }

        @Override
        public Object reads() {
            return ask(Description.READS, "something");
        }

        @Override
        public Object writes() {
            return ask(Description.WRITES, null);
        }

        @Override
        public int maxBatchSize() {
            return ask(Description.MAX_BATCH_SIZE, 100);
        }
    }

    private BatchGenerator<String> recovered(Description description) {
        return new Asking(description).recover(failure -> BatchGenerator.value(failure.getMessage()));
    }

    /** Runs among twenty others, so that operations are hashed, and often enough that they are compared. */
    @ParameterizedTest
    @EnumSource
    void isRefusedWithoutHarmToOthers(Description description) {
        List<BatchGenerator<String>> all = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> all.add(users.get("k" + i)));
        IntStream.range(0, 20).forEach(i -> all.add(recovered(description)));
        shared().forEach(executor::execute);

        List<String> results = executor.executeAll(all);

        assertThat(results.subList(0, 20)).startsWith("K0", "K1").endsWith("K19");
        assertThat(refused).as("refused").isPositive();
        assertThat(answered).as("answered by a call that was not refused").isZero();
        assertThat(users.batches()).hasSize(1).first().asString().startsWith("[k0, k1");
        assertThat(sent).as("sent once each").doesNotHaveDuplicates();
        assertThat(executor.execute(users.get("after"))).isEqualTo("AFTER");
    }

    /** After a shared generator has run, operations are checked for writes. */
    private List<BatchGenerator<String>> shared() {
        return List.of(BatchGenerator.value("shared").shared());
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedForASingleOperation(Description description) {
        shared().forEach(executor::execute);

        executor.execute(recovered(description));
        executor.execute(recovered(description));

        assertThat(answered).isZero();
        assertThat(users.batches()).isEmpty();
        assertThat(sent).doesNotHaveDuplicates();
    }

    @Test
    void aCheckedExceptionIsToldByTheOneThatWrapsIt() {
        Throwable thrown = catchThrowable(() -> executor.execute(BatchGenerator.of(batch -> {
            throw new java.io.IOException("disk");
        })));

        assertThat(thrown).hasMessage("java.io.IOException: disk");
        assertThat(thrown.toString()).doesNotContain("$");
    }
}
