package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 2 for a nest of lists and maps: the same shape, with the results in place. */
class Rule02StructuredTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    @Test
    void aNestOfThreeLevelsIsAskedInOneBatchAndKeepsItsShape() {
        Map<String, Object> nest = new LinkedHashMap<>();
        nest.put("z", List.of(Map.of("first", users.get("a")), List.of(users.get("b"), users.get("a"))));
        nest.put("y", users.get("c"));
        nest.put("x", Arrays.asList("plain", 7, null));

        Object results = executor.execute(BatchGenerator.structured(nest));

        assertThat(results).hasToString("{z=[{first=A}, [B, A]], y=C, x=[plain, 7, null]}");
        assertThat(users.batches()).containsExactly("[a, b, c]");
    }

    @Test
    void emptyListsAndMapsStayWhereTheyAre() {
        assertThat(executor.execute(BatchGenerator.structured(List.of(List.of(), Map.of(), Map.of("a", List.of())))))
                .isEqualTo(List.of(List.of(), Map.of(), Map.of("a", List.of())));
    }

    @Test
    void aSingleGeneratorAPlainValueAndNullAreNestsToo() {
        assertThat(executor.execute(BatchGenerator.structured(users.get("a")))).isEqualTo("A");
        assertThat(executor.execute(BatchGenerator.structured(7))).isEqualTo(7);
        assertThat(executor.execute(BatchGenerator.structured(null))).isNull();
    }

    @Test
    void theResultOfAGeneratorIsLeftAsItIs() {
        List<BatchGenerator<String>> result = List.of(users.get("a"));

        assertThat(executor.execute(BatchGenerator.structured(List.of(BatchGenerator.value(result)))))
                .isEqualTo(List.of(result));
        assertThat(users.batches()).isEmpty();
    }

    @Test
    void theNestIsReadWhenTheGeneratorIsRun() {
        List<Object> nest = new ArrayList<>();
        BatchGenerator<Object> structured = BatchGenerator.structured(nest);
        nest.add(users.get("a"));

        assertThat(executor.execute(structured)).isEqualTo(List.of("A"));
    }

    static Stream<Arguments> containersInWhichAGeneratorWouldGoUnseen() {
        BatchGenerator<String> unseen = BatchGenerator.value("unseen");
        return Stream.of(
                Arguments.of(Set.of(unseen)),
                Arguments.of((Object) new Object[] {unseen}),
                Arguments.of(Stream.of(unseen)));
    }

    @ParameterizedTest
    @MethodSource("containersInWhichAGeneratorWouldGoUnseen")
    void otherContainersAreRefusedByName(Object container) {
        BatchGenerator<Object> structured = BatchGenerator.structured(Map.of("users", container));

        assertThatThrownBy(() -> executor.execute(structured))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("structured expects lists, maps, generators and plain values, got "
                        + container.getClass().getSimpleName());
    }

    @Test
    void whatStandsBesideARefusedContainerIsFinishedFirst() {
        assertThatThrownBy(() -> executor.execute(BatchGenerator.structured(List.of(Set.of(1), users.get("a")))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(users.batches()).containsExactly("[a]");
    }
}
