package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;

/** The outcome of each write of a batch, beside what is in the database. */
class JdbcWriteOutcomesTest extends OnAllDatabases {

    private static final long TAKEN = -1;
    private static final int ROUNDS = 50;

    @BeforeEach
    void tables() {
        tables(
                "people (id bigint not null primary key)",
                "events (" + GeneratedIds.column(this, "events") + ", what bigint not null unique)",
                "named (what bigint not null, name varchar(20))");
        jdbc().update("insert into people (id) values (?)", TAKEN);
        jdbc().update("insert into events (what) values (?)", TAKEN);
        database().resetStatistics();
    }

    /** A failed statement makes the transaction useless, so that all of the batch fail. */
    private boolean abortsTransaction() {
        return product() == Product.POSTGRESQL || product() == Product.DUCKDB;
    }

    /** Runs operations as one batch; each results in its answer, "failed", or "unknown". */
    private <T> List<Object> told(Stream<? extends BatchableOperation<T>> operations) {
        return execute(operations.map(operation -> operation
                .<Object>map(answer -> answer)
                .recoverWith(WriteOutcomeUnknownException.class, failure -> BatchGenerator.value("unknown"))
                .recoverWith(DataAccessException.class, failure -> BatchGenerator.value("failed"))));
    }

    private List<Object> toldOfPeople(long... ids) {
        JdbcUpdate person = batch().update("insert into people (id) values (:id)");
        return told(LongStream.of(ids).mapToObj(id -> person.param("id", id).update()));
    }

    private List<Object> toldOfEvents(long... whats) {
        JdbcInsert<Long> event = batch().insert("insert into events (what) values (:what)", Long.class, "id");
        return told(
                LongStream.of(whats).mapToObj(what -> event.param("what", what).insert()));
    }

    private List<Long> people() {
        return jdbc().queryForList("select id from people where id <> ? order by id", Long.class, TAKEN);
    }

    private List<Long> events() {
        return jdbc().queryForList("select what from events where what <> ? order by what", Long.class, TAKEN);
    }

    private @Nullable Long what(Object id) {
        return jdbc().queryForObject("select what from events where id = ?", Long.class, id);
    }

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

        List<Object> told = toldOfPeople(ids);

        assertThat(told)
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

        List<Object> told = new ArrayList<>();
        database().transaction().executeWithoutResult(status -> {
            jdbc().update("insert into people (id) values (5000)");
            told.addAll(toldOfPeople(ids));
            if (abortsTransaction()) {
                status.setRollbackOnly();
            }
        });

