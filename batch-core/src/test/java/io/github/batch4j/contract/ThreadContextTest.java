package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.SentBatch;
import io.github.batch4j.ThreadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The context of the calling thread is bound to the thread of each body, and a body's own bindings stay its own. */
class ThreadContextTest {

    private static final ThreadLocal<String> USER = new ThreadLocal<>();
    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    private final RecordingStore users = RecordingStore.blocking("users");
    private final BatchExecutor executor = BatchExecutor.builder()
            .threadContext(of(USER))
            .threadContext(of(TENANT))
            .build();

    private static ThreadContext of(ThreadLocal<String> local) {
        return () -> {
            String captured = local.get();
            return () -> {
                String before = local.get();
                local.set(captured);
                return () -> local.set(before);
            };
        };
    }

    @AfterEach
    void clear() {
        USER.remove();
        TENANT.remove();
    }

    private static String bound() {
        return USER.get() + " of " + TENANT.get();
    }

    @Test
    void bodiesSeeItBeforeAndAfterTheyYield() {
        USER.set("ann");
        TENANT.set("acme");
        BatchGenerator<List<String>> body = BatchGenerator.of(batch -> {
            String before = bound();
            batch.yield(users.get("a"));
            return List.of(before, bound());
        });

        assertThat(executor.executeAll(List.of(body, body))).containsOnly(List.of("ann of acme", "ann of acme"));
    }

    @Test
    void whatABodyBindsIsItsOwnAlsoWhileItWaits() {
        USER.set("ann");
        List<String> seen = executor.all(IntStream.range(0, 5).boxed().toList(), number -> {
            USER.set("user " + number);
            executor.execute(users.get("a"));
            String after = USER.get();
            executor.execute(users.get("b"));
            return after + ", " + USER.get();
        });

        assertThat(seen).startsWith("user 0, user 0").endsWith("user 4, user 4").doesNotHaveDuplicates();
        assertThat(USER.get()).isEqualTo("ann");
    }

