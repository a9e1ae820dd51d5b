package io.github.batch4j.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.batched.Batched;
import io.github.batch4j.spring.data.Shop.Line;
import io.github.batch4j.spring.data.Shop.Purchase;
import io.github.batch4j.spring.data.Shop.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lazy associations that bodies navigate, and the statements of each remedy for N+1, as in docs/jpa.md. */
@Tag("coroutines")
@SpringJUnitConfig(EntityApplication.class)
class LazyAssociationsTest {

    // tag::graph[]
    interface Baskets extends JpaRepository<Purchase, Long> {

        @Batched(value = "findByBuyerIdIn", key = "buyerOf")
        List<Purchase> findByBuyerId(long buyer);

        @EntityGraph(attributePaths = {"buyer", "lines"})
        List<Purchase> findByBuyerIdIn(Collection<Long> buyers);

        default long buyerOf(Purchase purchase) {
            return purchase.buyer.getId();
        }
    }
    // end::graph[]

    private static final List<Long> IDS = List.of(0L, 1L, 2L, 3L, 4L);

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private EntityManagerFactory factory;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Baskets baskets;

    @Autowired
    private BatchExecutor executor;

    private Statistics statistics;
    private BatchLoader<Long, Purchase> purchases;

    @BeforeEach
    void fill() {
        statistics = factory.unwrap(SessionFactory.class).getStatistics();
        purchases = EntityLoader.of(entityManager, Purchase.class).keyedBy(Long.class);
        factory.unwrap(SessionFactory.class).getSchemaManager().truncateMappedObjects();
        inTransaction(session -> LongStream.range(0, 5).forEach(i -> {
            User user = new User(i, "user " + i);
            session.persist(user);
            session.persist(new Purchase(i, user, List.of(new Line(2 * i), new Line(2 * i + 1))));
        }));
        statistics.clear();
    }

    private void inTransaction(Consumer<Session> code) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> code.accept(entityManager.unwrap(Session.class)));
    }

    private long statements() {
        long sent = statistics.getPrepareStatementCount();
        statistics.clear();
        return sent;
    }

    private int linesOf(long id) {
        return executor.execute(purchases.get(id)).lines.size();
    }

    @Test
    void bodiesNavigateThemInTheTransactionOneByOne() {
        inTransaction(session -> {
            assertThat(executor.all(IDS, this::linesOf)).containsOnly(2);
            assertThat(statements()).isEqualTo(1 + 5);
            assertThat(statistics.getSessionOpenCount()).as("other sessions").isZero();
        });
    }

    @Test
    void byTheBatchFetchSizeSeveralAtOnce() {
        inTransaction(session -> {
            session.setFetchBatchSize(10);

            assertThat(executor.all(IDS, this::linesOf)).containsOnly(2);
            assertThat(statements()).isEqualTo(1 + 1);
        });
    }

    @Test
    void byAGraphInTheSameStatement() {
        inTransaction(session -> {
            purchases = EntityLoader.of(entityManager, Purchase.class)
                    .graph("withLines")
                    .keyedBy(Long.class);

            assertThat(executor.all(IDS, this::linesOf)).containsOnly(2);
            assertThat(statements()).isEqualTo(1);
        });
    }

    @Test
    void outsideOfATransactionTheyFail() {
        assertThatThrownBy(() -> executor.all(IDS, this::linesOf)).isInstanceOf(LazyInitializationException.class);
    }

    @Test
    void openInViewLetsBodiesNavigateThemToo() {
        try (EntityManager ofRequest = factory.createEntityManager()) {
            TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(ofRequest));
            try {
                assertThat(executor.all(IDS, this::linesOf)).containsOnly(2);
                assertThat(statements()).isEqualTo(1 + 5);
                assertThat(executor.all(IDS, baskets::findByBuyerId))
                        .allMatch(found -> ofRequest.contains(found.get(0)));
            } finally {
                TransactionSynchronizationManager.unbindResource(factory);
            }
        }
    }

    @Test
    void methodForManyMayHaveAGraph() {
        assertThat(executor.all(
                        IDS, buyer -> baskets.findByBuyerId(buyer).get(0).lines.size()))
                .containsOnly(2);
        assertThat(statements()).isEqualTo(1);
    }

    @Test
    void queryWithAGraphIsOneStatement() {
        assertThat(baskets.findByBuyerIdIn(IDS)).allMatch(purchase -> purchase.lines.size() == 2);
        assertThat(statements()).isEqualTo(1);
    }

    @Test
    void batchFetchSizeDoesNotApplyToFind() {
        inTransaction(session -> {
            session.setFetchBatchSize(10);

            IDS.forEach(id -> session.find(User.class, id));
            assertThat(statements()).isEqualTo(5);
        });
    }

    @Test
    void batchFetchSizeAppliesToReferences() {
        inTransaction(session -> {
            session.setFetchBatchSize(10);

            List<User> users =
                    IDS.stream().map(id -> session.getReference(User.class, id)).toList();
            assertThat(statements()).isZero();
            assertThat(users).extracting(User::getName).contains("user 0", "user 4");
            assertThat(statements()).isEqualTo(1);
        });
    }

    @Test
    void pageOfAQueryWithAGraphReadsItsOwnRowsOnly() {
        inTransaction(session -> {
            List<Purchase> page = session.createQuery("from Purchase order by id", Purchase.class)
                    .setHint("jakarta.persistence.fetchgraph", session.getEntityGraph("withLines"))
                    .setMaxResults(2)
                    .getResultList();

            assertThat(page).hasSize(2).allMatch(purchase -> purchase.lines.size() == 2);
            assertThat(statements()).isEqualTo(1);
        });
    }
}
