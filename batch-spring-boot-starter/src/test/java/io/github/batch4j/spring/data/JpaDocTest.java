package io.github.batch4j.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.batched.Batched;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.util.Collection;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The persistence context beside {@link JdbcBatch} and beside answers that an executor keeps, as in docs/jpa.md. */
@Tag("coroutines")
@SpringJUnitConfig(EntityApplication.class)
class JpaDocTest {

    @Entity(name = "Account")
    static class Account {

        @Id
        long id;

        String owner;

        int cents;

        protected Account() {}

        Account(long id, String owner, int cents) {
            this.id = id;
            this.owner = owner;
            this.cents = cents;
        }
    }

    interface Accounts extends JpaRepository<Account, Long> {

        @Batched(value = "findByOwnerIn", key = "owner", cache = true)
        Account findByOwner(String owner);

        List<Account> findByOwnerIn(Collection<String> owners);
    }

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private EntityManagerFactory factory;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private BatchExecutorFactory executors;

    @Autowired
    private JdbcBatch jdbc;

    @Autowired
    private Accounts accounts;

    private BatchExecutor executor;
    private Statistics statistics;
    private JdbcLoader<Long, Integer> balances;

    @BeforeEach
    void fill() {
        statistics = factory.unwrap(SessionFactory.class).getStatistics();
        factory.unwrap(SessionFactory.class).getSchemaManager().truncateMappedObjects();
        inTransaction(() -> entityManager.persist(new Account(1, "Ann", 100)));
        executor = executors.create();
        balances =
                jdbc.table("account").columns("cents").keyedBy(Long.class, "id").one(Integer.class);
        statistics.clear();
    }

    private void inTransaction(Runnable code) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> code.run());
    }

    private BatchGenerator<Integer> deposit(int cents) {
        return jdbc.update("update account set cents = cents + :cents where id = 1")
                .param("cents", cents)
                .update();
    }

    private int stored() {
        return executors.create().execute(balances.get(1L));
    }

    @Test
    void jdbcSeesWhatIsNotFlushed() {
        inTransaction(() -> {
            // tag::flush[]
            Account account = entityManager.find(Account.class, 1L);
            account.cents = 70; // held back by the persistence context

            int balance = executor.execute(balances.get(1L)); // 70: the entity manager is flushed first
            // end::flush[]

            assertThat(balance).isEqualTo(70);
            assertThat(statistics.getFlushCount()).isEqualTo(1);
        });
    }

    @Test
    void jdbcSeesNothingOfAnEntityManagerThatIsInNoTransaction() {
        try (EntityManager own = factory.createEntityManager()) {
            own.persist(new Account(1, "Ann", 70)); // as no statement has been sent, it has no connection

            assertThat(stored()).isEqualTo(100);
            assertThat(statistics.getFlushCount()).isZero();
        }
    }

    /** In a transaction both use one. */
    @Test
    void entityManagerThatHasReadOutsideOfATransactionHoldsAConnection(@Autowired HikariDataSource pool) {
        BatchLoader<Long, Account> loader =
                EntityLoader.of(entityManager, Account.class).keyedBy(Long.class);
        try (EntityManager ofRequest = factory.createEntityManager()) {
            TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(ofRequest));
            try {
                executor.execute(loader.get(1L));
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
            } finally {
                TransactionSynchronizationManager.unbindResource(factory);
            }
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        inTransaction(() -> {
            executor.execute(loader.get(1L));
            assertThat(executor.execute(balances.get(1L))).isEqualTo(100);
        });
    }

    @Test
    void entityThatIsLoadedDoesNotSeeWhatJdbcWrites() {
        inTransaction(() -> {
            // tag::refresh[]
            Account account = entityManager.find(Account.class, 1L);
            executor.execute(deposit(50)); // a JdbcBatch: account.cents is as before
            entityManager.refresh(account);
            // end::refresh[]

            assertThat(account.cents).isEqualTo(150);
        });
    }

    @Test
    void withoutTheRefreshItIsAsItWasForFindAndForQueriesToo() {
        inTransaction(() -> {
            Account account = entityManager.find(Account.class, 1L);
            executor.execute(deposit(50));

            assertThat(account.cents).isEqualTo(100);
            assertThat(entityManager.find(Account.class, 1L).cents).isEqualTo(100);
            assertThat(accounts.findAll()).containsExactly(account);
            assertThat(account.cents).isEqualTo(100);
        });
    }

    /** Hibernate updates all columns of an entity in which one has changed. */
    @Test
    void entityThatIsChangedAfterwardsOverwritesIt() {
        inTransaction(() -> {
            Account account = entityManager.find(Account.class, 1L);
            executor.execute(deposit(50));
            account.owner = "Ann B.";
        });

        assertThat(stored()).isEqualTo(100);
    }

    @Test
    void refreshedEntityDoesNot() {
        inTransaction(() -> {
            Account account = entityManager.find(Account.class, 1L);
            executor.execute(deposit(50));
            entityManager.refresh(account);
            account.owner = "Ann B.";
        });

        assertThat(stored()).isEqualTo(150);
    }

    @Test
    void whatJdbcAndJpaWriteIsCommittedTogether() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            executor.execute(deposit(50));
            entityManager.persist(new Account(2, "Ben", 0));
            status.setRollbackOnly();
        });

        assertThat(stored()).isEqualTo(100);
        assertThat(accounts.count()).isEqualTo(1);
    }

    @Test
    void keptEntityIsOfThePersistenceContextThatReadIt() {
        executors.run(() -> {
            inTransaction(() -> {
                assertThat(entityManager.contains(accounts.findByOwner("Ann"))).isTrue();
                assertThat(entityManager.contains(accounts.findByOwner("Ann"))).isTrue();
                assertThat(statistics.getPrepareStatementCount()).isEqualTo(1);
            });
            inTransaction(() -> {
                Account kept = accounts.findByOwner("Ann");
                assertThat(entityManager.contains(kept)).as("detached").isFalse();
                kept.cents = 0;
            });
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(1);
        });

        assertThat(stored()).as("the change is lost").isEqualTo(100);
    }

    @Test
    void repositoriesAskTheDatabaseAgainAndReturnTheSameInstance() {
        BatchLoader<Long, Account> loader = RepositoryLoader.of("accounts", accounts, account -> account.id);
        inTransaction(() -> {
            Account account = entityManager.find(Account.class, 1L);
            statistics.clear();

            assertThat(executor.execute(loader.get(1L))).isSameAs(account);
            assertThat(accounts.findByOwner("Ann")).isSameAs(account);
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(2);
        });
    }

    /** A query returns the reference, a proxy without a value in its fields. */
    @Test
    void keyOfAnEntityIsFoundThoughThePersistenceContextHasAReferenceToIt() {
        inTransaction(() -> {
            Account reference = entityManager.getReference(Account.class, 1L);

            assertThat(accounts.findByOwner("Ann")).isSameAs(reference);
        });
    }

    @Test
    void entitiesOfARepositoryAreOfTheTransactionOfTheCaller() {
        inTransaction(() ->
                assertThat(executor.all(List.of("Ann"), accounts::findByOwner)).allMatch(entityManager::contains));
    }

    @Test
    void outsideOfATransactionTheyAreDetached() {
        Account account = executor.all(List.of("Ann"), accounts::findByOwner).get(0);

        inTransaction(() -> assertThat(entityManager.contains(account)).isFalse());
    }
}
