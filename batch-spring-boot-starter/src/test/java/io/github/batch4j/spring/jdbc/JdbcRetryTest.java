package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads are retried when the connection fails, if that is configured; nothing else is. */
class JdbcRetryTest {

    @RegisterExtension
    static final DatabaseExtension POSTGRES = new DatabaseExtension(PostgresDatabase::new);

    private final BatchExecutor executor = BatchExecutor.create();
    private final Unreliable dataSource = new Unreliable();
    private final JdbcBatch jdbc = JdbcBatch.builder(new JdbcTemplate(dataSource))
            .retry(RetryPolicy.builder()
                    .maxRetries(2)
                    .delay(Duration.ofMillis(1))
                    .includes(DataAccessResourceFailureException.class)
                    .build())
            .build();

    @BeforeEach
    void table() {
        POSTGRES.database().jdbc().execute("drop table if exists t");
        POSTGRES.database().jdbc().execute("create table t (id int, v int)");
        POSTGRES.database().jdbc().update("insert into t values (1, 0)");
        executor.execute(rows().get(1)); // has found out what kind of database it is
        dataSource.taken = 0;
    }

    @Test
    void readIsAskedAgainUntilThereIsAConnection() {
        dataSource.away = 2;

        assertThat(executor.execute(rows().get(1))).isEqualTo(1);
    }

    @Test
    void readFailsWhenItWasAskedAgainAsOftenAsAllowed() {
        dataSource.away = 3;

        assertThatThrownBy(() -> executor.execute(rows().get(1)))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasRootCauseMessage("away");
    }

    @Test
    void connectionThatBreaksUnderAReadIsTakenAnew() {
        assertThatThrownBy(() -> executor.execute(breaking().get(1))).isInstanceOf(DataAccessException.class);

        assertThat(dataSource.taken).isEqualTo(3);
    }

    @Test
    void withinATransactionNothingIsAskedAgain() {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));

        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> executor.execute(breaking().get(1))))
                .isInstanceOf(RuntimeException.class);

        assertThat(dataSource.taken).isEqualTo(1);
    }

    @Test
    void writeIsNotSentAgain() {
        dataSource.away = 1;

        assertThatThrownBy(() -> executor.execute(jdbc.update("update t set v = v + 1 where id = :id")
                        .params(Map.of("id", 1))
                        .update()))
                .isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(dataSource.taken).isZero();
    }

    @Test
    void statementThatIsWrongIsNotSentAgain() {
        JdbcLoader<Integer, Boolean> wrong = jdbc.sql("select id from nothing where id in (:keys)")
                .keyedBy(Integer.class, "id")
                .exists();

        assertThatThrownBy(() -> executor.execute(wrong.get(1))).isInstanceOf(DataAccessException.class);

        assertThat(dataSource.taken).isEqualTo(1);
    }

    private JdbcLoader<Integer, Long> rows() {
        return jdbc.table("t").keyedBy(Integer.class, "id").count();
    }

    /** Ends the connection that it is called on. */
    private JdbcLoader<Integer, Boolean> breaking() {
        return jdbc.sql("select id, pg_terminate_backend(pg_backend_pid()) from t where id in (:keys)")
                .keyedBy(Integer.class, "id")
                .exists();
    }

    /** A data source without a connection for some time, which counts those it has returned. */
    private static final class Unreliable extends DelegatingDataSource {

        private int away;
        private int taken;

        Unreliable() {
            super(POSTGRES.database().dataSource());
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away > 0) {
                away--;
                throw new SQLTransientConnectionException("away");
            }
            taken++;
            return super.getConnection();
        }
    }
}
