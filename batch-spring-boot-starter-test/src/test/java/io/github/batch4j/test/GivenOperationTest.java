package io.github.batch4j.test;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operation that has its answer is what a stub returns. */
class GivenOperationTest {

    private final BatchTrace trace = new BatchTrace();
    private final BatchExecutor executor = BatchExecutor.create();

    record User(long id, String name) {}

    interface Users {

        BatchableOperation<User> find(long id);
    }

    @Test
    void aStubAnswersWithAValueOrAFailure() {
        Users users = mock(Users.class);
        // tag::given[]
        when(users.find(1L)).thenReturn(GivenOperation.value(new User(1, "Ann")));
        when(users.find(2L)).thenReturn(GivenOperation.failure(new IllegalStateException("no such user")));
        // end::given[]

        assertThat(executor.execute(users.find(1L), trace)).isEqualTo(new User(1, "Ann"));
        assertThatThrownBy(() -> executor.execute(users.find(2L), trace)).hasMessage("no such user");
        assertThat(trace).hasRoundTrips(2).batch(1).isFrom("given");
    }

    @Test
    void givenOperationsOfAStepAreOneRoundTrip() {
        List<String> names =
                executor.executeAll(List.of(GivenOperation.value("Ann"), GivenOperation.value("Bob")), trace);

        assertThat(names).containsExactly("Ann", "Bob");
        assertThat(trace).hasRoundTrips(1).batch(1).asks("Ann", "Bob");
    }

    @Test
    void aValueMayBeNull() {
        assertThat(executor.execute(GivenOperation.value((String) null))).isNull();
    }
}
