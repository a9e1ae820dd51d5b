package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    /** An iterable that is no collection. */
    private record Some(List<?> elements) implements Iterable<Object> {

        @Override
        public Iterator<Object> iterator() {
            return new ArrayList<Object>(elements).iterator();
        }
    }

    @Test
    void plainValuesThatLookLikeContainersAreLeftAsTheyAre() {
        CompletableFuture<String> future = new CompletableFuture<>();
        List<Object> plain = List.of(
                Optional.of("a"),
                Optional.empty(),
                Optional.of(Optional.of("b")),
                Path.of("a", "b"),
                new Some(List.of("a")),
                new Some(List.of()),
                new byte[] {1},
                future);

        assertThat(executor.execute(BatchGenerator.structured(plain))).isEqualTo(plain);
    }

    @Test
    void aListThatThrowsAnErrorWhenItIsReadFailsTheGenerator() {
        Error error = new AssertionError("boom");
        List<Object> broken = new AbstractList<>() {
            @Override
            public Object get(int index) {
                throw error;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        BatchGenerator<Object> recovered =
                BatchGenerator.structured(broken).recoverWith(failure -> BatchGenerator.value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(recovered, users.get("a")))).containsExactly("boom", "A");
    }

    static Stream<Arguments> containersInWhichAGeneratorWouldGoUnseen() {
        BatchGenerator<String> unseen = BatchGenerator.value("unseen");
        return Stream.of(
                Arguments.of(Set.of(unseen)),
                Arguments.of((Object) new Object[] {unseen}),
                Arguments.of(Stream.of(unseen)),
                Arguments.of(List.of(unseen).iterator()),
                Arguments.of(Collections.enumeration(List.of(unseen))),
                Arguments.of(Optional.of(unseen)),
                Arguments.of(Optional.of(Optional.of(unseen))),
                Arguments.of(new Some(List.of(unseen))));
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
