package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.context.OneConnection.Transactions;
import io.github.batch4j.spring.context.OneConnection.Users;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;

/** A transaction of a function covers the work of that function, and nothing else. */
@Tag("coroutines")
@SpringJUnitConfig({OneConnection.class, TransactionFunctionTest.Services.class})
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TransactionFunctionTest {

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private Transactions transactions;

    @Autowired
    private Users users;

    @Autowired
    private Services services;

    private JdbcTemplate jdbc;
    private JdbcBatch batch;
    private final BatchTrace trace = new BatchTrace();
    private BatchExecutor executor;

    @BeforeEach
    void insert(@Autowired BatchExecutorFactory factory) {
        pool.setMaximumPoolSize(3);
        jdbc = new JdbcTemplate(pool);
        batch = JdbcBatch.of(jdbc);
        executor = factory.create();
        users.insert(1, "Ann", 2);
        users.insert(2, "Bob", 1);
        users.insert(3, "Cid", 1);
    }

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        users.deleteAll();
    }

    /** The functions in which services are called. */
    enum Caller {
        MAP {
            @Override
            <T> BatchGenerator<T> calling(BatchGenerator<?> before, Supplier<T> service) {
                return before.map(any -> service.get());
            }
        },
        THEN {
            @Override
            <T> BatchGenerator<T> calling(BatchGenerator<?> before, Supplier<T> service) {
                return before.flatMap(any -> BatchGenerator.value(service.get()));
            }
        },
        RECOVER {
            @Override
            <T> BatchGenerator<T> calling(BatchGenerator<?> before, Supplier<T> service) {
                return before.<T>flatMap(any -> BatchGenerator.failure(new IllegalStateException()))
                        .recoverWith(failure -> BatchGenerator.value(service.get()));
            }
        },
        LOADER {
            @Override
            <T> BatchGenerator<T> calling(BatchGenerator<?> before, Supplier<T> service) {
                BatchLoader<Integer, T> loader = BatchLoader.of("services", keys -> Map.of(1, service.get()));
                return before.flatMap(any -> loader.get(1));
            }
        },
        BLOCKING {
            @Override
            <T> BatchGenerator<T> calling(BatchGenerator<?> before, Supplier<T> service) {
                return before.flatMap(any ->
                        new Call<>(Batcher.blocking("services", asked -> List.of(service.get())), 1));
            }
        },
        ASYNC {
            @Override
            <T> BatchGenerator<T> calling(BatchGenerator<?> before, Supplier<T> service) {
                return before.flatMap(any -> new Call<>(
                        Batcher.async("services", asked -> CompletableFuture.completedStage(List.of(service.get()))),
                        1));
            }
        },
        LAYERED {
            @Override
            <T> BatchGenerator<T> calling(BatchGenerator<?> before, Supplier<T> service) {
                return before.flatMap(any -> new Call<>(
                        Batcher.layered("services", asked -> BatchGenerator.value(List.of(service.get()))), 1));
            }
        };

        abstract <T> BatchGenerator<T> calling(BatchGenerator<?> before, Supplier<T> service);
    }

    record Call<T>(Batcher<Call<T>, T> batcher, int key) implements BatchableOperation<T> {}

    private BatchGenerator<String> name(long id) {
        return users.genName(id);
    }

    private BatchGenerator<Integer> update(long id, String name) {
        return batch.update("update users set name = :name where id = :id")
                .params(Map.of("id", id, "name", name))
                .update();
    }

    private String nameInTable(long id) {
        return jdbc.queryForObject("select name from users where id = ?", String.class, id);
    }

    private BatchGenerator<String> checking(Caller caller) {
        return caller.calling(
                name(1),
                () -> catchThrowable(() -> services.check(executor, users, 1)).getMessage());
    }

    private BatchGenerator<String> saving(Caller caller) {
        return caller.calling(name(2), () -> services.save(2, "new"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSavedBesideACheckThatFailsIsSaved(Caller caller) {
        assertThat(executor.executeAll(List.of(checking(caller), saving(caller))))
                .containsExactly("refused", "saved");
        assertThat(nameInTable(2)).isEqualTo("new");
    }

    @ParameterizedTest
    @EnumSource
    void checkThatPassesIsNotSpoiltByASaveThatFailsBesideIt(Caller caller) {
        BatchGenerator<String> passing = caller.calling(name(1), () -> services.find(executor, users, 1));
        BatchGenerator<String> failing = caller.calling(name(2), () -> services.fail("spoilt"))
                .recoverWith(failure -> BatchGenerator.value(failure.getMessage()));

        assertThat(executor.executeAll(List.of(passing, failing))).containsExactly("Ann", "spoilt");
    }

    @ParameterizedTest
    @EnumSource
    void pendingUpdateIsNoPartOfATransactionThatIsRolledBack(Caller caller) {
        BatchGenerator<Integer> update = update(3, "new");

        List<Object> results = executor.executeAll(
                List.of(name(2).flatMap(any -> update), checking(caller), name(2).flatMap(any -> update)));

        assertThat(results).containsExactly(1, "refused", 1);
        assertThat(nameInTable(3)).isEqualTo("new");
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersWriteIsNotCommittedByANewTransactionWhileTheirsIsRolledBack(Caller caller) {
        leavesOthersAlone(caller, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        assertThat(nameInTable(1)).as("its own").isEqualTo("inner");
    }

    @ParameterizedTest
    @EnumSource
    void norByWhatIsDoneOutsideOfAnyTransaction(Caller caller) {
        leavesOthersAlone(caller, TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        assertThat(nameInTable(1)).as("its own").isEqualTo("inner");
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersWriteInTheSameTransactionStaysSo(Caller caller) {
        leavesOthersAlone(caller, TransactionDefinition.PROPAGATION_REQUIRED);
        assertThat(nameInTable(1)).isEqualTo("Ann");
    }

    private void leavesOthersAlone(Caller caller, int propagation) {
        BatchGenerator<Integer> update = update(3, "new");
        BatchGenerator<Integer> ofItsOwn = update(1, "inner");
        transactions.required().executeWithoutResult(outer -> {
            BatchGenerator<Integer> inner = caller.calling(
                    name(1), () -> transactions.of(propagation).execute(status -> executor.execute(ofItsOwn)));
            BatchGenerator<String> saving = name(3).map(any -> services.save(2, "new"));

            assertThat(executor.executeAll(List.of(name(2).flatMap(any -> update), inner, saving)))
                    .containsExactly(1, 1, "saved");
            outer.setRollbackOnly();
        });
        assertThat(List.of(nameInTable(2), nameInTable(3))).containsExactly("Bob", "Cid");
    }

    @ParameterizedTest
    @EnumSource
    void rollbackToASavepointTakesNothingOfOthersBack(Caller caller) {
        BatchGenerator<Integer> update = update(3, "new");
        transactions.required().executeWithoutResult(outer -> {
            BatchGenerator<String> nested = caller.calling(
                    name(1),
                    () -> transactions
                            .of(TransactionDefinition.PROPAGATION_NESTED)
                            .execute(status -> {
                                status.setRollbackOnly();
                                services.save(1, "nested");
                                return executor.execute(users.genName(1));
                            }));

            assertThat(executor.executeAll(List.of(name(2).flatMap(any -> update), nested, saving(caller))))
                    .containsExactly(1, "nested", "saved");
        });
        assertThat(List.of(nameInTable(1), nameInTable(2), nameInTable(3))).containsExactly("Ann", "new", "new");
    }

    @Test
    void serviceThatTakesPartInTheTransactionIsBatchedWithOthers() {
        transactions.required().executeWithoutResult(outer -> {
            BatchGenerator<String> joining = BatchGenerator.value(1L)
                    .map(id -> transactions.required().execute(joined -> users.name(executor, id)));

            executor.execute(BatchGenerator.all(List.of(name(2), joining, name(3))), trace);
        });
        assertThat(trace.batches()).hasToString("[[users[2], users[1], users[3]]]");
    }

    @Test
    void traceOfTheCallerHasWhatIsAskedApart() {
        BatchGenerator<String> service =
                BatchGenerator.value(1L).map(id -> transactions.required().execute(own -> users.name(executor, id)));

        executor.execute(BatchGenerator.all(List.of(name(2), service, name(3))), trace);

        assertThat(trace.batches()).hasToString("[[users[1]], [users[2], users[3]]]");
    }

    @Test
    void bodiesOfACallInATransactionOfAFunctionAreRefusedTheirOwn() {
        BatchGenerator<List<String>> service = BatchGenerator.value(1L)
                .map(id -> transactions
                        .required()
                        .execute(own -> executor.all(
                                List.of(1L, 2L),
                                each -> String.valueOf(catchThrowable(() -> transactions
                                        .of(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                                        .execute(ofBody -> users.name(executor, each)))))));

        assertThat(executor.execute(service))
                .allSatisfy(refused -> assertThat(refused)
                        .containsAnyOf(
                                "a body must not yield inside a transaction",
                                "the connection is held by a transaction"));
    }

    @Test
    void bodiesOfACallInATransactionOfAFunctionReadWhatItHasWritten() {
        BatchGenerator<List<String>> service = BatchGenerator.value(1L)
                .map(id -> transactions.required().execute(own -> {
                    services.save(1, "new");
                    own.setRollbackOnly();
                    return executor.all(List.of(1L, 2L), each -> users.name(executor, each));
                }));

        assertThat(executor.execute(service)).containsExactly("new", "Bob");
        assertThat(nameInTable(1)).isEqualTo("Ann");
    }

    static class Services {

        private final JdbcTemplate jdbc;

        Services(HikariDataSource dataSource) {
            jdbc = new JdbcTemplate(dataSource);
        }

        @Transactional
        public void check(BatchExecutor executor, Users users, long id) {
            String name = users.name(executor, id);
            throw new IllegalArgumentException(name.equals("Ann") ? "refused" : "of another: " + name);
        }

        @Transactional
        public String find(BatchExecutor executor, Users users, long id) {
            return users.name(executor, id);
        }

        @Transactional
        public String fail(String message) {
            throw new IllegalStateException(message);
        }

        @Transactional
        public String save(long id, String name) {
            jdbc.update("update users set name = ? where id = ?", name, id);
            return "saved";
        }
    }
}
