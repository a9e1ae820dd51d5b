package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.dao.DataAccessException;

/** A test class of writes to tables of which one key is taken, so that a write of it fails. */
abstract class WritesOnAllDatabases extends OnAllDatabases {

    static final long TAKEN = -1;

    @BeforeEach
    void createTables() {
        tables(
                "people (id bigint not null primary key)",
                "events (" + GeneratedIds.column(this, "events") + ", what bigint not null unique)",
                "named (what bigint not null, name varchar(20))");
        jdbc().update("insert into people (id) values (?)", TAKEN);
        jdbc().update("insert into events (what) values (?)", TAKEN);
        database().resetStatistics();
    }

    /** A failed statement makes the transaction useless, so that all of the batch fail. */
    boolean abortsTransaction() {
        return product() == Product.POSTGRESQL || product() == Product.DUCKDB;
    }

    /** Runs operations as one batch; each results in its answer, "failed", or "unknown". */
    <T> List<Object> outcomes(Stream<? extends BatchableOperation<T>> operations) {
        return execute(operations.map(operation -> operation
                .<Object>map(answer -> answer)
                .recoverWith(WriteOutcomeUnknownException.class, failure -> BatchGenerator.value("unknown"))
                .recoverWith(DataAccessException.class, failure -> BatchGenerator.value("failed"))));
    }

    List<Object> outcomesOfPeople(long... ids) {
        JdbcUpdate person = batch().update("insert into people (id) values (:id)");
        return outcomes(LongStream.of(ids).mapToObj(id -> person.param("id", id).update()));
    }

    List<Object> outcomesOfEvents(long... whats) {
        JdbcInsert<Long> event = batch().insert("insert into events (what) values (:what)", Long.class, "id");
        return outcomes(
                LongStream.of(whats).mapToObj(what -> event.param("what", what).insert()));
    }

    List<Long> people() {
        return jdbc().queryForList("select id from people where id <> ? order by id", Long.class, TAKEN);
    }

    List<Long> events() {
        return jdbc().queryForList("select what from events where what <> ? order by what", Long.class, TAKEN);
    }

    @Nullable
    Long what(Object id) {
        return jdbc().queryForObject("select what from events where id = ?", Long.class, id);
    }
}
