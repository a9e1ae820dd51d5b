package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchPartition;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.ThreadContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Queries that executions share on a PostgreSQL, with statements as it counts them. */
@Timeout(60)
class JdbcSharingTest {

    @RegisterExtension
    static final DatabaseExtension POSTGRES = new DatabaseExtension(PostgresDatabase::new);

    private static final ThreadLocal<@Nullable String> LOGIN = new ThreadLocal<>();
    private static final ThreadContext LOGINS = () -> {
        String captured = LOGIN.get();
        return () -> {
            String before = LOGIN.get();
            LOGIN.set(captured);
            return () -> LOGIN.set(before);
        };
    };
    private static final BatchPartition TENANTS = new BatchPartition() {
        @Override
        public @Nullable Object current() {
            return LOGIN.get();
        }

        @Override
        public ThreadContext.Scope bind(@Nullable Object partition) {
            String before = LOGIN.get();
            LOGIN.set((String) partition);
            return () -> LOGIN.set(before);
        }
    };

    record User(int id, String name) {}

    private final TestDatabase database = POSTGRES.database();
    private final JdbcTemplate jdbc = database.jdbc();
    private SharedCalls calls = SharedCalls.builder(1).threadContext(LOGINS).build();
    private Askers askers = new Askers(calls);
    private final RowMapper<String> holding = (row, number) -> {
        askers.hold();
        return "held";
    };
    private final RowMapper<StringBuilder> withLogin =
            (row, number) -> new StringBuilder(row.getString("name") + " for " + LOGIN.get());

    @BeforeEach
    void fill() {
        database.drop("users");
        jdbc.execute("create table users (id int primary key, name varchar(20))");
        jdbc.update("insert into users select i, 'user ' || i from generate_series(0, 99) i");
        jdbc.execute("create table if not exists held (id int)");
        jdbc.update("insert into held values (1)");
        database.resetStatistics();
    }

    @AfterEach
    void allHaveEnded() throws InterruptedException {
        askers.close();
        database.drop("held");
        assertThat(calls.waitingBatches()).as("waiting").isZero();
        assertThat(calls.callsUnderWay()).as("under way").isZero();
        assertThat(database.dataSource().getHikariPoolMXBean().getActiveConnections())
                .as("connections in use")
                .isZero();
    }

    private void limit(SharedCalls other) {
        calls = other;
        askers = new Askers(other);
    }

    private JdbcBatch batch(boolean byDefault) {
        return JdbcBatch.builder(jdbc).shareQueries(byDefault, () -> calls).build();
    }

    private JdbcKeyedQuery<Long> users() {
        return batch(true).table("users").keyedBy(Long.class, "id");
    }

    private JdbcLoader<Long, User> usersOf(DataSource source) {
        return JdbcBatch.builder(new JdbcTemplate(source))
                .shareQueries(true, () -> calls)
                .build()
                .sql("select id, name from users where id in (:keys)")
                .keyedBy(Long.class, "id")
                .one(User.class);
    }

    /** Begins a query that is under way until the askers are released. */
    private void begin() throws InterruptedException, ExecutionException {
        JdbcQuery held = batch(true).sql("select id from held limit 1").named("held");
        askers.begin(() -> execute(held.one(holding)));
    }

    private static <T extends @Nullable Object> T execute(BatchableOperation<T> operation) {
        return BatchExecutor.create().execute(operation);
    }

    private <T extends @Nullable Object> Future<T> askAs(String login, BatchableOperation<T> operation) {
        return askers.ask(() -> {
            LOGIN.set(login);
            return execute(operation);
        });
    }

    private long statements() {
        return database.statements("select", "users");
    }

    @Test
    void whatWaitsForAConnectionIsOneStatement() throws Exception {
        JdbcLoader<Long, User> users = users().one(User.class);
        begin();
        List<Future<User>> asked = new ArrayList<>();
        for (long i = 0; i < 64; i++) {
            long id = i % 50;
            asked.add(askers.ask(() -> execute(users.get(id))));
        }
        assertThat(statements()).as("statements while the call is under way").isZero();

        askers.release();

        for (int i = 0; i < 64; i++) {
            assertThat(asked.get(i).get()).isEqualTo(new User(i % 50, "user " + i % 50));
        }
        assertThat(statements()).isEqualTo(1);
        assertThat(calls.mergedBatches()).isEqualTo(63);
        assertThat(asked.get(0).get())
                .as("immutable answers are shared")
                .isSameAs(asked.get(50).get());
    }

