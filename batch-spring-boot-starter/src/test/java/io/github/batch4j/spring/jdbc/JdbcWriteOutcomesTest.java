package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;

/** The outcome of each write of a batch, beside what is in the database. */
class JdbcWriteOutcomesTest extends WritesOnAllDatabases {

    private static final int ROUNDS = 50;

    private static long[] withFailureInTheMiddle(int size) {
        return IntStream.range(0, size)
                .mapToLong(i -> i == size / 2 ? TAKEN : i)
                .toArray();
    }

    private static List<Long> without(long[] ids) {
        return LongStream.of(ids).filter(id -> id != TAKEN).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300, 1000})
    void aFailingWriteFailsAloneWithoutATransaction(int size) {
        long[] ids = withFailureInTheMiddle(size);

        List<Object> outcomes = outcomesOfPeople(ids);

        assertThat(outcomes)
                .isEqualTo(LongStream.of(ids)
                        .mapToObj(id -> id == TAKEN ? (Object) "failed" : 1)
                        .toList());
        assertThat(people()).isEqualTo(without(ids));
        assertThat(trace.batches()).extracting(List::size).containsExactly(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1000})
    void aFailingWriteFailsAloneInATransactionThatGoesOnAfterIt(int size) {
        long[] ids = withFailureInTheMiddle(size);

        List<Object> outcomes = new ArrayList<>();
        database().transaction().executeWithoutResult(status -> {
            jdbc().update("insert into people (id) values (5000)");
            outcomes.addAll(outcomesOfPeople(ids));
            if (abortsTransaction()) {
                status.setRollbackOnly();
            }
        });

        assertThat(outcomes)
                .isEqualTo(LongStream.of(ids)
                        .mapToObj(id -> id == TAKEN || abortsTransaction() ? (Object) "failed" : 1)
                        .toList());
        assertThat(people())
                .isEqualTo(
                        abortsTransaction()
                                ? List.of()
                                : Stream.concat(without(ids).stream(), Stream.of(5000L))
                                        .toList());
    }

    @Test
    void severalFailAndTheOrderIsKept() {
        assertThat(outcomesOfPeople(TAKEN, 1, 2, 1, 3, TAKEN))
                .as("the second 1 comes after the first")
                .containsExactly("failed", 1, 1, "failed", 1, "failed");
        assertThat(people()).containsExactly(1L, 2L, 3L);
    }

    /** The driver fails before the third is sent: then the first two are there, unless all of the batch fail. */
    @Test
    void aValueThatTheDriverDoesNotTakeIsNotTakenForAFailureOfTheDatabase() {
        assumeTrue(product() != Product.SQLITE, "its driver takes any value");
        JdbcInsert<Long> event = batch().insert("insert into events (what) values (:what)", Long.class, "id");
        Object strange = new Object();

        List<Object> outcomes = database()
                .transaction()
                .execute(status -> outcomes(Stream.of(1L, 2L, strange)
                        .map(what -> event.param("what", what).insert())));

        switch (product()) {
            case POSTGRESQL, HSQLDB -> {
                assertThat(outcomes).containsExactly("failed", "failed", "failed");
                assertThat(events()).isEmpty();
            }
            case DUCKDB -> {
                assertThat(outcomes).as("it has no savepoints").containsExactly("unknown", "unknown", "unknown");
                assertThat(events()).containsExactly(1L, 2L);
            }
            default -> {
                assertThat(outcomes).element(2).isEqualTo("failed");
                assertThat(outcomes.subList(0, 2)).extracting(this::what).containsExactly(1L, 2L);
                assertThat(events()).containsExactly(1L, 2L);
            }
        }
    }

    @Test
    void writesThatReturnRowsAreRefused() {
        for (String text : List.of(
                "insert into people (id) values (:id) returning id",
                "update people set id = :id RETURNING *",
                "select 1",
                " /* a comment */ values (:id)")) {
            assertThatThrownBy(() -> batch().update(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("JdbcBatch.update expects a statement that returns no rows, got '");
        }
        assertThat(batch().update("update people set returning = 1, x = t.returning"))
                .isNotNull();
    }

    @Test
    void connectionsComeBackAsTheyWere() {
        outcomesOfPeople(1, TAKEN, 2);
        outcomesOfEvents(1, TAKEN, 2);
        database().transaction().executeWithoutResult(status -> {
            outcomesOfPeople(3, TAKEN);
            status.setRollbackOnly();
        });

        assertThat(database().dataSource().getHikariPoolMXBean().getActiveConnections())
                .isZero();
        assertThat(jdbc().execute((ConnectionCallback<Boolean>) Connection::getAutoCommit))
                .isTrue();
        assertThat(people()).containsExactly(1L, 2L);
    }

    @Test
    void aTransactionOfABatchIsNoCommitOfTheCaller() {
        Object mark = LastCommit.mark();

        outcomesOfPeople(1, 2, TAKEN);

        assertThat(LastCommit.mark()).as("answers of other databases are kept").isSameAs(mark);
    }

    @Test
    void aStatementThatIsWrongIsSentOnce() {
        assumeTrue(product() != Product.SQLITE && product() != Product.DUCKDB, "their drivers do not tell what failed");
        AtomicInteger sent = new AtomicInteger();
        JdbcUpdate wrong = JdbcBatch.of(counting(sent)).update("insert into nothing values (:id)");

        List<Object> outcomes =
                outcomes(Stream.of(1, 2, 3, 4).map(id -> wrong.param("id", id).update()));

        assertThat(outcomes).containsOnly("failed");
        assertThat(sent).hasValue(1);
    }

    @Test
    void aBatchThatSucceedsIsSentOnceAndOneFailureIsFoundByHalving() {
        AtomicInteger sent = new AtomicInteger();
        JdbcUpdate insert = JdbcBatch.of(counting(sent)).update("insert into people (id) values (:id)");

        outcomes(LongStream.range(0, 64).mapToObj(id -> insert.param("id", id).update()));
        assertThat(sent).hasValue(1);

        sent.set(0);
        outcomes(LongStream.range(100, 164)
                .mapToObj(id -> insert.param("id", id == 110 ? TAKEN : id).update()));
        assertThat(sent).hasValue(13);
    }

    private JdbcTemplate counting(AtomicInteger sent) {
        return new JdbcTemplate(database().dataSource()) {
            @Override
            public <T extends @Nullable Object> T execute(
                    PreparedStatementCreator creator, PreparedStatementCallback<T> action) {
                sent.incrementAndGet();
                return super.execute(creator, action);
            }
        };
    }

    @Test
    void aStreamIsNotSentAgainAsItIsReadByThen() {
        assumeTrue(product() == Product.H2);
        tables("files (id bigint not null primary key, content varbinary(100))");
        JdbcUpdate insert = batch().update("insert into files (id, content) values (:id, :content)");

        List<Object> outcomes = outcomes(Stream.of(1, 2, 2)
                .map(id -> insert.param("id", id)
                        .param("content", new ByteArrayInputStream(new byte[] {1}))
                        .update()));

        assertThat(outcomes).containsOnly("failed");
        assertThat(jdbc().queryForList("select id from files", Long.class)).isEmpty();
    }

    @Test
    void tablesThatTakePartInNoTransactionLeaveTheOutcomeUnknown() {
        assumeTrue(product() == Product.MARIADB);
        tables("loose (id bigint not null primary key) engine = MyISAM");
        jdbc().update("insert into loose (id) values (2)");
        JdbcUpdate insert = batch().update("insert into loose (id) values (:id)");

        assertThat(outcomes(Stream.of(1, 2, 3).map(id -> insert.param("id", id).update())))
                .containsOnly("unknown");
        assertThat(jdbc().queryForList("select id from loose order by id", Long.class))
                .startsWith(1L, 2L);
    }

    @Test
    void aConstraintThatIsCheckedAtTheCommitFailsAlone() {
        assumeTrue(product() == Product.POSTGRESQL);
        tables("late (id bigint, person bigint references people initially deferred)");
        JdbcUpdate insert = batch().update("insert into late (id, person) values (:id, :person)");

        List<Object> outcomes = outcomes(Stream.of(TAKEN, 99L, TAKEN)
                .map(person ->
                        insert.param("id", person).param("person", person).update()));

        assertThat(outcomes).containsExactly(1, "failed", 1);
        assertThat(jdbc().queryForList("select id from late", Long.class)).containsExactly(TAKEN, TAKEN);
        database().drop("late");
    }

    @Test
    void batchesThatLockTheSameRowsInOppositeOrdersAreDone() {
        assumeTrue(product() == Product.H2 || product() == Product.MARIADB, "others lock the table, or find it slowly");
        tables("numbers (id int not null primary key, n int not null)");
        jdbc().batchUpdate(
                        "insert into numbers values (?, 0)",
                        IntStream.range(0, 20).mapToObj(id -> new Object[] {id}).toList());

        Stream.of(IntStream.range(0, 20), IntStream.range(0, 20).map(id -> 19 - id))
                .map(IntStream::boxed)
                .map(Stream::toList)
                .map(ids -> CompletableFuture.runAsync(() -> incrementOften(ids)))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(jdbc().queryForList("select n from numbers", Integer.class)).containsOnly(2 * ROUNDS);
    }

    private void incrementOften(List<Integer> ids) {
        JdbcUpdate increment = batch().update("update numbers set n = n + 1 where id = :id");
        for (int round = 0; round < ROUNDS; round++) {
            BatchExecutor.create()
                    .execute(BatchGenerator.all(
                            ids, id -> increment.param("id", id).update()));
        }
    }

    @Test
    void aLockIsWaitedForOnce() throws SQLException {
        assumeTrue(product() == Product.SQLITE, "its driver reports no kind of failure");
        AtomicInteger sent = new AtomicInteger();
        JdbcTemplate template = counting(sent);
        JdbcUpdate insert = JdbcBatch.of(template).update("insert into people (id) values (:id)");
        try (Connection other = database().dataSource().getConnection();
                Statement lock = other.createStatement()) {
            jdbc().execute("pragma busy_timeout = 1"); // on the other connection of the pool
            lock.execute("begin immediate");

            assertThat(outcomes(
                            Stream.of(1, 2, 3).map(id -> insert.param("id", id).update())))
                    .containsOnly("failed");

            lock.execute("rollback");
            jdbc().execute("pragma busy_timeout = 5000");
        }
        assertThat(sent).hasValue(1);
    }
}
