package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import io.github.batch4j.ThreadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is bound to the calling thread is bound to that of each body, and what a body binds is its own. */
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
    void pipelinesNeedNone() {
        BatchExecutor strict = BatchExecutor.builder()
                .threadContext(() -> {
                    throw new AssertionError("nobody asked for it");
                })
                .build();

        assertThat(strict.<String>execute(users.get("a").map(name -> name + "!")))
                .isEqualTo("A!");
    }
}
