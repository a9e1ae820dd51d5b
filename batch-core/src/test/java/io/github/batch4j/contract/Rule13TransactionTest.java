package io.github.batch4j.contract;

import static io.github.batch4j.BatchGenerator.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.Batcher;
import io.github.batch4j.SentBatch;
import io.github.batch4j.ThreadContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 13: a nested call within a transaction of its own, begun or suspended, runs only its own work. */
class Rule13TransactionTest {

    private final Transactions transactions = new Transactions();
    private final BatchExecutor executor = BatchExecutor.builder()
            .threadContext(() -> () -> () -> {})
            .threadContext(transactions)
            .build();
    private final SentLog sent = new SentLog();

    /** A store that answers with the transaction current when it is called. */
    private final Batcher<Ask, String> store = Batcher.blocking(
            "store",
            asked -> asked.stream()
                    .map(ask -> ask.key() + " in " + transactions.current())
                    .toList());

    private Ask ask(String key) {
        return new Ask(store, key);
    }

    private String inTransaction(String key) {
        return transactions.in("own", () -> executor.execute(ask(key)));
    }

    /** The functions that may make a nested call. */
    private enum Caller {
        MAP {
            @Override
            BatchGenerator<String> calling(Function<String, String> service, String key) {
                return value(key).map(service::apply);
            }
        },
        THEN {
            @Override
            BatchGenerator<String> calling(Function<String, String> service, String key) {
                return value(key).flatMap(id -> value(service.apply(id)));
            }
        },
        RECOVER {
            @Override
            BatchGenerator<String> calling(Function<String, String> service, String key) {
                return BatchGenerator.<String>failure(new IllegalStateException())
                        .recoverWith(failure -> value(service.apply(key)));
            }
        },
        DEFER {
            @Override
            BatchGenerator<String> calling(Function<String, String> service, String key) {
                return BatchGenerator.defer(() -> value(service.apply(key)));
            }
        },
        LOADER {
            @Override
            BatchGenerator<String> calling(Function<String, String> service, String key) {
                return BatchLoader.<String, String>of("loader", keys -> Map.of(key, service.apply(key)))
                        .get(key);
            }
        },
        BLOCKING {
            @Override
            BatchGenerator<String> calling(Function<String, String> service, String key) {
                return new Ask(Batcher.blocking("outer", asked -> List.of(service.apply(key))), key);
            }
        },
        ASYNC {
            @Override
            BatchGenerator<String> calling(Function<String, String> service, String key) {
                return new Ask(
                        Batcher.async("outer", asked -> CompletableFuture.completedStage(List.of(service.apply(key)))),
                        key);
            }
        },
        LAYERED {
            @Override
            BatchGenerator<String> calling(Function<String, String> service, String key) {
                return new Ask(Batcher.layered("outer", asked -> value(List.of(service.apply(key)))), key);
            }
        };

        abstract BatchGenerator<String> calling(Function<String, String> service, String key);
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersAskForIsNoPartOfIt(Caller caller) {
        BatchGenerator<String> service = caller.calling(this::inTransaction, "a");
        BatchGenerator<String> twoSteps = ask("b").flatMap(b -> ask("c"));

        assertThat(executor.executeAll(List.of(twoSteps, service, ask("d"))))
                .containsExactly("c in none", "a in own", "d in none");
    }

    @ParameterizedTest
    @EnumSource
    void functionsAndBodiesOfOthersDoNotRunInIt(Caller caller) {
        BatchGenerator<String> service = caller.calling(this::inTransaction, "a");
        BatchGenerator<String> function = value("b").map(b -> transactions.current());
        BatchGenerator<String> body = BatchGenerator.of(batch -> transactions.current());

        assertThat(executor.executeAll(List.of(service, function, body))).containsExactly("a in own", "none", "none");
        assertThat(executor.executeAll(List.of(function, body, service))).containsExactly("none", "none", "a in own");
    }

    @Test
    void whatIsSuspendedIsSoForTheCallAlone() {
        BatchGenerator<String> service = value("a").map(a -> transactions.in("none", () -> executor.execute(ask(a))));

        assertThat(transactions.<List<String>>in(
                        "outer", () -> executor.executeAll(List.of(ask("b"), service, ask("c")))))
                .containsExactly("b in outer", "a in none", "c in outer");
    }

    @Test
    void inTheSameTransactionItJoins() {
        BatchGenerator<String> service = value("a").map(a -> executor.execute(ask(a)));

        transactions.in(
                "outer", () -> executor.execute(BatchGenerator.all(List.of(ask("b"), service, ask("c"))), sent));

        assertThat(sent.lines()).containsExactly("1 store[b, a, c]");
    }

    @Test
    void callsInsideItJoinIt() {
        BatchGenerator<String> inner = value("x").map(x -> executor.execute(ask(x)));
        BatchGenerator<List<String>> service = value("a")
                .map(a -> transactions.in("own", () -> executor.executeAll(List.of(ask(a), inner, ask("z")))));

        BatchGenerator<String> beside = BatchGenerator.zip(ask("b"), service, (b, own) -> b + own);

        assertThat(executor.execute(beside, sent)).isEqualTo("b in none[a in own, x in own, z in own]");
        assertThat(sent.lines()).containsExactly("1 store[a, x, z]", "2 store[b]");
    }

    @Test
    void bodiesOfTheCallRunInIt() {
        BatchGenerator<List<String>> service = value("a")
                .map(a -> transactions.in(
                        "own", () -> executor.all(List.of("p", "q"), key -> executor.execute(ask(key)))));

        BatchGenerator<String> beside = BatchGenerator.zip(ask("b"), service, (b, own) -> b + own);

        assertThat(executor.execute(beside, sent)).isEqualTo("b in none[p in own, q in own]");
        assertThat(sent.lines()).containsExactly("1 store[p, q]", "2 store[b]");
    }

