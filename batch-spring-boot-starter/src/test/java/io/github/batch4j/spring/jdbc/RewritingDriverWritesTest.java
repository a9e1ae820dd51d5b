package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** MySQL's driver, which makes one statement of a batch and computes the generated keys, with a MariaDB. */
class RewritingDriverWritesTest {

    private final DriverManagerDataSource source = new DriverManagerDataSource(
            MariaDbServer.url(MariaDbServer.createSchema()).replace("mariadb", "mysql")
                    + "?rewriteBatchedStatements=true",
            "root",
            "");
    private final JdbcTemplate template = new JdbcTemplate(source);
    private final JdbcBatch batch = JdbcBatch.of(template);

    @BeforeEach
    void table() {
        template.execute("create table events (id bigint auto_increment primary key, what bigint not null unique)");
        template.update("insert into events (what) values (2)");
    }

    @Test
    void keysOfARewrittenBatchAreThoseOfTheRows() {
        assertThat(told(event("insert into events (what) values (:what)", 5, 6, 7)))
                .isEqualTo(template.queryForList("select id from events where what > 4 order by what", Long.class));
    }

    @Test
    void aFailingOneFailsAloneAlthoughTheDriverReportsAll() {
        List<Object> told = told(event("insert into events (what) values (:what)", 1, 2, 3));

        assertThat(told).containsExactly(id(1), "failed", id(3));
    }

    @Test
    void aFailingOneFailsAloneInATransaction() {
        List<Object> told = new TransactionTemplate(new DataSourceTransactionManager(source))
                .execute(status -> told(event("insert into events (what) values (:what)", 1, 2, 3)));

        assertThat(told).containsExactly(id(1), "failed", id(3));
    }

    @Test
    void keysThatTheDriverWouldInventAreNotAskedFor() {
        List<Object> told = told(event("insert ignore into events (what) values (:what)", 1, 2, 3));

        assertThat(told).containsExactly(id(1), "failed", id(3));
    }

    private Stream<BatchableOperation<Long>> event(String text, int... whats) {
        JdbcInsert<Long> insert = batch.insert(text, Long.class, "id");
        return Arrays.stream(whats).mapToObj(what -> insert.param("what", what).insert());
    }

    private List<Object> told(Stream<BatchableOperation<Long>> inserts) {
        return BatchExecutor.create()
                .execute(BatchGenerator.all(inserts.map(insert -> insert.<Object>map(id -> id)
                                .recoverWith(DataAccessException.class, failure -> BatchGenerator.value("failed")))
                        .toList()));
    }

    private Object id(int what) {
        return template.queryForList("select id from events where what = ?", Long.class, what)
                .get(0);
    }
}
