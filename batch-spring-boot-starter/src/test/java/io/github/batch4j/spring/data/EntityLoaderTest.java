package io.github.batch4j.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.data.Shop.Line;
import io.github.batch4j.spring.data.Shop.Price;
import io.github.batch4j.spring.data.Shop.PriceId;
import io.github.batch4j.spring.data.Shop.Prices;
import io.github.batch4j.spring.data.Shop.Purchase;
import io.github.batch4j.spring.data.Shop.Purchases;
import io.github.batch4j.spring.data.Shop.Seat;
import io.github.batch4j.spring.data.Shop.SeatId;
import io.github.batch4j.spring.data.Shop.User;
import io.github.batch4j.spring.data.Shop.Users;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Loaders of JPA entities, and the statements that they need. */
@Tag("coroutines")
@SpringJUnitConfig(EntityApplication.class)
class EntityLoaderTest {

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private EntityManagerFactory factory;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Prices prices;

    @Autowired
    private Purchases purchases;

    @Autowired
    private Users repository;

    private final BatchExecutor executor = BatchExecutor.builder().cache(100).build();
    private Statistics statistics;
    private BatchLoader<Long, User> users;

    @BeforeEach
    void fill() {
        statistics = factory.unwrap(SessionFactory.class).getStatistics();
        users = EntityLoader.of(entityManager, User.class).keyedBy(Long.class);
        factory.unwrap(SessionFactory.class).getSchemaManager().truncateMappedObjects();
        inTransaction(() -> LongStream.range(0, 5).forEach(i -> {
            User user = new User(i, "user " + i);
            entityManager.persist(user);
            entityManager.persist(new Purchase(i, user, List.of(new Line(2 * i), new Line(2 * i + 1))));
            entityManager.persist(new Price("shop", i, (int) i));
            entityManager.persist(new Seat(new SeatId(1, (int) i)));
        }));
        inTransaction(() -> entityManager.persist(new User(6, "without a purchase")));
        statistics.clear();
    }

