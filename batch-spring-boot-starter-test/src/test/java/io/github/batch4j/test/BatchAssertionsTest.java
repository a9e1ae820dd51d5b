package io.github.batch4j.test;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.findings.FindingRules;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The assertions hold for a trace without Spring, and their failures show all of it. */
class BatchAssertionsTest {

    private record User(String name, long spouseId) {}

    private static final BatchLoader<Long, User> USERS =
            BatchLoader.of("users", ids -> Map.of(12345L, new User("Ann", 67890), 67890L, new User("Bob", 12345)));

    private final BatchTrace trace = new BatchTrace();
    private final BatchExecutor executor = BatchExecutor.create();

    /** A user and the user's spouse: two operations in two steps. */
    private static BatchGenerator<String> genCouple(long id) {
        return USERS.require(id)
                .flatMap(user -> USERS.require(user.spouseId()).map(spouse -> user.name() + " and " + spouse.name()));
    }

    @Test
    void aTraceIsAssertedWithoutSpring() {
        // tag::plain[]
        BatchTrace trace = new BatchTrace();
        executor.execute(genCouple(12345), trace);

        // end::plain[]
        // tag::assertions[]
        assertThat(trace)
                .hasRoundTrips(2)
                .hasSteps(2)
                .hasNoFindings()
                .batch(1)
                .isFrom("users")
                .asks(12345L)
                .batch(2)
                .isFrom("users")
                .asks(67890L);
        // end::assertions[]
        assertThat(trace).hasAtMostRoundTrips(2).batch(2).asks("67890").asks("users[67890]");
    }

    @Test
    void keysAreAskedInAnyOrder() {
        executor.execute(BatchGenerator.all(List.of(USERS.get(1L), USERS.get(2L))), trace);

        assertThat(trace).batch(1).asksInAnyOrder(2L, 1L).asks(1L, 2L).asks(USERS.get(1L), USERS.get(2L));
        assertThatThrownBy(() -> assertThat(trace).batch(1).asks(2L, 1L))
                .hasMessageStartingWith("Expected batch 1 to ask [2, 1] but it asked [1, 2]:");
        assertThatThrownBy(() -> assertThat(trace).batch(1).asksInAnyOrder(1L, 1L))
                .hasMessageStartingWith("Expected batch 1 to ask [1, 1], in any order, but it asked [1, 2]:");
    }

    @Test
    void stepsOfSeveralExecutionsAreAddedUp() {
        executor.execute(genCouple(12345), trace);
        executor.execute(USERS.get(1L), trace);

        assertThat(trace).hasSteps(3);
    }

    @Test
    void aWrongNumberIsShownWithTheBatches() {
        executor.execute(genCouple(12345), trace);

        assertThat(messageOf(() -> assertThat(trace).hasRoundTrips(3)))
                .isEqualTo(lines(
                        "Expected 3 round trips but there were 2:",
                        "2 round trips, 2 operations",
                        "step 1 | users | 1 operation | at # | # | [users[12345]]",
                        "step 2 | users | 1 operation | at # | # | [users[67890]]"));
    }

    @Test
    void eachFailureSaysWhatItExpected() {
        executor.execute(USERS.get(1L), trace);

        assertThat(messageOf(() -> assertThat(trace).hasAtMostRoundTrips(0)))
                .startsWith("Expected at most 0 round trips but there was 1:");
        assertThat(messageOf(() -> assertThat(trace).hasSteps(2))).startsWith("Expected 2 steps but there was 1:");
        assertThat(messageOf(() -> assertThat(trace).batch(2)))
                .startsWith("Expected at least 2 round trips but there was 1:");
        assertThat(messageOf(() -> assertThat(trace).batch(1).isFrom("redis")))
                .startsWith("Expected batch 1 to be from redis but it was from users:");
        assertThat(messageOf(() -> assertThat(trace).batch(1).failedWith(IllegalStateException.class)))
                .startsWith("Expected batch 1 to fail with java.lang.IllegalStateException but it answered:");
    }

    @Test
    void findingsAreAFailureAndPartOfAnyOther() {
        for (long id = 1; id <= 3; id++) {
            executor.execute(USERS.get(id), trace);
        }
        String batches = lines(
                "3 round trips, 3 operations",
                "execution 1, step 1 | users | 1 operation | at # | # | [users[1]]",
                "execution 2, step 1 | users | 1 operation | at # | # | [users[2]]",
                "execution 3, step 1 | users | 1 operation | at # | # | [users[3]]",
                "Findings:",
                "- BatchAssertionsTest.java:# asked `users` 3 times, one key each; unless one needs the"
                        + " answer of another, run them side by side, for example by executor.all(...)");

        assertThat(messageOf(() -> assertThat(trace).hasNoFindings()))
                .isEqualTo(lines("Expected no findings but there was 1:", batches));
        assertThat(messageOf(() -> assertThat(trace).hasRoundTrips(1)))
                .isEqualTo(lines("Expected 1 round trip but there were 3:", batches));
        assertThat(trace).hasNoFindings(FindingRules.defaults().threshold(4));
    }

    @Test
    void aTraceWithoutFindingsHasNone() {
        executor.execute(genCouple(12345), trace);

        assertThat(trace).hasNoFindings();
    }

    @Test
    void aDescriptionComesFirst() {
        assertThat(messageOf(() -> assertThat(trace).as("the page").hasRoundTrips(1)))
                .isEqualTo(lines("[the page] Expected 1 round trip but there were 0:", "0 round trips, 0 operations"));
    }

    @Test
    void theFirstBatchIsNumberOne() {
        assertThatThrownBy(() -> assertThat(trace).batch(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchTraceAssert.batch expects at least 1, the first, got 0");
    }

    @Test
    void aFailedBatchIsAsserted() {
        BatchLoader<Long, String> broken = BatchLoader.of("broken", ids -> {
            throw new IllegalStateException("down");
        });
        assertThatThrownBy(() -> executor.execute(broken.get(1L), trace)).isInstanceOf(IllegalStateException.class);

        assertThat(trace).batch(1).isFrom("broken").failedWith(IllegalStateException.class);
    }

    private static String messageOf(ThrowingCallable assertion) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(assertion);
        assertThat(failure).isInstanceOf(AssertionError.class);
        return failure.getMessage().replaceAll("[0-9.]+ ms", "#").replaceAll("java:[0-9]+", "java:#");
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines);
    }
}
