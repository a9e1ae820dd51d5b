package io.github.batch4j.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.sample.testing.SampleTest;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/** Transactions of the manager that Spring Boot configures, in an application without JPA: the starter follows them. */
@SampleTest
class TransactionsTest {

    private static final long ID = 950;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JdbcLoader<Long, String> names;
    private final BatchTrace trace = new BatchTrace();
    private final BatchExecutor executor;

    TransactionsTest(
            JdbcTemplate jdbc, JdbcBatch batch, PlatformTransactionManager manager, BatchExecutorFactory factory) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(manager);
        this.names =
                batch.table("users").columns("name").keyedBy(Long.class, "id").one(String.class);
        this.executor = factory.create();
    }

    private String name() {
        return executor.execute(names.get(ID), trace);
    }

    private void insert() {
        jdbc.update("insert into users (id, name, city, spouse_id) values (?, 'Noa', 'Riga', null)", ID);
    }

    @AfterEach
    void delete() {
        jdbc.update("delete from users where id = ?", ID);
    }

    @Test
    void whatATransactionHasCommittedIsReadAnew() {
        assertThat(name()).isNull();
        assertThat(name()).isNull();
        assertThat(trace.roundTrips()).as("kept").isEqualTo(1);

        transaction.executeWithoutResult(status -> insert());

        assertThat(name()).isEqualTo("Noa");
        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    @Test
    void readsOfATransactionWorkWithoutJpaAndAreNotKept() {
        assertThat(ClassUtils.isPresent("org.springframework.orm.jpa.EntityManagerHolder", null))
                .isFalse();

        transaction.executeWithoutResult(status -> {
            insert();
            assertThat(name()).isEqualTo("Noa");
            status.setRollbackOnly();
        });

        assertThat(name()).isNull();
    }
}