    private void inTransaction(Runnable code) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> code.run());
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <K, V> List<V> load(BatchLoader<K, V> loader, K... ids) {
        return executor.execute(BatchGenerator.all(Arrays.asList(ids), loader::get));
    }

    private long statements() {
        long sent = statistics.getPrepareStatementCount();
        statistics.clear();
        return sent;
    }

    @Test
    void entitiesComeInTheOrderAskedByOneStatement() {
        assertThat(load(users, 3L, 0L, 99L, 3L, 4L))
                .extracting(user -> user == null ? null : user.name)
                .containsExactly("user 3", "user 0", null, "user 3", "user 4");
        assertThat(statements()).isEqualTo(1);
    }

    @Test
    void loadersAreDeclaredByTheEntityAndItsId() {
        // tag::id[]
        BatchLoader<Long, User> users =
                EntityLoader.of(entityManager, User.class).keyedBy(Long.class);
        // end::id[]
        // tag::entities[]
        BatchLoader<PriceId, Price> prices =
                EntityLoader.of(entityManager, Price.class).keyedBy(PriceId.class); // an @IdClass

        BatchLoader<Long, Purchase> purchases = EntityLoader.of(entityManager, Purchase.class)
                .graph("withLines") // a @NamedEntityGraph
                .keyedBy(Long.class);
        // end::entities[]

        assertThat(load(users, 1L)).extracting(user -> user.name).containsExactly("user 1");
        assertThat(load(prices, new PriceId("shop", 3)))
                .extracting(price -> price.cents)
                .containsExactly(3);
        assertThat(load(purchases, 1L).get(0).lines).hasSize(2);
    }

    @Test
    void fiveIdsOfAnIdClassAreOneStatement() {
        BatchLoader<PriceId, Price> loader =
                EntityLoader.of(entityManager, Price.class).keyedBy(PriceId.class);
        PriceId[] ids = LongStream.of(4, 2, 0, 1, 3)
                .mapToObj(article -> new PriceId("shop", article))
                .toArray(PriceId[]::new);

        assertThat(load(loader, ids)).extracting(price -> price.cents).containsExactly(4, 2, 0, 1, 3);
        assertThat(statements()).isEqualTo(1);

        load(RepositoryLoader.of("prices", prices, price -> new PriceId(price.shop, price.article)), ids);
        assertThat(statements()).as("by the repository").isEqualTo(5);
    }

    @Test
    void idsMayBeEmbedded() {
        BatchLoader<SeatId, Seat> loader =
                EntityLoader.of(entityManager, Seat.class).keyedBy(SeatId.class);

        assertThat(load(loader, new SeatId(1, 2), new SeatId(2, 1), new SeatId(1, 0)))
                .extracting(seat -> seat == null ? null : seat.id)
                .containsExactly(new SeatId(1, 2), null, new SeatId(1, 0));
        assertThat(statements()).isEqualTo(1);
    }

    @Test
    void eagerAssociationsComeWithTheSameStatement() {
        BatchLoader<Long, Purchase> loader =
                EntityLoader.of(entityManager, Purchase.class).keyedBy(Long.class);

        assertThat(load(loader, 2L, 1L, 0L))
                .extracting(purchase -> purchase.buyer.name)
                .containsExactly("user 2", "user 1", "user 0");
        assertThat(statements()).isEqualTo(1);

        load(RepositoryLoader.of("purchases", purchases, purchase -> purchase.id), 2L, 1L, 0L);
        assertThat(statements()).as("by the repository").isEqualTo(4);
    }

    @Test
    void lazyOnesComeWithTheSameStatementByAGraph() {
        EntityLoader<Purchase> loader = EntityLoader.of(entityManager, Purchase.class);
        var graph = entityManager.createEntityGraph(Purchase.class);
        graph.addAttributeNodes("lines");
        List<BatchLoader<Long, Purchase>> both = List.of(
                loader.graph("withLines").keyedBy(Long.class),
                loader.graph(graph).keyedBy(Long.class));

        for (BatchLoader<Long, Purchase> withLines : both) {
            for (Long[] ids : List.of(new Long[] {2L, 1L, 99L}, new Long[] {2L})) {
                Purchase purchase = load(withLines, ids).get(0);

                assertThat(purchase.lines).extracting(line -> line.id).containsExactlyInAnyOrder(4L, 5L);
                assertThat(purchase.buyer.name).isEqualTo("user 2");
                assertThat(statements()).isEqualTo(1);
            }
        }
        inTransaction(() -> {
            load(RepositoryLoader.of("purchases", purchases, purchase -> purchase.id), 2L, 1L, 0L)
                    .forEach(purchase -> assertThat(purchase.lines).hasSize(2));
            assertThat(statements()).as("by the repository").isEqualTo(7);
        });
        assertThat(Hibernate.isInitialized(load(loader.keyedBy(Long.class), 2L).get(0).lines))
                .as("without the graph")
                .isFalse();
    }

    @Test
    void nothingIsSentForEntitiesOfThePersistenceContext() {
        inTransaction(() -> {
            List<User> first = load(users, 1L, 2L);
            assertThat(statements()).isEqualTo(1);

            assertThat(load(users, 2L, 1L)).containsExactly(first.get(1), first.get(0));
            assertThat(statements()).isZero();
            load(users, 2L, 3L);
            assertThat(statements()).as("one is missing").isEqualTo(1);
            load(RepositoryLoader.of("users", repository, user -> user.id), 2L, 1L);
            assertThat(statements()).as("by the repository").isEqualTo(1);
        });
    }

    @Test
    void whatIsNotFlushedIsSeen() {
        inTransaction(() -> {
            entityManager.persist(new User(7, "new"));
            entityManager.find(User.class, 1L).name = "renamed";
            entityManager.remove(entityManager.find(User.class, 6L));

            assertThat(load(users, 7L, 1L, 6L, 3L))
                    .extracting(user -> user == null ? null : user.name)
                    .containsExactly("new", "renamed", null, "user 3");
            assertThat(load(users, 6L)).containsOnlyNulls();
            assertThat(entityManager.contains(load(users, 7L).get(0))).isTrue();
        });
    }

    @Test
    void bodiesReadInTheTransactionOfTheirCaller() {
        inTransaction(() -> {
            entityManager.persist(new User(7, "new"));

            List<User> found = executor.all(List.of(7L, 1L, 3L), id -> executor.execute(users.get(id)));

            assertThat(found).extracting(user -> user.name).containsExactly("new", "user 1", "user 3");
            assertThat(found).allMatch(entityManager::contains);
            assertThat(statements()).isEqualTo(1);
        });
    }

    @Test
    void eachBatchOutsideOfATransactionHasAnEntityManagerThatIsClosed() {
        List<User> found = executor.all(List.of(1L, 2L), id -> executor.execute(users.get(id)));

        assertThat(found).extracting(user -> user.name).containsExactly("user 1", "user 2");
        assertThat(statistics.getSessionOpenCount()).isEqualTo(1);
        assertThat(statistics.getSessionCloseCount()).isEqualTo(1);
        inTransaction(() -> assertThat(found).noneMatch(entityManager::contains));
    }

    @Test
    void entityManagerOfARequestIsUsed() {
        try (EntityManager ofRequest = factory.createEntityManager()) {
            TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(ofRequest));
            try {
                assertThat(load(users, 1L, 2L)).allMatch(ofRequest::contains);
            } finally {
                TransactionSynchronizationManager.unbindResource(factory);
            }
        }
    }

    @Test
    void entityManagerOfOnesOwnIsCalledAsItIs() {
        for (EntityManagerFactory of : List.of(factory, factory.unwrap(SessionFactory.class))) {
            try (EntityManager own = of.createEntityManager()) {
                BatchLoader<Long, User> loader =
                        EntityLoader.of(own, User.class).keyedBy(Long.class);

                assertThat(load(loader, 1L, 2L)).allMatch(own::contains);
                assertThat(own.isOpen()).isTrue();
            }
        }
    }

    @Test
    void moreIdsThanOneBatchTakesAreSeveralOfOneStep() {
        BatchTrace trace = new BatchTrace();

        executor.execute(BatchGenerator.all(LongStream.range(0, 1001).boxed().toList(), users::get), trace);

        assertThat(trace.batches()).extracting(List::size).containsExactly(1000, 1);
        assertThat(statements()).isEqualTo(2);
        assertThat(load(users.withMaxBatchSize(2), 1L, 2L, 3L, 4L, 0L))
                .extracting(user -> user.name)
                .containsExactly("user 1", "user 2", "user 3", "user 4", "user 0");
        assertThat(statements()).isEqualTo(3);
    }

    @Test
    void answersAreNotKept() {
        load(users, 1L);
        inTransaction(() -> entityManager.find(User.class, 1L).name = "renamed");

        assertThat(load(users, 1L)).extracting(user -> user.name).containsExactly("renamed");
    }
}
