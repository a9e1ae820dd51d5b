package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.Batcher;
import io.github.batch4j.CachedGenerator;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 17: a failure keeps its own stack trace, and shows where the generator that failed was waiting. */
class Rule17TraceTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RuntimeException boom = new IllegalStateException("boom");
    private final RecordingStore users = RecordingStore.blocking("users");
    private final Ask failing = new Ask(
            Batcher.blocking("failing", operations -> {
                throw boom;
            }),
            "a");
    private StackTraceElement[] ownTrace;

    @BeforeEach
    void remember() {
        ownTrace = boom.getStackTrace();
    }

    private List<String> places(BatchGenerator<?> generator) {
        return places(catchThrowable(() -> executor.execute(generator)));
    }

    /** Returns the places in the one trace that is attached to a failure. */
    private static List<String> places(Throwable failure) {
        List<String> traces = Arrays.stream(failure.getSuppressed())
                .map(Throwable::getMessage)
                .filter(message -> message.startsWith("the generator that failed was waiting in"))
                .toList();
        assertThat(traces).hasSize(1);
        return traces.get(0)
                .lines()
                .skip(1)
                .map(line -> line.replace("\t\tat ", ""))
                .toList();
    }

    private static int line() {
        return new Throwable().getStackTrace()[1].getLineNumber();
    }

    @Test
    void itsOwnStackTraceIsKept() {
        assertThat(places(failing.map(name -> name))).isNotEmpty();
        assertThat(boom.getStackTrace()).isEqualTo(ownTrace);
        assertThat(boom).hasNoCause();
    }

    @Test
    void theBatchTheListTheFunctionsAndTheCallAreShown() {
        BatchGenerator<String> chain = failing.map(name -> name)
                .<String>flatMap(BatchGenerator::value)
                .recoverWith(Error.class, failure -> BatchGenerator.value("recovered"));

        assertThat(places(BatchGenerator.all(List.of(users.get("b"), chain, users.get("c")))))
                .containsExactly(
                        "a batch of 1 operation of failing",
                        "map (Rule17TraceTest)",
                        "flatMap (Rule17TraceTest)",
                        "recoverWith (Rule17TraceTest)",
                        "all (2 of 3)",
                        "execute");
    }

    @Test
    void theFunctionThatThrewComesFirst() {
        BatchGenerator<String> chain = users.get("b").map(name -> {
            throw boom;
        });

        assertThat(places(BatchGenerator.zip(users.get("c"), chain.doFinally(() -> {}), (a, b) -> a)))
                .containsExactly("map (Rule17TraceTest)", "doFinally (Rule17TraceTest)", "zip (2 of 2)", "execute");
    }

    @Test
    void theChildOfAListWhoseFunctionThrewIsShown() {
        BatchGenerator<String> throwing = users.get("b").flatMap(name -> {
            throw boom;
        });

        assertThat(places(BatchGenerator.all(List.of(users.get("c").map(name -> name), throwing))))
                .containsExactly("flatMap (Rule17TraceTest)", "all (2 of 2)", "execute");
    }

    @Test
    void theChildOfAListWhoseOperationFailedIsShown() {
        BatchGenerator<String> failed = failing.map(name -> name);

        assertThat(places(BatchGenerator.all(
                        List.of(users.get("b"), users.get("c").map(name -> name), failed))))
                .containsExactly(
                        "a batch of 1 operation of failing", "map (Rule17TraceTest)", "all (3 of 3)", "execute");
    }

    @Test
    void theLineOfTheBodyThatWasWaitingIsShown() {
        int[] line = new int[1];
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            line[0] = line() + 1;
            return batch.yield(failing);
        });

        List<String> places = places(body);

        assertThat(places).hasSize(3).first().isEqualTo("a batch of 1 operation of failing");
        assertThat(places.get(1))
                .startsWith("io.github.batch4j.contract.Rule17TraceTest.lambda$")
                .endsWith("(Rule17TraceTest.java:" + line[0] + ")");
        assertThat(places).last().isEqualTo("execute");
    }

    @Test
    void whatABodyThrowsItselfIsShownAsItsFailure() {
        assertThat(places(BatchGenerator.of(batch -> {
                    throw boom;
                })))
                .containsExactly("body (Rule17TraceTest)", "execute");
    }

    private String service() {
        return executor.execute(failing);
    }

    @Test
    void theServiceMethodsBetweenABodyAndItsQuestionAreShown() {
        List<String> places = places(BatchGenerator.of(batch -> service()));

        assertThat(places.get(1))
                .startsWith("io.github.batch4j.contract.Rule17TraceTest.service(Rule17TraceTest.java:");
        assertThat(places.get(2)).startsWith("io.github.batch4j.contract.Rule17TraceTest.lambda$");
        assertThat(places).hasSize(4);
    }

    @Test
    void layersAndSharedGeneratorsAreShown() {
        Batcher<Ask, String> layered =
                Batcher.layered("layered", operations -> BatchGenerator.all(operations, ask -> failing));
        CachedGenerator<String, String> cached = CachedGenerator.of("cached", key -> new Ask(layered, key));

        assertThat(places(cached.get("b")))
                .containsExactly(
                        "a batch of 1 operation of failing",
                        "all (1 of 1)",
                        "layered.genBatch",
                        "a batch of 1 operation of layered",
                        "shared cached(b)",
                        "execute");
    }

    @Test
    void aVeryLongWayUpIsCutShort() {
        BatchGenerator<String> chain = failing;
        for (int i = 0; i < 10_000; i++) {
            chain = chain.map(name -> name);
        }

        assertThat(places(chain)).hasSizeBetween(10, 50).startsWith("a batch of 1 operation of failing");
    }

    @Test
    void ofManyWhoAskedOneIsShown() {
        List<BatchGenerator<String>> askers = Collections.nCopies(1_000, failing.map(name -> name));

        assertThat(places(BatchGenerator.all(askers)))
                .containsExactly(
                        "a batch of 1 operation of failing", "map (Rule17TraceTest)", "all (1 of 1000)", "execute");
    }

    @Test
    void ifTheFirstWhoAskedRecoversTheOneWhoFailedIsShown() {
        BatchGenerator<String> recovered = failing.recoverWith(failure -> BatchGenerator.value("recovered"));

        assertThat(places(BatchGenerator.all(List.of(recovered, failing.map(name -> name)))))
                .contains("map (Rule17TraceTest)", "all (2 of 2)");
    }

    @Test
    void anExceptionThatTakesNoSuppressedOnesIsThrownAllTheSame() {
        RuntimeException plain = new RuntimeException("plain", null, false, false) {};

        assertThat(catchThrowable(() -> executor.executeAll(List.of(BatchGenerator.failure(plain), failing))))
                .isSameAs(plain);
    }
}