    @Test
    void rowsAreMappedForEachAskerInItsOwnContext() throws Exception {
        JdbcLoader<Long, StringBuilder> users = users().one(withLogin);
        JdbcLoader<Long, List<StringBuilder>> lists = users().many(withLogin);
        begin();
        Future<StringBuilder> nobody = askers.ask(() -> execute(users.get(7L)));
        Future<StringBuilder> ann = askAs("ann", users.get(7L));
        Future<StringBuilder> bob = askAs("bob", users.get(7L));
        Future<StringBuilder> eve = askAs("eve", users.get(8L));
        Future<List<StringBuilder>> listOfAnn = askAs("ann", lists.get(7L));
        Future<List<StringBuilder>> listOfBob = askAs("bob", lists.get(7L));
        Future<List<StringBuilder>> none = askAs("bob", lists.get(700L));

        askers.release();

        assertThat(nobody.get()).hasToString("user 7 for null");
        assertThat(ann.get()).hasToString("user 7 for ann");
        assertThat(bob.get()).hasToString("user 7 for bob");
        assertThat(eve.get()).hasToString("user 8 for eve");
        assertThat(listOfAnn.get()).hasToString("[user 7 for ann]");
        assertThat(listOfBob.get()).hasToString("[user 7 for bob]");
        assertThat(none.get()).isEmpty();
        assertThat(statements()).isEqualTo(2);
    }

    @Test
    void answersAreSharedIfTheLoaderSaysSo() throws Exception {
        JdbcLoader<Long, StringBuilder> users =
                users().sharing(JdbcSharing.ANSWERS).one(withLogin);
        begin();
        Future<StringBuilder> ann = askAs("ann", users.get(7L));
        Future<StringBuilder> bob = askAs("bob", users.get(7L));

        askers.release();

        assertThat(bob.get()).isSameAs(ann.get()).hasToString("user 7 for ann");
    }

    @Test
    void singleQueriesWithEqualValuesAreOneStatement() throws Exception {
        JdbcQuery named = batch(true).sql("select name from users where id = :id");
        begin();
        Future<StringBuilder> ann = askAs("ann", named.param("id", 7).one(withLogin));
        Future<StringBuilder> bob = askAs("bob", named.param("id", 8).one(withLogin));
        List<Future<StringBuilder>> eve = new ArrayList<>();
        RowMapper<StringBuilder> failing = (row, number) -> {
            if ("eve".equals(LOGIN.get())) {
                throw new IllegalStateException("not for eve");
            }
            return withLogin.mapRow(row, number);
        };
        for (String login : List.of("eve", "ida", "joe")) {
            eve.add(askAs(login, named.param("id", 9).one(failing)));
        }

        askers.release();

        assertThat(ann.get()).hasToString("user 7 for ann");
        assertThat(bob.get()).hasToString("user 8 for bob");
        assertThatThrownBy(() -> eve.get(0).get()).hasRootCauseMessage("not for eve");
        assertThat(eve.get(1).get()).hasToString("user 9 for ida");
        assertThat(eve.get(2).get()).hasToString("user 9 for joe");
        assertThat(statements()).isEqualTo(3);
    }

