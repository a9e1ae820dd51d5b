package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Up to five generators, or pieces of blocking code, side by side, each with a type of its own. */
class ZipTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    private String ask(String key) {
        return executor.execute(users.get(key));
    }

    /** A function of wider types than those of the results, with a narrower result. */
    private static String join(Object... parts) {
        return String.join("", List.of(parts).stream().map(String::valueOf).toList());
    }

    private static String three(CharSequence a, Object b, CharSequence c) {
        return join(a, b, c);
    }

    private static String four(CharSequence a, Object b, CharSequence c, Number d) {
        return join(a, b, c, d);
    }

    private static String five(CharSequence a, Object b, CharSequence c, Number d, Object e) {
        return join(a, b, c, d, e);
    }

    @Test
    void generatorsShareABatch() {
        BatchGenerator<Integer> length = users.get("four").map(String::length);

        BatchGenerator<CharSequence> ofThree = BatchGenerator.<String, String, String, CharSequence>zip(
                users.get("a"), users.get("b"), users.get("c"), ZipTest::three);
        BatchGenerator<CharSequence> ofFour = BatchGenerator.<String, String, String, Integer, CharSequence>zip(
                users.get("a"), users.get("b"), users.get("c"), length, ZipTest::four);
        BatchGenerator<CharSequence> ofFive =
                BatchGenerator.<String, String, String, Integer, Character, CharSequence>zip(
                        users.get("a"), users.get("b"), users.get("c"), length, value('e'), ZipTest::five);

        assertThat(executor.executeAll(List.of(ofThree, ofFour, ofFive))).containsExactly("ABC", "ABC4", "ABC4e");
        assertThat(users.batches()).containsExactly("[a, b, c, four]");
        assertThat(ofFive).hasToString("zip(5 generators)");
    }

    @Test
    void blockingCodeSharesABatch() {
        CharSequence ofFour = executor.zip(
                () -> ask("a"),
                () -> ask("b"),
                () -> ask("c"),
                () -> ask("four").length(),
                ZipTest::four);
        CharSequence ofFive = executor.zip(
                () -> ask("a"),
                () -> ask("b"),
                () -> ask("c"),
                () -> ask("four").length(),
                () -> 'e',
                ZipTest::five);

        assertThat(ofFour).isEqualTo("ABC4");
        assertThat(ofFive).isEqualTo("ABC4e");
        assertThat(users.batches()).containsExactly("[a, b, c, four]", "[a, b, c, four]");
    }

    @Test
    void theFirstFailureIsThrownWhenAllHaveEnded() {
        users.failing("b", new IllegalStateException("second")).failing("d", new IllegalStateException("fourth"));

        assertThatThrownBy(() ->
                        executor.zip(() -> ask("a"), () -> ask("b"), () -> ask("c"), () -> ask("d"), (a, b, c, d) -> a))
                .hasMessage("second")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .contains("fourth"));
        assertThat(users.batches()).containsExactly("[a, b, c, d]");
    }

    @Test
    void nullIsRefused() {
        BatchGenerator<String> some = users.get("a");

        assertThatThrownBy(() -> BatchGenerator.zip(some, some, some, null, (a, b, c, d) -> a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchGenerator.zip expects generators, got null at index 3 of 4; a generator of nothing is"
                        + " BatchGenerator.value(null)");
        assertThatThrownBy(() -> BatchGenerator.zip(some, some, some, some, some, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchGenerator.zip expects a function, got null");
    }
}
