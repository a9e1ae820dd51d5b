package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.context.OneConnection.Transactions;
import io.github.batch4j.spring.context.OneConnection.Users;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The supported uses of transactions in and around bodies, on a real PostgreSQL with one shared connection. */
@Tag("coroutines")
@SpringJUnitConfig({OneConnection.class, TransactionBodyTest.Annotated.class})
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TransactionBodyTest {

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private Transactions transactions;

    @Autowired
    private Users users;

    private final BatchTrace trace = new BatchTrace();
    private BatchExecutor executor;

    @BeforeEach
    void insert(@Autowired BatchExecutorFactory factory) {
        executor = factory.create();
        users.insert(1, "Ann", 2);
    }

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        users.deleteAll();
    }

    static boolean bodiesRunOnTheCallingThread() {
        return CoroutineKind.current() == CoroutineKind.CONTINUATION;
    }

    @Test
    void bodiesShareTheOneConnection() {
        assertThat(names(1, 2, 3)).containsExactly("Ann", "nobody", "nobody");
    }

    @Test
    void bodiesReadWhatTheTransactionHasWritten() {
        transactions.required().executeWithoutResult(status -> {
            users.insert(2, "Bob", 1);
            users.insert(3, "Cid", 2);

            assertThat(executor.all(List.of(1L, 2L, 3L), id -> users.nameOfFriend(executor, id)))
                    .containsExactly("Bob", "Ann", "Bob");
            status.setRollbackOnly();
        });
        assertThat(names(1, 2, 3)).containsExactly("Ann", "nobody", "nobody");
    }

    @Test
    void bodiesOfATransactionAreBatched() {
        BatchExecutor traced = BatchExecutor.builder().listener(trace).build();
        transactions.required().executeWithoutResult(status -> {
            users.insert(2, "Bob", 1);
            traced.zip(() -> users.nameOfFriend(traced, 1), () -> users.nameOfFriend(traced, 2), List::of);
        });
        assertThat(trace.roundTrips()).isEqualTo(1 + 1);
    }

    @Test
    void newTransactionAroundExecuteIsThatOfTheBatches() {
        pool.setMaximumPoolSize(2);
        try {
            transactions.required().executeWithoutResult(outer -> {
                users.insert(2, "Bob", 1);
                List<String> inNew = transactions
                        .of(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                        .execute(inner -> {
                            users.insert(3, "Cid", 1);
                            return names(1, 2, 3);
                        });

                assertThat(inNew).containsExactly("Ann", "nobody", "Cid");
                assertThat(names(1, 2, 3)).containsExactly("Ann", "Bob", "Cid");
            });
        } finally {
            pool.setMaximumPoolSize(1);
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Test
    void bodyThatLeavesATransactionOpenIsToldSo() throws SQLException {
        TransactionStatus[] left = new TransactionStatus[1];

        assertThatThrownBy(() -> executor.all(List.of(1L), id -> {
                    left[0] = transactions.manager().getTransaction(transactions.required());
                    return id;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a body has ended inside a transaction that it has begun");

        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            transactions.manager().rollback(left[0]);
        } else {
            Object begun = ((DefaultTransactionStatus) left[0]).getTransaction();
            ((JdbcTransactionObjectSupport) begun)
                    .getConnectionHolder()
                    .getConnection()
                    .close();
        }
    }

    @Test
    void functionInAScopeWithoutATransactionIsBatchedWithOthers() {
        BatchLoader<Long, String> names = BatchLoader.of(
                "names", ids -> ids.stream().collect(Collectors.toMap(Function.identity(), id -> "n" + id)));
        TransactionTemplate supports = transactions.of(TransactionDefinition.PROPAGATION_SUPPORTS);
        BatchGenerator<String> service =
                names.get(1L).map(name -> supports.execute(status -> executor.execute(names.get(3L))));

        List<String> found = executor.execute(
                BatchGenerator.all(List.of(service, names.get(2L).flatMap(name -> names.get(4L)))), trace);

        assertThat(found).containsExactly("n3", "n4");
        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    @Test
    void transactionOfABodyThatEndsBeforeItYields() {
        List<String> found = executor.all(List.of(2L, 3L), id -> {
            transactions.required().executeWithoutResult(status -> users.insert(id, "User" + id, 1));
            return users.name(executor, id) + " of " + users.count();
        });

        assertThat(found).containsExactly("User2 of 3", "User3 of 3");
    }

    @Test
    @EnabledIf("bodiesRunOnTheCallingThread")
    void bodyOnTheCallingThreadTakesPartInTheTransaction() {
        transactions.required().executeWithoutResult(status -> {
            List<String> found = executor.all(List.of(2L, 3L), id -> {
                users.insert(id, "User" + id, 1);
                String name = transactions.required().execute(joined -> users.name(executor, id));
                return name + " of " + users.count();
            });

            assertThat(found).containsExactly("User2 of 3", "User3 of 3");
            status.setRollbackOnly();
        });
        assertThat(users.count()).isEqualTo(1);
    }

    @Test
    @EnabledIf("bodiesRunOnTheCallingThread")
    void bodyThatFailsInTheTransactionSpoilsIt() {
        transactions.required().executeWithoutResult(status -> {
            assertThatThrownBy(() -> executor.all(
                            List.of(2L),
                            id -> transactions.required().execute(joined -> {
                                users.name(executor, id);
                                throw new IllegalArgumentException("spoilt");
                            })))
                    .hasMessage("spoilt");
            assertThat(status.isRollbackOnly()).isTrue();
            status.setRollbackOnly();
        });
    }

    @Test
    @EnabledIf("bodiesRunOnTheCallingThread")
    void annotatedMethodsAreNotTakenForEachOther(@Autowired Annotated annotated) {
        List<Long> counts = annotated.call(() -> {
            TransactionStatus ofCaller = TransactionAspectSupport.currentTransactionStatus();
            users.insert(2, "Bob", 1);
            executor.all(
                    List.of(1L, 2L),
                    id -> annotated.call(() -> {
                        TransactionStatus ofBody = TransactionAspectSupport.currentTransactionStatus();
                        // The first goes on first, and has ended when the second does.
                        users.nameOfFriend(executor, id);
                        assertThat(TransactionAspectSupport.currentTransactionStatus())
                                .isSameAs(ofBody);
                        return id;
                    }));
            assertThat(TransactionAspectSupport.currentTransactionStatus()).isSameAs(ofCaller);
            ofCaller.setRollbackOnly();
            return List.of(users.count());
        });

        assertThat(counts).containsExactly(2L);
        assertThat(users.count()).isEqualTo(1);
        assertThatThrownBy(TransactionAspectSupport::currentTransactionStatus)
                .isInstanceOf(NoTransactionException.class);
    }

    @Test
    @EnabledIf("bodiesRunOnTheCallingThread")
    void annotatedMethodsOfBodiesLeaveNothingOnTheThread(@Autowired Annotated annotated) {
        transactions.required().executeWithoutResult(status -> {
            assertThat(executor.all(List.of(1L, 2L), id -> annotated.call(() -> users.name(executor, id))))
                    .containsExactly("Ann", "nobody");
            assertThatThrownBy(TransactionAspectSupport::currentTransactionStatus)
                    .isInstanceOf(NoTransactionException.class);
        });
    }

    private List<String> names(long... ids) {
        return executor.all(Arrays.stream(ids).boxed().toList(), id -> users.name(executor, id));
    }

    static class Annotated {

        @Transactional
        public <T> T call(Supplier<T> code) {
            return code.get();
        }
    }
}
