package io.github.batch4j.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.data.Shop.Nick;
import io.github.batch4j.spring.data.Shop.Nicks;
import io.github.batch4j.spring.data.Shop.Price;
import io.github.batch4j.spring.data.Shop.PriceId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ids that are equal in the database and not in Java, in columns that ignore case. */
@SpringJUnitConfig(EntityApplication.class)
class EntityCollationTest {

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private EntityManagerFactory factory;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Nicks nicks;

    private final BatchExecutor executor = BatchExecutor.create();
    private Statistics statistics;
    private BatchLoader<String, Nick> byManager;
    private BatchLoader<String, Nick> byRepository;

    @BeforeEach
    void fill() {
        statistics = factory.unwrap(SessionFactory.class).getStatistics();
        byManager = EntityLoader.of(entityManager, Nick.class).keyedBy(String.class);
        byRepository = RepositoryLoader.of("nicks", nicks, nick -> nick.name);
        factory.unwrap(SessionFactory.class).getSchemaManager().truncateMappedObjects();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            List.of("Ann", "Bob").forEach(name -> entityManager.persist(new Nick(name, "about " + name)));
            entityManager.persist(new Price("Shop", 1, 10));
        });
        statistics.clear();
    }

    private <K, V> List<V> load(BatchLoader<K, V> loader, List<K> ids) {
        return executor.execute(BatchGenerator.all(ids, loader::get));
    }

    private List<String> texts(List<String> ids) {
        return load(byManager, ids).stream()
                .map(nick -> nick == null ? null : nick.name + ", " + nick.text)
                .toList();
    }

    @Test
    void everySpellingOfARowIsAnsweredAsByFind() {
        assertThat(texts(List.of("Ann", "ANN", "nobody", "Bob")))
                .containsExactly("Ann, about Ann", "ANN, about Ann", null, "Bob, about Bob");
        assertThat(texts(List.of("ANN"))).containsExactly("ANN, about Ann");
        assertThat(texts(List.of("ann", "ANN", "bOB")))
                .containsExactly("ann, about Ann", "ANN, about Ann", "bOB, about Bob");
    }

    @Test
    void hibernateHasAnEntityForEachSpelling() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            List<Nick> nicks = load(byManager, List.of("Ann", "ANN"));

            assertThat(nicks.get(0)).isNotSameAs(nicks.get(1)).isSameAs(entityManager.find(Nick.class, "Ann"));
            assertThat(nicks.get(1)).isSameAs(entityManager.find(Nick.class, "ANN"));
        });
    }

    @Test
    void spellingsOfACompositeIdToo() {
        BatchLoader<PriceId, Price> prices =
                EntityLoader.of(entityManager, Price.class).keyedBy(PriceId.class);

        assertThat(load(prices, List.of(new PriceId("SHOP", 1), new PriceId("Shop", 1), new PriceId("SHOP", 2))))
                .extracting(price -> price == null ? 0 : price.cents)
                .containsExactly(10, 10, 0);
    }

    @Test
    void anyBatchIsAnsweredAsByFind() {
        List<String> spellings = List.of("Ann", "ANN", "ann", "Bob", "BOB", "x", "y");
        Random random = new Random(13);
        for (int i = 0; i < 200; i++) {
            List<String> ids = new ArrayList<>(spellings);
            Collections.shuffle(ids, random);
            ids.subList(1 + random.nextInt(ids.size()), ids.size()).clear();
            List<Boolean> alone = ids.stream()
                    .map(id -> entityManager.find(Nick.class, id) != null)
                    .toList();

            assertThat(load(byManager, ids))
                    .as("%s", ids)
                    .extracting(nick -> nick != null)
                    .isEqualTo(alone);
        }
    }

    @Test
    void textsThatAreMissingTakeAnotherStatementForAll() {
        texts(List.of("Ann", "Bob"));
        assertThat(statistics.getPrepareStatementCount()).as("none is missing").isEqualTo(1);
        texts(List.of("Ann", "x", "y", "z"));
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(1 + 2);
        texts(List.of("x"));
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(1 + 2 + 1);
    }

    @Test
    void byARepositoryOnlyTheIdAsStoredIsAnsweredAndOthersFail() {
        List<Object> answers = executor.execute(BatchGenerator.all(
                List.of("Ann", "ANN", "Bob"),
                id -> byRepository.get(id).<Object>map(nick -> nick.name).recover(failure -> failure.getMessage())));

        assertThat(answers)
                .containsExactly(
                        "Ann",
                        "nicks.findAllById returned no entity with the id ANN but one with the id Ann, which was not"
                                + " asked for; does the function find the right id, and does the database compare ids"
                                + " as Java does?",
                        "Bob");
        assertThatThrownBy(() -> load(byRepository, List.of("ANN"))).hasMessageContaining("no entity with the id ANN");
        assertThat(load(byRepository, List.of("Ann", "x"))).element(1).isNull();
    }
}