        assertThat(told)
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
        assertThat(toldOfPeople(TAKEN, 1, 2, 1, 3, TAKEN))
                .as("the second 1 comes after the first")
                .containsExactly("failed", 1, 1, "failed", 1, "failed");
        assertThat(people()).containsExactly(1L, 2L, 3L);
    }

    /** The driver fails before the third is sent: the first two are there, or the product has aborted nothing. */
    @Test
    void aValueThatTheDriverDoesNotTakeIsNotTakenForAFailureOfTheDatabase() {
        JdbcInsert<Long> event = batch().insert("insert into events (what) values (:what)", Long.class, "id");
        Object strange = new Object();

        List<Object> told = database()
                .transaction()
                .execute(status -> told(Stream.of(1L, 2L, strange)
                        .map(what -> event.param("what", what).insert())));

        List<Long> there = jdbc().queryForList("select what from events where what > 0", Long.class);
        for (int i = 0; i < 2; i++) {
            boolean isThere = there.contains(i + 1L);
            assertThat(told.get(i) instanceof Long || told.get(i).equals("unknown"))
                    .as("%s, %s there", told, there)
                    .isEqualTo(isThere || told.get(i).equals("unknown"));
            assertThat(isThere && told.get(i).equals("failed")).isFalse();
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
    void eachInsertGetsItsOwnKey() {
        long[] whats = LongStream.range(0, 300).toArray();

        List<Object> ids = toldOfEvents(whats);

        assertThat(ids).doesNotHaveDuplicates().hasSize(300);
        assertThat(ids.subList(0, 5)).extracting(this::what).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(what(ids.get(299))).isEqualTo(299L);
    }

    @Test
    void theOthersGetTheirKeysIfAnInsertFails() {
        List<Object> told = toldOfEvents(1, TAKEN, 3, 4);

        assertThat(events()).containsExactly(1L, 3L, 4L);
        assertThat(told.get(1)).isEqualTo("failed");
        assertThat(Stream.of(0, 2, 3).map(i -> what(told.get(i)))).containsExactly(1L, 3L, 4L);
    }

    @Test
    void theOthersGetTheirKeysIfAnInsertFailsInATransaction() {
        List<Object> told = new ArrayList<>();
        database().transaction().executeWithoutResult(status -> {
            told.addAll(toldOfEvents(1, TAKEN, 3));
            if (abortsTransaction()) {
                status.setRollbackOnly();
            }
        });

        if (abortsTransaction()) {
            assertThat(told).containsOnly("failed");
            assertThat(events()).isEmpty();
        } else {
            assertThat(events()).containsExactly(1L, 3L);
            assertThat(told.get(1)).isEqualTo("failed");
            assertThat(Stream.of(0, 2).map(i -> what(told.get(i)))).containsExactly(1L, 3L);
        }
    }

    @Test
    void theColumnOfTheKeyIsFoundInAnyCase() {
        for (String column : List.of("id", "ID", "Id")) {
            JdbcInsert<Long> insert = batch().insert("insert into events (what) values (:what)", Long.class, column);

            List<Long> ids = execute(Stream.of(1, 2)
                    .map(i -> insert.param("what", column.hashCode() * 10L + i).insert()));

            assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
        }
    }

    @Test
    void anInsertThatInsertsNoRowFailsAloneAsThereIsNoKey() {
        String text = switch (product()) {
            case POSTGRESQL, SQLITE, DUCKDB -> "insert into events (what) values (:what) on conflict do nothing";
            case MARIADB -> "insert ignore into events (what) values (:what)";
            default -> "";
        };
        assumeTrue(!text.isEmpty(), "others have no such clause");
        JdbcInsert<Long> insert = batch().insert(text, Long.class, "id");

        List<Object> told = told(
                Stream.of(1L, TAKEN, 3L).map(what -> insert.param("what", what).insert()));

        assertThat(events()).containsExactly(1L, 3L);
        assertThat(told.get(1)).isEqualTo("failed");
        assertThat(Stream.of(0, 2).map(i -> what(told.get(i)))).containsExactly(1L, 3L);
    }

    @Test
    void anInsertThatInsertsSeveralRowsIsTakenBackAndTheOthersGetTheirOwnKeys() {
        List<Object> told = told(selected("two", "none", "one"));

        assertThat(told.subList(0, 2)).containsExactly("failed", "failed");
        if (product() == Product.DERBY) {
            assertThat(told)
                    .as("it returns the key of an earlier insert for insert .. select, so that is refused")
                    .containsOnly("failed");
            assertThat(events()).isEmpty();
        } else {
            assertThat(events()).containsExactly(3L);
            assertThat(what(told.get(2))).isEqualTo(3L);
        }
    }

    @Test
    void anInsertThatInsertsSeveralRowsIsTakenBackInATransactionWhereItCanBe() {
        List<Object> told = new ArrayList<>();
        database().transaction().executeWithoutResult(status -> told.addAll(told(selected("two", "none", "one"))));

        assertThat(told.get(1)).isEqualTo("failed");
        switch (product()) {
            case DERBY -> {
                assertThat(told).containsOnly("failed");
                assertThat(events()).isEmpty();
            }
            case DUCKDB -> {
                assertThat(told.get(0)).as("it has no savepoints").isEqualTo("unknown");
                assertThat(events()).containsExactly(1L, 2L, 3L);
                assertThat(what(told.get(2))).isEqualTo(3L);
            }
            default -> {
                assertThat(told.get(0)).isEqualTo("failed");
                assertThat(events()).containsExactly(3L);
                assertThat(what(told.get(2))).isEqualTo(3L);
            }
        }
    }

    @Test
    void aSingleInsertOfSeveralRowsIsTakenBackToo() {
        assertThat(told(selected("two"))).containsExactly("failed");
        assertThat(events()).isEmpty();
    }

    private Stream<BatchableOperation<Long>> selected(String... names) {
        jdbc().update("insert into named (what, name) values (1, 'two'), (2, 'two'), (3, 'one')");
        JdbcInsert<Long> insert =
                batch().insert("insert into events (what) select what from named where name = :name", Long.class, "id");
        return Stream.of(names).map(name -> insert.param("name", name).insert());
    }

    @Test
    void connectionsComeBackAsTheyWere() {
        toldOfPeople(1, TAKEN, 2);
        toldOfEvents(1, TAKEN, 2);
        database().transaction().executeWithoutResult(status -> {
            toldOfPeople(3, TAKEN);
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

        toldOfPeople(1, 2, TAKEN);

        assertThat(LastCommit.mark()).as("answers of other databases are kept").isSameAs(mark);
    }

    @Test
    void aStatementThatIsWrongIsSentOnce() {
        assumeTrue(product() != Product.SQLITE && product() != Product.DUCKDB, "their drivers do not tell what failed");
        AtomicInteger sent = new AtomicInteger();
        JdbcUpdate wrong = JdbcBatch.of(counting(sent)).update("insert into nothing values (:id)");

        List<Object> told =
                told(Stream.of(1, 2, 3, 4).map(id -> wrong.param("id", id).update()));

        assertThat(told).containsOnly("failed");
        assertThat(sent).hasValue(1);
    }

    @Test
    void aBatchThatSucceedsIsSentOnceAndOneFailureIsFoundByHalving() {
        AtomicInteger sent = new AtomicInteger();
        JdbcUpdate insert = JdbcBatch.of(counting(sent)).update("insert into people (id) values (:id)");

        told(LongStream.range(0, 64).mapToObj(id -> insert.param("id", id).update()));
        assertThat(sent).hasValue(1);

        sent.set(0);
        told(LongStream.range(100, 164)
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

        List<Object> told = told(Stream.of(1, 2, 2)
                .map(id -> insert.param("id", id)
                        .param("content", new ByteArrayInputStream(new byte[] {1}))
                        .update()));

        assertThat(told).containsOnly("failed");
        assertThat(jdbc().queryForList("select id from files", Long.class)).isEmpty();
    }

    @Test
    void tablesThatTakePartInNoTransactionLeaveTheOutcomeUnknown() {
        assumeTrue(product() == Product.MARIADB);
        tables("loose (id bigint not null primary key) engine = MyISAM");
        jdbc().update("insert into loose (id) values (2)");
        JdbcUpdate insert = batch().update("insert into loose (id) values (:id)");

        assertThat(told(Stream.of(1, 2, 3).map(id -> insert.param("id", id).update())))
                .containsOnly("unknown");
        assertThat(jdbc().queryForList("select id from loose order by id", Long.class))
                .startsWith(1L, 2L);
    }

    @Test
    void aConstraintThatIsCheckedAtTheCommitFailsAlone() {
        assumeTrue(product() == Product.POSTGRESQL);
        tables("late (id bigint, person bigint references people initially deferred)");
        JdbcUpdate insert = batch().update("insert into late (id, person) values (:id, :person)");

        List<Object> told = told(Stream.of(TAKEN, 99L, TAKEN)
                .map(person ->
                        insert.param("id", person).param("person", person).update()));

        assertThat(told).containsExactly(1, "failed", 1);
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

            assertThat(told(Stream.of(1, 2, 3).map(id -> insert.param("id", id).update())))
                    .containsOnly("failed");

            lock.execute("rollback");
            jdbc().execute("pragma busy_timeout = 5000");
        }
        assertThat(sent).hasValue(1);
    }
}
