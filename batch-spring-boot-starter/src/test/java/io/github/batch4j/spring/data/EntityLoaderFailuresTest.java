package io.github.batch4j.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.data.Shop.Line;
import io.github.batch4j.spring.data.Shop.Price;
import io.github.batch4j.spring.data.Shop.Purchase;
import io.github.batch4j.spring.data.Shop.User;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Loaders of JPA entities that are declared in a wrong way, or cannot read. */
@SpringJUnitConfig(EntityApplication.class)
class EntityLoaderFailuresTest {

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private JdbcTemplate jdbc;

    private final BatchExecutor executor = BatchExecutor.create();

    @Test
    void keysOfAnotherTypeAreRefused() {
        assertThatThrownBy(() -> EntityLoader.of(entityManager, User.class).keyedBy(Integer.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("User.keyedBy expects the type of the ids, java.lang.Long, got java.lang.Integer");
        assertThatThrownBy(() -> EntityLoader.of(entityManager, Price.class).keyedBy(String.class))
                .hasMessage("Price.keyedBy expects the type of the ids, " + Shop.PriceId.class.getName()
                        + ", got java.lang.String");
    }

    @Test
    void graphsOfAnotherEntityAreRefused() {
        EntityLoader<Purchase> purchases = EntityLoader.of(entityManager, Purchase.class);

        assertThatThrownBy(() -> purchases.graph("withoutLines"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Purchase.graph expects the name of an entity graph of " + Purchase.class.getName()
                        + ", one of [withLines], got withoutLines");
    }

    @Test
    @SuppressWarnings("unchecked") // as the cast that an application needs
    void graphsOfASubclassAreRefused() {
        EntityLoader<Line> lines = EntityLoader.of(entityManager, Line.class);
        EntityGraph<Line> gift = (EntityGraph<Line>) entityManager.getEntityGraph("gift");

        assertThatThrownBy(() -> lines.graph(gift))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Line.graph expects an entity graph of " + Line.class.getName() + ", got one of "
                        + Shop.GiftLine.class.getName());
        assertThatThrownBy(() -> lines.graph("gift")).hasMessageEndingWith("one of [], got gift");
    }

    @Test
    void classesThatAreNoEntitiesAreRefused() {
        assertThatThrownBy(() -> EntityLoader.of(entityManager, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> EntityLoader.of(null, User.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EntityLoader.of expects an entity manager, got null");
    }

    @Test
    void otherProvidersAreRefused() {
        EntityManagerFactory factory = (EntityManagerFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EntityManagerFactory.class},
                (proxy, method, arguments) -> {
                    throw new PersistenceException("not Hibernate");
                });
        EntityManager other = (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> factory);

        assertThatThrownBy(() -> EntityLoader.of(other, User.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EntityLoader.of expects an EntityManager of Hibernate, got one of another provider;"
                        + " RepositoryLoader works with all of them");
    }

    @Test
    void requiredEntitiesMustExist() {
        BatchLoader<Long, User> users =
                EntityLoader.of(entityManager, User.class).keyedBy(Long.class);

        assertThatThrownBy(() -> executor.execute(users.require(99L))).isInstanceOf(MissingKeyException.class);
    }

    @Test
    void nameIsThatOfTheEntityUnlessGiven() {
        EntityLoader<User> users = EntityLoader.of(entityManager, User.class);
        BatchTrace trace = new BatchTrace();

        executor.execute(users.keyedBy(Long.class).get(1L), trace);
        executor.execute(users.named("buyers").keyedBy(Long.class).get(1L), trace);

        assertThat(trace.toString()).contains("User").contains("buyers");
    }

    @Test
    @DirtiesContext
    void failureOfTheDatabaseIsSprings() {
        BatchLoader<Long, Line> lines =
                EntityLoader.of(entityManager, Line.class).keyedBy(Long.class);
        jdbc.execute("drop table line cascade");

        assertThatThrownBy(() -> executor.execute(lines.get(1L)))
                .isInstanceOf(InvalidDataAccessResourceUsageException.class);
    }
}
