package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 7 for operations that fail before they are sent: in batcher() or mergeable(). */
class Rule07BrokenOperationTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RuntimeException boom = new IllegalStateException("boom");

    private BrokenAsk broken(BrokenAsk.Method method) {
        return new BrokenAsk(users.get("broken"), method, boom);
    }

    @ParameterizedTest
    @EnumSource
    void theFailureIsThrownAndNothingIsSent(BrokenAsk.Method method) {
        assertThat(catchThrowable(() -> executor.execute(broken(method)))).isSameAs(boom);
        assertThat(users.batches()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatStandsBesideItIsFinishedFirst(BrokenAsk.Method method) {
        BatchGenerator<String> twoSteps = users.get("a").flatMap(name -> users.get("b"));

        assertThat(catchThrowable(() -> executor.executeAll(List.of(users.get("c"), broken(method), twoSteps))))
                .isSameAs(boom);
        assertThat(users.batches()).containsExactly("[c, a]", "[b]");
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatIsAskedForNothingElseIsNotAskedForNothing(BrokenAsk.Method method) {
        RecordingStore others = RecordingStore.blocking("others");

        assertThat(catchThrowable(() -> executor.executeAll(List.of(broken(method), others.get("a")))))
                .isSameAs(boom);
        assertThat(users.batches()).isEmpty();
        assertThat(others.batches()).containsExactly("[a]");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatCatchesItNeverSeesTheAnswerOfASibling(BrokenAsk.Method method) {
        BatchGenerator<List<String>> body = BatchGenerator.of(batch -> {
            List<String> seen = new ArrayList<>();
            seen.add(catchThrowable(() -> batch.yieldAll(List.of(users.get("sibling"), broken(method))))
                    .getMessage());
            seen.add(batch.yield(users.get("next")));
            seen.add(batch.yield(users.get("last")));
            return seen;
        });

        assertThat(executor.execute(body)).containsExactly("boom", "NEXT", "LAST");
        assertThat(users.batches()).containsExactly("[sibling]", "[next]", "[last]");
    }

    @ParameterizedTest
    @EnumSource
    void amongManyOperationsTheBrokenOneFailsAlone(BrokenAsk.Method method) {
        List<BatchGenerator<String>> asked = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> asked.add(users.get("k" + i)));
        asked.add(10, broken(method).recover(failure -> BatchGenerator.value(failure.getMessage())));

        assertThat(executor.executeAll(asked))
                .hasSize(21)
                .contains("boom", "K0", "K19")
                .doesNotContainNull();
        assertThat(users.batches()).hasSize(1);
    }
}
