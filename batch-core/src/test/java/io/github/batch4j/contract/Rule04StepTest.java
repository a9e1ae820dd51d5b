package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 4: before anything is sent, everything that can move has moved; then each batcher gets one batch. */
class Rule04StepTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final SentLog sent = new SentLog();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final RecordingStore orders = RecordingStore.blocking("orders");

    @Test
    void aUserAndTheirSpouseTakeTwoRoundTripsAndNotThree() {
        users.with("user:1", "Ann").with("spouseId:1", "2").with("user:2", "Bob");
        BatchGenerator<String> spouse = users.get("spouseId:1").flatMap(id -> users.get("user:" + id));
        BatchGenerator<String> couple =
                BatchGenerator.zip(users.get("user:1"), spouse, (one, other) -> one + " & " + other);

        assertThat(executor.execute(couple, sent)).isEqualTo("Ann & Bob");
        assertThat(sent.lines()).containsExactly("1 users[user:1, spouseId:1]", "2 users[user:2]");
    }

    @Test
    void bodiesAndPipelinesShareABatch() {
        BatchGenerator<String> body = BatchGenerator.of(batch -> batch.yield(users.get("a")));
        BatchGenerator<String> pipeline = BatchGenerator.value("b").flatMap(users::get);

        assertThat(executor.executeAll(List.of(body, pipeline, body))).containsExactly("A", "B", "A");
        assertThat(users.batches()).containsExactly("[b, a]");
    }

    @Test
    void aGeneratorThatHasFarToGoBeforeItAsksIsWaitedFor() {
        BatchGenerator<String> far = BatchGenerator.value("a")
                .map(key -> key + key)
                .flatMap(key -> BatchGenerator.of(batch -> batch.yield(BatchGenerator.value(key))))
                .flatMap(key -> BatchGenerator.all(List.of(users.get(key))))
                .map(names -> names.get(0));

        assertThat(executor.executeAll(List.of(users.get("b"), far, users.get("c"))))
                .containsExactly("B", "AA", "C");
        assertThat(users.batches()).containsExactly("[b, c, aa]");
    }

    @Test
    void operationsStandInTheOrderOfReadingChildrenOfAChildBeforeItsSiblings() {
        List<BatchGenerator<String>> chains = List.of(
                users.get("a")
                        .flatMap(name -> BatchGenerator.all(List.of(users.get("a1"), users.get("a2"))))
                        .map(names -> names.get(0)),
                users.get("b").flatMap(name -> users.get("b1")));

        executor.execute(BatchGenerator.zip(
                BatchGenerator.all(chains), users.get("c").flatMap(users::get), (names, name) -> name));

        assertThat(users.batches()).containsExactly("[a, b, c]", "[a1, a2, b1, C]");
    }

    @Test
    void whatTheAnswersOfABatchLeadToJoinsTheBatchesThatAreNotSentYet() {
        BatchGenerator<String> first = users.get("a").flatMap(name -> orders.get("x"));
        BatchGenerator<String> second = orders.get("y").flatMap(name -> users.get("b"));

        executor.execute(BatchGenerator.all(List.of(first, second, users.get("c"))), sent);

        assertThat(sent.lines()).containsExactly("1 users[a, c]", "1 orders[y, x]", "2 users[b]");
    }

    @Test
    void batchThatMovesMostIsSentFirst() {
        List<BatchGenerator<String>> chains = List.of(
                users.get("a").flatMap(name -> users.get(name + "1")),
                orders.get("b").flatMap(name -> users.get(name + "1")),
                BatchGenerator.of(batch -> batch.yield(users.get(batch.yield(orders.get("c")) + "1"))));

        executor.execute(BatchGenerator.all(chains), sent);

        assertThat(sent.lines()).containsExactly("1 orders[b, c]", "1 users[a, B1, C1]", "2 users[A1]");
    }
}