    @Test
    void neitherBatchesNorFunctionsSeeWhatABodyBinds() {
        USER.set("ann");
        List<String> seen = new ArrayList<>();
        BatchListener listener = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                seen.add("batch: " + USER.get());
            }
        };
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            USER.set("eve");
            return batch.yield(users.get("a").map(name -> {
                seen.add("function: " + USER.get());
                return name;
            }));
        });

        executor.execute(body, listener);

        assertThat(seen).containsExactly("batch: ann", "function: ann");
    }

    /** A class whose initializer the JDK runs from native code, where no continuation can be suspended. */
    private static final class Pinned {

        private static BatchExecutor executor = BatchExecutor.create();
        private static BatchGenerator<String> generator = BatchGenerator.value("");

        private static final class Late {
            private static final String RESULT = executor.execute(generator);
        }
    }

    @Test
    void othersDoNotSeeWhatABodyBindsThatCannotBeSuspendedButItsOwnBodiesDo() {
        USER.set("ann");
        BatchGenerator<String> who = BatchGenerator.of(batch -> USER.get());
        Pinned.executor = executor;
        Pinned.generator = users.get("a").map(name -> USER.get()).flatMap(user -> who.map(inner -> user + " " + inner));

        List<String> seen = executor.all(List.of(1, 2), number -> {
            if (number == 1) {
                USER.set("root");
                return Pinned.Late.RESULT + " " + USER.get();
            }
            return executor.execute(users.get("b").map(name -> USER.get()));
        });

        assertThat(seen).containsExactly("ann root root", "ann");
        assertThat(USER.get()).isEqualTo("ann");
    }

    @Test
    void nothingOfItIsLeftForTheNextExecution() {
        USER.set("ann");
        executor.all(List.of(1, 2, 3), number -> USER.get());
        USER.remove();

        assertThat(executor.all(List.of(1, 2, 3), number -> String.valueOf(USER.get())))
                .containsOnly("null");
    }

    @Test
    void aBodyThatIsClosedHasItToo() {
        USER.set("ann");
        List<String> seen = new ArrayList<>();
        RuntimeException end = new IllegalStateException("end");
        BatchListener ending = new BatchListener() {
            @Override
            public void onSend(SentBatch batch) {
                throw end;
            }
        };
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            try {
                USER.set("eve");
                return batch.yield(users.get("a"));
            } finally {
                seen.add(USER.get());
            }
        });

        assertThat(catchThrowable(() -> executor.execute(body, ending))).isSameAs(end);
        assertThat(seen).containsExactly("eve");
        assertThat(USER.get()).isEqualTo("ann");
    }

    @Test
    void aContextMayRefuseAYieldAndThenNothingIsAsked() {
        BatchExecutor refusing = BatchExecutor.builder()
                .threadContext(() -> () -> new ThreadContext.Scope() {
                    @Override
                    public void beforeYield() {
                        throw new IllegalStateException("not with what you have bound");
                    }

                    @Override
                    public void close() {}
                })
                .build();
        BatchGenerator<String> body = BatchGenerator.of(batch -> batch.yield(users.get("a")));

        assertThat(catchThrowable(() -> refusing.execute(body))).hasMessage("not with what you have bound");
        assertThat(users.batches()).isEmpty();
    }

    @Test
    void oneThatCannotBeBoundFailsTheBodyAndTheOthersAreUnboundAgain() {
        USER.set("ann");
        RuntimeException boom = new IllegalStateException("boom");
        BatchExecutor failing = BatchExecutor.builder()
                .threadContext(of(USER))
                .threadContext(() -> () -> {
                    throw boom;
                })
                .build();
        BatchGenerator<String> body = BatchGenerator.of(batch -> "never");

        assertThat(failing.<String>execute(body.recover(failure -> BatchGenerator.value(failure.getMessage()))))
                .isEqualTo("boom");
        assertThat(USER.get()).isEqualTo("ann");
    }

    @Test
    void bodiesOfABodyBeginWithWhatItHasBound() {
        USER.set("ann");
        List<List<String>> seen = executor.all(List.of("bob", "eve"), name -> {
            USER.set(name);
            executor.execute(users.get("a"));
            List<String> inside = executor.all(List.of(1, 2), number -> {
                String before = USER.get();
                USER.set(before + number);
                String after = executor.zip(() -> USER.get(), () -> users.get("b"), (user, key) -> user);
                return before + " " + after;
            });
            USER.set("later " + name);
            return List.of(inside.get(0), inside.get(1), executor.zip(() -> USER.get(), () -> 1, (user, one) -> user));
        });

        assertThat(seen)
                .containsExactly(
                        List.of("bob bob1", "bob bob2", "later bob"), List.of("eve eve1", "eve eve2", "later eve"));
        assertThat(USER.get()).isEqualTo("ann");
    }

    @Test
    void soDoBodiesThatBeginLaterBelowPipelines() {
        USER.set("ann");
        BatchGenerator<String> who = BatchGenerator.of(batch -> USER.get());
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            USER.set("eve");
            return batch.yield(BatchGenerator.zip(
                    users.get("a")
                            .flatMap(name -> users.get("b").flatMap(other -> who))
                            .map(name -> name + "!"),
                    users.get("c").flatMap(name -> who),
                    String::concat));
        });

        assertThat(executor.<String>execute(body)).isEqualTo("eve!eve");
    }

    @Test
    void whatSeveralMayWaitForBeginsWithWhatTheCallerHasBound() {
        USER.set("ann");
        BatchGenerator<String> shared =
                BatchGenerator.<String>of(batch -> USER.get()).shared();
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            USER.set("eve");
            return batch.yield(shared);
        });

        assertThat(executor.<String>execute(body)).isEqualTo("ann");
    }

    @Test
    void executeInAFunctionGivesItsBodiesWhatTheFunctionHasBoundAndOthersNothingOfIt() {
        USER.set("ann");
        BatchGenerator<String> who = BatchGenerator.of(batch -> USER.get());
        BatchGenerator<String> raising = users.get("a").map(name -> {
            USER.set("root");
            try {
                return executor.execute(BatchGenerator.zip(who, users.get("b"), (user, key) -> user));
            } finally {
                USER.set("ann");
            }
        });

        assertThat(executor.<List<String>>execute(
                        BatchGenerator.all(List.of(raising, users.get("a").flatMap(name -> who), who))))
                .containsExactly("root", "ann", "ann");
    }

    @Test
    void manyLevelsOfPipelinesWithABodyAtEachAreNotGoneUpAgainAndAgain() {
        USER.set("ann");
        assertThat(executor.execute(levels(20_000))).isEqualTo(20_000);

        BatchGenerator<Integer> inside = BatchGenerator.of(batch -> {
            USER.set("eve");
            return batch.yield(levels(20_000));
        });
        assertThat(executor.execute(inside)).isEqualTo(-20_000);
    }

    private static BatchGenerator<Integer> levels(int count) {
        BatchGenerator<Integer> one = BatchGenerator.of(batch -> USER.get().equals("ann") ? 1 : -1);
        return count == 0
                ? BatchGenerator.value(0)
                : one.flatMap(number -> levels(count - 1).map(sum -> sum + number));
    }

    @Test
    void oneThatCannotBeUnboundDoesNotHideWhatTheBodyHasThrown() {
        RuntimeException close = new IllegalStateException("close");
        RuntimeException real = new IllegalStateException("real");
        BatchExecutor failing = BatchExecutor.builder()
                .threadContext(() -> () -> () -> {
                    throw close;
                })
                .build();
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            throw real;
        });

        assertThat(catchThrowable(() -> failing.execute(body))).isSameAs(real);
        assertThat(real.getSuppressed()).contains(close);
        assertThat(catchThrowable(() -> failing.execute(BatchGenerator.of(batch -> "never"))))
                .isSameAs(close);
    }

    @Test
    void oneThatCannotBeBoundAgainFailsTheYieldAndTheNextGetsItsOwnAnswer() {
        RuntimeException boom = new IllegalStateException("boom");
        List<String> binds = new ArrayList<>();
        BatchExecutor failing = BatchExecutor.builder()
                .threadContext(() -> () -> {
                    binds.add("bind");
                    if (binds.size() == 2) {
                        throw boom;
                    }
                    return () -> {};
                })
                .build();
        users.failing("a", new IllegalArgumentException("no a"));
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            Throwable thrown = catchThrowable(() -> batch.yield(users.get("a")));
            boolean onCallingThread = CoroutineKind.current() == CoroutineKind.CONTINUATION;
            assertThat(onCallingThread ? thrown.getSuppressed()[0] : thrown).hasMessage("no a");
            return batch.yield(users.get("b"));
        });

        assertThat(failing.<String>execute(body)).isEqualTo("B");
    }

    @Test
    void aContextThatCannotBeTakenDownFailsTheYieldAndTheBodyGoesOn() {
        RuntimeException boom = new IllegalStateException("boom");
        List<String> captures = new ArrayList<>();
        BatchExecutor failing = BatchExecutor.builder()
                .threadContext(() -> {
                    captures.add("capture");
                    if (captures.size() == 2) {
                        throw boom;
                    }
                    return () -> () -> {};
                })
                .build();
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            Throwable thrown = catchThrowable(() -> batch.yield(users.get("a").map(name -> name)));
            return thrown.getMessage() + " " + batch.yield(users.get("b"));
        });

        assertThat(failing.<String>execute(body)).isEqualTo("boom B");
        assertThat(users.batches()).containsExactly("[b]");
    }

    @Test
    void nothingIsBoundForPipelines() {
        List<String> captures = new ArrayList<>();
        BatchExecutor strict = BatchExecutor.builder()
                .threadContext(() -> {
                    captures.add("capture");
                    return () -> {
                        throw new AssertionError("nobody asked for it");
                    };
                })
                .build();

        assertThat(strict.<String>execute(users.get("a").map(name -> name + "!")))
                .isEqualTo("A!");
        assertThat(captures).hasSize(1);
    }
}
