package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 13 in its usual form: blocking code without generators, run side by side. */
class Rule13BlockingCodeTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    private String user(String id) {
        return executor.execute(users.get(id));
    }

    private String spouse(String id) {
        return user(user("spouse of " + id).toLowerCase(java.util.Locale.ROOT));
    }

    private String couple(String id) {
        return executor.zip(() -> user(id), () -> spouse(id), (user, spouse) -> user + " & " + spouse);
    }

    @Test
    void userAndSpouseTakeTwoRoundTrips() {
        assertThat(couple("ann")).isEqualTo("ANN & SPOUSE OF ANN");
        assertThat(users.batches()).containsExactly("[ann, spouse of ann]", "[spouse of ann]");
    }

    @Test
    void manyCouplesTakeNoMore() {
        assertThat(executor.all(List.of("ann", "bob", "eve"), this::couple)).hasSize(3);
        assertThat(users.batches())
                .hasSize(2)
                .element(0)
                .isEqualTo("[ann, spouse of ann, bob, spouse of bob, eve, spouse of eve]");
    }

    @Test
    void withNothingAboveAServiceJustWorks() {
        assertThat(user("ann")).isEqualTo("ANN");
        assertThat(users.batches()).containsExactly("[ann]");
    }

    @Test
    void threeOfDifferentTypes() {
        String text = executor.zip(() -> user("a"), () -> user("bb").length(), () -> 'c', (a, b, c) -> a + b + c);

        assertThat(text).isEqualTo("A2c");
        assertThat(users.batches()).containsExactly("[a, bb]");
    }

    @Test
    void aListOfCodeGivesResultsInItsOrderAndNullsToo() {
        List<Callable<String>> codes = List.of(() -> user("a"), () -> null, () -> user("b") + user("c"));

        assertThat(executor.all(codes)).containsExactly("A", null, "BC");
        assertThat(users.batches()).containsExactly("[a, b]", "[c]");
        assertThat(executor.all(List.<Callable<String>>of())).isEmpty();
    }

    @Test
    void loopsAndConditionsAndTryAreAsUsual() {
        List<String> names = executor.all(List.of(1, 2, 3), count -> {
            StringBuilder name = new StringBuilder();
            try {
                for (int i = 0; i < count; i++) {
                    name.append(user("u" + i));
                }
            } finally {
                name.append('!');
            }
            return name.toString();
        });

        assertThat(names).containsExactly("U0!", "U0U1!", "U0U1U2!");
        assertThat(users.batches()).containsExactly("[u0]", "[u1]", "[u2]");
    }

    @Test
    void theFirstFailureIsThrownWithTheOthersWhenAllHaveEnded() {
        RuntimeException one = new IllegalStateException("one");
        RuntimeException two = new IllegalStateException("two");
        users.failing("one", one).failing("two", two);

        Throwable thrown = catchThrowable(() -> executor.all(List.of("a", "two", "one"), this::user));

        assertThat(thrown)
                .isSameAs(two)
                .satisfies(failure -> assertThat(failure.getSuppressed()).contains(one));
        assertThat(users.batches()).containsExactly("[a, two, one]");
    }

    @Test
    void aCheckedExceptionComesAsTheCauseOfAnUncheckedOne() {
        IOException boom = new IOException("boom");
        List<Callable<String>> codes = List.of(() -> {
            throw boom;
        });

        assertThat(catchThrowable(() -> executor.all(codes)))
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasCause(boom);
    }

    @Test
    void aFailureShowsTheLinesOfTheServicesThatWaited() {
        users.failing("spouse of ann", new IllegalStateException("boom"));

        Throwable thrown = catchThrowable(() -> couple("ann"));

        assertThat(thrown.getSuppressed())
                .singleElement()
                .satisfies(trace -> assertThat(trace.getMessage())
                        .contains("Rule13BlockingCodeTest.user(", "Rule13BlockingCodeTest.spouse(", "zip (2 of 2)"));
    }

    @Test
    void whoLacksAnArgumentIsToldWhich() {
        assertThat(catchThrowable(() -> executor.all(Arrays.asList(() -> "a", (Callable<String>) null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchExecutor.all expects code, got null");
        assertThat(catchThrowable(() -> executor.all(null))).hasMessageContaining("BatchExecutor.all expects");
        assertThat(catchThrowable(() -> executor.zip(() -> 1, null, Integer::sum)))
                .hasMessage("BatchExecutor.zip expects code, got null");
    }

    @Test
    void manyFunctionsThatCallFromInsideDoNotPileUpOnTheStack() {
        List<Integer> numbers = IntStream.range(0, 20_000).boxed().toList();

        List<String> names = executor.execute(BatchGenerator.all(
                numbers, number -> BatchGenerator.value("u" + number).map(this::user)));

        assertThat(names).hasSize(20_000).startsWith("U0").endsWith("U19999");
        assertThat(users.batches().get(0)).startsWith("[u0, u1, u2").contains("u99");
    }

    @Test
    void soDoFunctionsThatCallWhenTheyAreAnswered() {
        List<Integer> numbers = IntStream.range(0, 5_000).boxed().toList();

        List<String> names = executor.execute(BatchGenerator.all(
                numbers, number -> users.get("u" + number).map(name -> user(name + "!"))));

        assertThat(names).hasSize(5_000).endsWith("U4999!");
    }
}
