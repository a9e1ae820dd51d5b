package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: yielding a list gives a list of the same length and order, also with duplicates. */
class Rule02ListOrderTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    @Test
    void resultsStandInTheOrderAskedWhicheverIsThereFirst() {
        BatchGenerator<String> late = users.get("a").flatMap(name -> users.get("late"));

        assertThat(executor.execute(BatchGenerator.all(List.of(late, BatchGenerator.value("now"), users.get("b")))))
                .containsExactly("LATE", "now", "B");
        assertThat(users.batches()).containsExactly("[a, b]", "[late]");
    }

    @Test
    void theSameGeneratorTwiceGivesItsResultTwice() {
        BatchGenerator<String> same = users.get("a").map(name -> name + "!");

        assertThat(executor.execute(BatchGenerator.all(List.of(same, users.get("b"), same))))
                .containsExactly("A!", "B", "A!");
        assertThat(users.batches()).containsExactly("[a, b]");
    }

    @Test
    void anEqualOperationTwiceGivesItsAnswerTwice() {
        assertThat(executor.executeAll(List.of(users.get("a"), users.get("b"), users.get("a"))))
                .containsExactly("A", "B", "A");
        assertThat(users.batches()).containsExactly("[a, b]");
    }

    @Test
    void aBodyGetsItsListInTheOrderAsked() {
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            List<String> names = batch.yieldAll(List.of(users.get("b"), users.get("a"), users.get("b")));
            return String.join(" ", names);
        });

        assertThat(executor.execute(body)).isEqualTo("B A B");
        assertThat(users.batches()).containsExactly("[b, a]");
    }

    @Test
    void aListOfItemsGivesAResultForEachItem() {
        assertThat(executor.execute(BatchGenerator.all(List.of(3, 1, 2), number -> users.get("u" + number))))
                .containsExactly("U3", "U1", "U2");
        assertThat(users.batches()).containsExactly("[u3, u1, u2]");
    }

    @Test
    void aListOfListsIsAskedInOneBatch() {
        BatchGenerator<List<String>> empty = BatchGenerator.all(List.of());
        BatchGenerator<List<String>> two = BatchGenerator.all(List.of(users.get("a"), users.get("b")));

        assertThat(executor.execute(BatchGenerator.all(List.of(two, empty, two))))
                .containsExactly(List.of("A", "B"), List.of(), List.of("A", "B"));
        assertThat(users.batches()).containsExactly("[a, b]");
    }

    @Test
    void theListIsCopiedWhenTheGeneratorIsMade() {
        List<BatchGenerator<String>> asked = new ArrayList<>(List.of(users.get("a")));
        BatchGenerator<List<String>> all = BatchGenerator.all(asked);
        asked.set(0, users.get("b"));

        assertThat(executor.execute(all)).containsExactly("A");
    }

    @Test
    void theResultCannotBeModified() {
        List<String> names = executor.executeAll(List.of(users.get("a")));

        assertThatThrownBy(() -> names.set(0, "X")).isInstanceOf(UnsupportedOperationException.class);
    }
}
