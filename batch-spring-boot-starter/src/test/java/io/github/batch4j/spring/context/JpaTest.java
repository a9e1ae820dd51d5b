package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Batched reads in an application that writes with JPA, past the executor. */
@Tag("coroutines")
@SpringJUnitConfig(JpaApplication.class)
class JpaTest {

    @Autowired
    private BatchExecutorFactory factory;

    @Autowired
    private PlatformTransactionManager manager;

    @Autowired
    private JpaApplication.Orders orders;

    @Autowired
    private EntityManagerFactory entities;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private JdbcBatch batch;

    private final BatchTrace trace = new BatchTrace();
    private BatchExecutor executor;
    private JdbcLoader<Long, Long> count;
    private long next;

    @BeforeEach
    void clear() {
        executor = factory.create();
        count = batch.table("orders").keyedBy(Long.class, "customer").count();
        orders.deleteAllInBatch();
        save(5);
    }

    private void save(int many) {
        for (int i = 0; i < many; i++) {
            orders.save(new JpaApplication.Order(next++, 3));
        }
    }

    private long counted() {
        return executor.execute(count.get(3L), trace);
    }

    private TransactionTemplate transaction(int propagation) {
        TransactionTemplate template = new TransactionTemplate(manager);
        template.setPropagationBehavior(propagation);
        return template;
    }