    @Test
    void stepsAreCountedOnAndThatAmidABatchBelongsToTheStepOfIt() {
        Batcher<Ask, String> outer = Batcher.blocking("outer", asked -> List.of(inTransaction("a")));

        executor.execute(
                BatchGenerator.all(List.of(new Ask(outer, "o"), ask("b"), ask("c").flatMap(c -> ask("d")))), sent);

        assertThat(sent.lines()).containsExactly("1 store[b, c]", "1 outer[o]", "2 store[a]", "3 store[d]");
    }

    @Test
    void eachOfManyHasItsOwn() {
        List<BatchGenerator<String>> services = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String name = "t" + i;
            services.add(value("a").map(a -> transactions.in(name, () -> executor.execute(ask(a)))));
        }

        assertThat(executor.executeAll(services))
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(i -> "a in t" + i).toList());
    }

    @Test
    void transactionsMayBeNestedDeeply() {
        assertThat(nested(200)).isEqualTo("end in t1");
    }

    private String nested(int depth) {
        return transactions.in(
                "t" + depth,
                () -> depth == 1
                        ? executor.execute(ask("end"))
                        : executor.execute(value("a").map(a -> nested(depth - 1))));
    }

    @Test
    void failureOfTheCallIsThrownThereAndConcernsNobodyElse() {
        BatchGenerator<String> failing = BatchGenerator.failure(new IllegalStateException("boom"));
        BatchGenerator<String> service = value("a")
                .map(a -> transactions.in(
                        "own",
                        () -> catchThrowable(() -> executor.execute(failing)).getMessage()));

        assertThat(executor.executeAll(List.of(ask("b"), service))).containsExactly("b in none", "boom");
    }

    @Test
    void whatIsSharedIsRunAgainForTheCall() {
        BatchGenerator<String> shared = ask("s").shared();
        BatchGenerator<String> service = value("a").map(a -> transactions.in("own", () -> executor.execute(shared)));

        assertThat(executor.executeAll(List.of(shared, service, shared)))
                .containsExactly("s in none", "s in own", "s in none");
    }

    @Test
    void whatTheCallHasOpenedIsClosedBeforeItReturns() {
        List<String> log = new ArrayList<>();
        ManualStore never = new ManualStore("never");
        BatchGenerator<String> open =
                ask("x").flatMap(x -> never.get("n")).doFinally(() -> log.add("closed in " + transactions.current()));
        BatchGenerator<String> service = value("a")
                .map(a -> transactions.in("own", () -> {
                    assertThatThrownBy(() -> executor.execute(open, Duration.ofMillis(1)))
                            .isInstanceOf(BatchTimeoutException.class);
                    log.add("returned");
                    return a;
                }));

        assertThat(executor.executeAll(List.of(service, ask("b")))).containsExactly("a", "b in none");
        assertThat(log).containsExactly("closed in own", "returned");
    }

    @Test
    void timeLimitOfTheCallEndsTheCallAlone() {
        ManualStore never = new ManualStore("never");
        BatchGenerator<String> service = value("a")
                .map(a -> transactions.in(
                        "own",
                        () -> catchThrowable(() -> executor.execute(never.get("n"), Duration.ofMillis(1)))
                                .getMessage()));

        assertThat(executor.executeAll(List.of(ask("b"), service)))
                .satisfiesExactly(
                        b -> assertThat(b).isEqualTo("b in none"),
                        timedOut -> assertThat(timedOut).startsWith("timed out after 1 ms, while waiting for"));
    }

    @Test
    void timeLimitOfTheExecutionEndsBoth() {
        ManualStore never = new ManualStore("never");
        BatchGenerator<String> service = value("a")
                .map(a -> transactions.in(
                        "own", () -> String.valueOf(catchThrowable(() -> executor.execute(never.get("n"))))));

        assertThatThrownBy(() -> executor.execute(service.flatMap(this::ask), Duration.ofMillis(1)))
                .isInstanceOf(BatchTimeoutException.class);
    }

    @Test
    void interruptEndsBoth() {
        ManualStore never = new ManualStore("never");
        BatchGenerator<String> service = value("a")
                .map(a -> transactions.in("own", () -> {
                    Thread.currentThread().interrupt();
                    return String.valueOf(catchThrowable(() -> executor.execute(never.get("n"))));
                }));

        assertThatThrownBy(() -> executor.execute(service.flatMap(this::ask))).hasMessageStartingWith("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void listenerThatThrowsEndsBoth() {
        BatchListener listener = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                throw new IllegalStateException(batch.operations().toString().toUpperCase(Locale.ROOT));
            }
        };
        BatchGenerator<String> service = value("a").map(this::inTransaction).recoverWith(failure -> value("recovered"));

        assertThatThrownBy(() -> executor.execute(service, listener)).hasMessage("[A]");
    }

    @Test
    void afterTheEndNothingIsExecutedThereEither() {
        List<String> refused = new ArrayList<>();
        BatchGenerator<String> closing = ask("x").flatMap(x -> new ManualStore("never").get("n"))
                .doFinally(() -> transactions.in(
                        "own", () -> refused.add(String.valueOf(catchThrowable(() -> executor.execute(ask("a")))))));

        assertThatThrownBy(() -> executor.execute(closing, Duration.ofMillis(1)))
                .isInstanceOf(BatchTimeoutException.class);
        assertThat(refused).singleElement().asString().contains("nothing can be executed any more");
    }

    @Test
    void contextThatKnowsOfNoTransactionChangesNothing() {
        ThreadContext none = () -> () -> () -> {};

        assertThat(none.transaction()).isNull();
    }
}
