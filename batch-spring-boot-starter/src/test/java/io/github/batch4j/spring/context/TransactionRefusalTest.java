package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.context.OneConnection.Transactions;
import io.github.batch4j.spring.context.OneConnection.Users;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.TransactionDefinition;

/** Forbidden uses of transactions in bodies: they fail at once, and nothing waits for a second connection. */
@Tag("coroutines")
@SpringJUnitConfig(OneConnection.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TransactionRefusalTest {

    private static final String HELD =
            "the connection is held by a transaction of the calling thread, and this body" + " runs on batch4j-body";
    private static final String ADVICE =
            ": yield an operation instead, whose batch runs in the transaction; or call this"
                    + " outside of the body; or let bodies run on the calling thread, on JDK 24 and newer, if that is a"
                    + " platform thread, with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED";
    private static final String OWN =
            "a body must not yield inside a transaction that it has begun or suspended itself:"
                    + " batches run on the calling thread and would not be part of it;"
                    + " begin the transaction around execute";

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private Transactions transactions;

    @Autowired
    private Users users;

    private BatchExecutor executor;

    @BeforeEach
    void insert(@Autowired BatchExecutorFactory factory) {
        executor = factory.create();
        users.insert(1, "Ann", 2);
    }

    @AfterEach
    void everythingIsGivenBackAndBodiesMayUseTheConnectionAgain() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(inBodies(users::count)).containsExactly(1L, 1L);
        users.deleteAll();
    }

    static boolean bodiesRunOnTheCallingThread() {
        return CoroutineKind.current() == CoroutineKind.CONTINUATION;
    }

    @Test
    @DisabledIf("bodiesRunOnTheCallingThread")
    void connectionOfTheTransactionIsRefused() {
        transactions.required().executeWithoutResult(status -> {
            assertThatThrownBy(() -> inBodies(users::count))
                    .isInstanceOf(CannotGetJdbcConnectionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(HELD)
                    .hasMessageEndingWith(ADVICE);
            assertThat(users.count()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                TransactionDefinition.PROPAGATION_REQUIRED,
                TransactionDefinition.PROPAGATION_REQUIRES_NEW,
                TransactionDefinition.PROPAGATION_NESTED
            })
    @DisabledIf("bodiesRunOnTheCallingThread")
    void anotherTransactionIsRefusedWhileThatOfTheCallerLasts(int propagation) {
        transactions
                .required()
                .executeWithoutResult(status -> assertThatIllegalStateException()
                        .isThrownBy(() ->
                                inBodies(() -> transactions.of(propagation).execute(own -> users.count())))
                        .withMessageStartingWith(HELD)
                        .withMessageEndingWith(ADVICE));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                TransactionDefinition.PROPAGATION_REQUIRED,
                TransactionDefinition.PROPAGATION_REQUIRES_NEW,
                TransactionDefinition.PROPAGATION_SUPPORTS
            })
    void yieldInsideATransactionOfTheBodyIsRefused(int propagation) {
        assertThatIllegalStateException()
                .isThrownBy(() -> inBodies(() -> transactions.of(propagation).execute(own -> users.name(executor, 1))))
                .withMessage(OWN);
    }

    @Test
    @EnabledIf("bodiesRunOnTheCallingThread")
    void yieldInATransactionThatTheBodyHasNestedInThatOfTheCallerIsRefused() {
        transactions.required().executeWithoutResult(status -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> inBodies(() -> nested(() -> users.name(executor, 1))))
                    .withMessage(OWN);
            assertThatIllegalStateException()
                    .isThrownBy(() -> inBodies(() ->
                            nested(() -> transactions.required().execute(joined -> users.name(executor, 1)))))
                    .withMessage(OWN);
            assertThat(inBodies(() -> users.name(executor, 1))).containsExactly("Ann", "Ann");
        });
    }

    @Test
    @EnabledIf("bodiesRunOnTheCallingThread")
    void nestedTransactionThatHasEndedIsNoObstacle() {
        transactions.required().executeWithoutResult(status -> {
            List<String> found = inBodies(() -> {
                nested(users::count);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> nested(() -> {
                            users.insert(2, "Bob", 1);
                            throw new IllegalArgumentException("rolled back to the savepoint");
                        }));
                return users.name(executor, 1) + " of " + users.count();
            });

            assertThat(found).containsExactly("Ann of 1", "Ann of 1");
        });
    }

    @Test
    void nestedTransactionAroundExecuteIsThatOfTheBatches() {
        transactions.required().executeWithoutResult(status -> {
            List<String> found = nested(() -> {
                users.insert(2, "Bob", 1);
                return inBodies(() -> users.name(executor, 2));
            });

            assertThat(found).containsExactly("Bob", "Bob");
            status.setRollbackOnly();
        });
    }

    @Test
    void yieldThatIsRefusedMayBeMadeUpForOutsideOfTheTransaction() {
        List<String> found = inBodies(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> transactions.required().execute(own -> users.name(executor, 1)))
                    .withMessage(OWN);
            return users.name(executor, 1);
        });

        assertThat(found).containsExactly("Ann", "Ann");
    }

    @Test
    void yieldWhileTheTransactionOfTheCallerIsSuspendedIsRefused() {
        transactions
                .required()
                .executeWithoutResult(status -> assertThatIllegalStateException()
                        .isThrownBy(() -> inBodies(() -> transactions
                                .of(TransactionDefinition.PROPAGATION_NOT_SUPPORTED)
                                .execute(without -> users.name(executor, 1))))
                        .withMessageMatching("(?s)\\Q" + OWN + "\\E|\\Q" + HELD + "\\E.*"));
    }

    private <T> T nested(Supplier<T> code) {
        return transactions.of(TransactionDefinition.PROPAGATION_NESTED).execute(status -> code.get());
    }

    private <T> List<T> inBodies(Supplier<T> code) {
        return executor.all(List.of(code, code), Supplier::get);
    }
}