    private void inTransaction(Consumer<Long> code) {
        transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> code.accept(counted()));
    }

    @Test
    void savingInATransactionOfItsOwnIsAWrite() {
        save(1);
        assertThat(counted()).isEqualTo(6);
        assertThat(counted()).isEqualTo(6);
        assertThat(trace.roundTrips()).as("kept").isEqualTo(1);

        save(1);

        assertThat(counted()).isEqualTo(7);
        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    @Test
    void readingByARepositoryIsNone() {
        counted();
        orders.findById(1L);
        orders.findAll();

        assertThat(counted()).isEqualTo(5);
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void transactionThatIsRolledBackIsNone() {
        counted();
        transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            save(1);
            status.setRollbackOnly();
        });

        assertThat(counted()).isEqualTo(5);
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void whatIsSavedIsSeenInTheSameTransaction() {
        inTransaction(before -> {
            save(1);

            assertThat(before).isEqualTo(5);
            assertThat(counted()).isEqualTo(6);
        });
        assertThat(counted()).isEqualTo(6);
    }

    @Test
    void whatIsChangedOrRemovedToo() {
        inTransaction(before -> {
            JpaApplication.Order order = orders.findAll().get(0);
            order.customer = 4;
            orders.delete(orders.findAll().get(1));

            assertThat(counted()).isEqualTo(3);
        });
    }

    @Test
    void whatIsSavedCanBeUpdatedInTheSameTransaction() {
        BatchGenerator<Integer> update = batch.update("update orders set customer = :to where customer = :from")
                .params(Map.of("from", 3, "to", 4))
                .update();
        inTransaction(before -> {
            save(1);

            assertThat(executor.execute(update)).isEqualTo(6);
        });
        assertThat(counted()).isZero();
    }

    @Test
    void nothingIsFlushedWhereThatIsToWaitForTheCommit() {
        inTransaction(before -> {
            EntityManagerFactoryUtils.getTransactionalEntityManager(entities).setFlushMode(FlushModeType.COMMIT);
            save(1);

            assertThat(counted()).isEqualTo(5);
        });
        TransactionTemplate readOnly = transaction(TransactionDefinition.PROPAGATION_REQUIRED);
        readOnly.setReadOnly(true);
        readOnly.executeWithoutResult(status -> {
            orders.findAll().get(0).customer = 4;

            assertThat(counted()).isEqualTo(6);
        });
        assertThat(counted()).isEqualTo(6);
    }

    @Test
    void failureToFlushIsThatOfTheBatch() {
        assertThatThrownBy(() -> inTransaction(before -> {
                    orders.save(new JpaApplication.Order(-1, null));
                    counted();
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void whatIsReadOutsideOfItAmidATransactionDoesNotOutliveIt() {
        BatchGenerator<Integer> insert =
                batch.update("insert into orders (id, customer) values (-1, 3)").update();
        inTransaction(before -> {
            executor.execute(insert);
            save(1);
            long outside =
                    transaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED).execute(none -> counted());
            assertThat(outside).isEqualTo(5);
        });

        assertThat(counted()).isEqualTo(7);
    }

    @Test
    void sameWithoutAListener() {
        TransactionTemplate own = new TransactionTemplate(new JpaTransactionManager(entities));
        TransactionTemplate none = new TransactionTemplate(own.getTransactionManager());
        none.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        BatchGenerator<Integer> insert =
                batch.update("insert into orders (id, customer) values (-1, 3)").update();
        own.executeWithoutResult(status -> {
            executor.execute(insert);
            assertThat(none.<Long>execute(outside -> counted())).isEqualTo(5);
        });

        assertThat(counted()).isEqualTo(6);
    }

    @Test
    void commitInABodyIsAWriteOnWhateverThreadTheBodyRuns() {
        CachedGenerator<Long, Long> cached = CachedGenerator.of("cached", count::get);

        List<List<Long>> counts = executor.all(List.of(1), one -> {
            List<Long> before = List.of(counted(), executor.execute(cached.get(3L)));
            save(1);
            return List.of(before.get(0), before.get(1), counted(), executor.execute(cached.get(3L)));
        });

        assertThat(counts).containsExactly(List.of(5L, 5L, 6L, 6L));
        assertThat(counted()).isEqualTo(6);
    }

    @Test
    void commitInABodyCountsForAnExecutorOfOnesOwn() {
        BatchExecutor own = BatchExecutor.builder()
                .cache(10)
                .threadContext(JdbcBatch.threadContext())
                .build();
        Callable<Long> saving = () -> {
            long before = own.execute(count.get(3L));
            save(1);
            return 10 * before + own.execute(count.get(3L));
        };

        assertThat(own.all(List.of(saving))).containsExactly(56L);
        // tag::threadContext[]
        BatchExecutor.builder().threadContext(JdbcBatch.threadContext()).build();
        // end::threadContext[]
    }

    @Test
    void listenerMayBeGivenToATransactionManagerOfOnesOwn() {
        JpaTransactionManager transactionManager = new JpaTransactionManager(entities);
        // tag::transactionListener[]
        transactionManager.addListener(JdbcBatch.transactionListener());
        // end::transactionListener[]
        counted();
        new TransactionTemplate(transactionManager).executeWithoutResult(status -> save(1));

        assertThat(counted()).isEqualTo(6);
    }

    @Test
    void commitOfATransactionOfJdbcIsAWriteToo() {
        counted();
        inTransaction(before -> jdbc.update("insert into orders (id, customer) values (-1, 3)"));

        assertThat(counted()).isEqualTo(6);
    }

    @Test
    void cachedGeneratorsReadAnewWhatWasSaved() {
        CachedGenerator<Long, Long> cached = CachedGenerator.of("cached", count::get);
        assertThat(executor.execute(cached.get(3L))).isEqualTo(5);
        save(1);
        assertThat(executor.execute(cached.get(3L))).isEqualTo(6);
        transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            save(1);
            assertThat(executor.execute(cached.get(3L))).isEqualTo(7);
            status.setRollbackOnly();
        });
        assertThat(executor.execute(cached.get(3L))).isEqualTo(6);
    }

    @Test
    void sharedGeneratorsDoNotKeepWhatWasRolledBack() {
        BatchGenerator<Long> shared = count.get(3L).shared();
        transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            save(1);
            assertThat(executor.execute(shared)).isEqualTo(6);
            status.setRollbackOnly();
        });

        assertThat(executor.execute(shared)).isEqualTo(5);
    }

    @Test
    void cachedGeneratorsHoldWhileRepositoriesOnlyRead() {
        CachedGenerator<Long, Long> cached = CachedGenerator.of("cached", count::get);
        executor.execute(cached.get(3L), trace);
        orders.findById(1L);
        executor.execute(cached.get(3L), trace);

        assertThat(trace.roundTrips()).isEqualTo(1);
    }
}