    @Test
    void singleQueriesWithEqualValuesNeedNotBeNeighbours() throws Exception {
        JdbcQuery named = batch(true).sql("select name from users where id = :id");
        begin();
        List<Future<String>> asked = new ArrayList<>();
        for (int id : new int[] {7, 8, 7, 8}) {
            asked.add(askAs("ann", named.param("id", id).one(String.class)));
        }

        askers.release();

        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).get()).isEqualTo(i % 2 == 0 ? "user 7" : "user 8");
        }
        assertThat(statements()).isEqualTo(2);
    }

    @Test
    void keysAndMappersThatFailFailOnlyTheirAskers() throws Exception {
        JdbcLoader<Long, StringBuilder> users = batch(true)
                .sql("select id, 'user ' || 13 / (id - 13) as name from users where id in (:keys)")
                .keyedBy(Long.class, "id")
                .one((row, number) -> {
                    if (row.getInt("id") == 14 && "ann".equals(LOGIN.get())) {
                        throw new IllegalStateException("not for ann");
                    }
                    return withLogin.mapRow(row, number);
                });
        begin();
        Future<StringBuilder> first = askAs("ida", users.get(12L));
        Future<StringBuilder> byZero = askAs("joe", users.get(13L));
        Future<StringBuilder> ann = askAs("ann", users.get(14L));
        Future<StringBuilder> bob = askAs("bob", users.get(14L));

        askers.release();

        assertThat(first.get()).hasToString("user -13 for ida");
        assertThat(bob.get()).hasToString("user 13 for bob");
        assertThatThrownBy(ann::get).hasRootCauseMessage("not for ann");
        assertThatThrownBy(byZero::get).hasCauseInstanceOf(DataAccessException.class);
        assertThat(calls.failedMergedCalls())
                .as("the loader has found the key itself")
                .isZero();
    }

    @Test
    void statementThatFailsIsRunAgainForEach() throws Exception {
        JdbcLoader<Long, User> users = batch(true)
                .sql("select id, name from users where id in (:keys)")
                .keyedBy(Long.class, "id")
                .one(User.class);
        begin();
        jdbc.execute("alter table users rename to gone");
        List<Future<User>> asked = List.of(askAs("ann", users.get(1L)), askAs("bob", users.get(2L)));

        askers.release();

        assertThat(asked)
                .allSatisfy(failed -> assertThatThrownBy(failed::get).hasCauseInstanceOf(DataAccessException.class));
        assertThat(calls.failedMergedCalls()).isEqualTo(1);
        jdbc.execute("alter table gone rename to users");
    }

    @Test
    void transactionsAskByThemselves() throws Exception {
        JdbcLoader<Long, User> users = users().one(User.class);
        begin();

        User own = database.transaction().execute(status -> {
            jdbc.update("update users set name = 'changed' where id = 7");
            User read = execute(users.get(7L));
            status.setRollbackOnly();
            return read;
        });

        assertThat(own).isEqualTo(new User(7, "changed"));
        assertThat(calls.waitingBatches()).isZero();
    }

    @Test
    void valuesOfParametersAndTenantsAreNotMixed() throws Exception {
        limit(SharedCalls.builder(1).partition(TENANTS).build());
        JdbcLoader<Long, Long> users = batch(true)
                .table("users")
                .where("name")
                .keyedBy(Long.class, "id")
                .count();
        begin();
        List<Future<Long>> asked = new ArrayList<>();
        for (String tenant : List.of("a", "b", "a", "b")) {
            for (String name : List.of("user 1", "user 2")) {
                asked.add(askAs(tenant, users.param("name", name).get(1L)));
            }
        }

        askers.release();

        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).get()).isEqualTo(i % 2 == 0 ? 1 : 0);
        }
        assertThat(statements()).as("of two tenants, of two values each").isEqualTo(4);
    }

    @Test
    void dataSourceThatRoutesIsNotSharedWithoutAPartition() throws Exception {
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            protected @Nullable Object determineCurrentLookupKey() {
                return LOGIN.get();
            }
        };
        routing.setDefaultTargetDataSource(database.dataSource());
        routing.setTargetDataSources(Map.of());
        routing.afterPropertiesSet();
        JdbcLoader<Long, User> users = usersOf(routing);
        begin();

        assertThat(execute(users.get(7L))).isEqualTo(new User(7, "user 7"));
    }

    @Test
    void dataSourceOfTheApplicationsOwnIsNotSharedWithoutAPartition() throws Exception {
        DelegatingDataSource own = new DelegatingDataSource(database.dataSource()) {};
        begin();

        assertThat(execute(usersOf(own).get(7L))).isEqualTo(new User(7, "user 7"));
    }

    @Test
    void withoutAConnectionAllFailAtOnceEachWithAFailureOfItsOwn() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        AtomicInteger tried = new AtomicInteger();
        JdbcLoader<Long, User> users = usersOf(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.get()) {
                    tried.incrementAndGet();
                    throw new SQLTransientConnectionException("away");
                }
                return database.dataSource().getConnection();
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        });
        begin();
        List<Future<User>> asked = List.of(askAs("ann", users.get(1L)), askAs("bob", users.get(2L)));
        away.set(true);

        askers.release();

        Throwable ofAnn = catchThrowable(() -> asked.get(0).get()).getCause();
        Throwable ofBob = catchThrowable(() -> asked.get(1).get()).getCause();
        assertThat(List.of(ofAnn, ofBob)).hasOnlyElementsOfType(CannotGetJdbcConnectionException.class);
        assertThat(ofAnn).isNotSameAs(ofBob);
        assertThat(tried).as("once for both").hasValue(1);
    }

    @Test
    void keyThatFailsFailsEachOfItsAskersWithAFailureOfItsOwn() throws Exception {
        JdbcLoader<Long, StringBuilder> users = batch(true)
                .sql("select id, name from users where id in (:keys) and 1 / (id - 13) is not null")
                .keyedBy(Long.class, "id")
                .one(withLogin);
        begin();
        Future<StringBuilder> ann = askAs("ann", users.get(13L));
        Future<StringBuilder> bob = askAs("bob", users.get(13L));

        askers.release();

        Throwable ofAnn = catchThrowable(ann::get).getCause();
        Throwable ofBob = catchThrowable(bob::get).getCause();
        assertThat(List.of(ofAnn, ofBob)).hasOnlyElementsOfType(DataIntegrityViolationException.class);
        assertThat(ofAnn).isNotSameAs(ofBob);
        assertThat(ofAnn.getCause()).isSameAs(ofBob.getCause());
    }

    @Test
    void rowsAreNotMappedForOneThatHasGone() throws Exception {
        List<String> mapped = new CopyOnWriteArrayList<>();
        CountDownLatch mapping = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        JdbcLoader<Long, StringBuilder> users = users().one((row, number) -> {
            mapped.add(String.valueOf(LOGIN.get()));
            mapping.countDown();
            try {
                gone.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return withLogin.mapRow(row, number);
        });
        begin();
        Future<StringBuilder> ann = askAs("ann", users.get(7L));
        Future<StringBuilder> bob = askers.ask(() -> {
            LOGIN.set("bob");
            try {
                return execute(users.get(7L));
            } finally {
                left.countDown();
            }
        });
        askers.release();
        mapping.await();
        bob.cancel(true);
        left.await();
        gone.countDown();

        assertThat(ann.get()).hasToString("user 7 for ann");
        assertThat(mapped).containsExactly("ann");
    }

    @Test
    void interruptOfTheThreadThatMapsConcernsItsOwnerAlone() throws Exception {
        CountDownLatch mapping = new CountDownLatch(1);
        CountDownLatch interrupt = new CountDownLatch(1);
        JdbcLoader<Long, StringBuilder> users = users().one((row, number) -> {
            if ("bob".equals(LOGIN.get()) && mapping.getCount() == 1) {
                mapping.countDown();
                try {
                    interrupt.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(interrupted);
                }
            }
            return withLogin.mapRow(row, number);
        });
        begin();
        Future<StringBuilder> ann = askAs("ann", users.get(7L));
        Future<StringBuilder> bob = askAs("bob", users.get(7L));
        askers.release();
        mapping.await();
        ann.cancel(true);

        assertThat(bob.get()).hasToString("user 7 for bob");
    }

    @Test
    void eachLoaderMayHaveASettingOfItsOwn() throws Exception {
        JdbcLoader<Long, User> apart = users().sharing(JdbcSharing.NONE).one(User.class);
        JdbcLoader<Long, User> apartByDefault =
                batch(false).table("users").keyedBy(Long.class, "id").one(User.class);
        JdbcLoader<Long, User> shared = batch(false)
                .table("users")
                .keyedBy(Long.class, "id")
                .sharing(JdbcSharing.QUERIES)
                .one(User.class);
        begin();

        assertThat(execute(apart.get(7L))).isEqualTo(new User(7, "user 7"));
        assertThat(execute(apartByDefault.get(7L))).isEqualTo(new User(7, "user 7"));
        askAs("ann", shared.get(7L));
        assertThat(calls.waitingBatches()).isEqualTo(1);
    }

    @Test
    void withoutALimitNothingCanBeShared() {
        JdbcKeyedQuery<Long> query = JdbcBatch.of(jdbc).table("users").keyedBy(Long.class, "id");

        assertThatThrownBy(() -> query.sharing(JdbcSharing.QUERIES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("JdbcKeyedQuery.sharing expects a JdbcBatch with a limit of shared queries, got one"
                        + " without; set it by JdbcBatch.Builder.shareQueries");
        assertThat(execute(query.sharing(JdbcSharing.NONE).exists().get(1L))).isTrue();
    }

    @Test
    void waiterHasItsOwnDeadlineAndInterrupt() throws Exception {
        JdbcLoader<Long, User> users = users().one(User.class);
        begin();

        assertThatExceptionOfType(BatchTimeoutException.class)
                .isThrownBy(() -> BatchExecutor.create().execute(users.get(7L), Duration.ofMillis(20)));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(BatchInterruptedException.class).isThrownBy(() -> execute(users.get(7L)));
        assertThat(Thread.interrupted()).isTrue();

        assertThat(calls.waitingBatches()).isZero();
        assertThat(statements()).isZero();
    }

    @Test
    void connectionsThatAreLostFailOnlyWhileTheyAre() throws Exception {
        JdbcLoader<Long, User> users = users().one(User.class);
        begin();
        List<Future<User>> asked = new ArrayList<>();
        for (long id = 0; id < 16; id++) {
            asked.add(askAs("ann", users.get(id)));
        }
        jdbc.queryForList("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");

        askers.release();

        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < asked.size(); i++) {
            try {
                assertThat(asked.get(i).get()).isEqualTo(new User(i, "user " + i));
            } catch (ExecutionException failure) {
                assertThat(failure).hasCauseInstanceOf(DataAccessException.class);
                failed.incrementAndGet();
            }
        }
        assertThat(failed.get()).as("failed").isLessThanOrEqualTo(2); // one for each connection that was lost
        database.dataSource().getHikariPoolMXBean().softEvictConnections();
        assertThat(execute(users.get(7L))).isEqualTo(new User(7, "user 7"));
    }
}
