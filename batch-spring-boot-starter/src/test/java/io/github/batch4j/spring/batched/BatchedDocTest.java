package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Service;

/** The snippets of docs/annotated.md, and the example of the annotation. */
class BatchedDocTest {

    record User(long id, String name, long spouse) {}

    // tag::users[]
    interface Users {

        @Batched("byIds")
        User byId(long id);

        Map<Long, User> byIds(Collection<Long> ids);
    }
    // end::users[]

    static class StoredUsers implements Users {

        @Override
        public User byId(long id) {
            return byIds(List.of(id)).get(id);
        }

        @Override
        public Map<Long, User> byIds(Collection<Long> ids) {
            Map<Long, User> found = new HashMap<>();
            ids.forEach(id -> found.put(id, new User(id, "user " + id, id + 10)));
            return found;
        }
    }

    // tag::service[]
    @Service
    static class Couples {

        private final Users users;

        Couples(Users users) {
            this.users = users;
        }

        String couple(long id) {
            User user = users.byId(id);
            return user.name() + " and " + users.byId(user.spouse()).name();
        }
    }
    // end::service[]

    // tag::prices[]
    interface Prices {

        @Batched("pricesOf")
        default Optional<Integer> priceOf(String article) {
            return Optional.ofNullable(pricesOf(List.of(article)).get(article));
        }

        Map<String, Integer> pricesOf(Collection<String> articles);
    }
    // end::prices[]

    static class StoredPrices implements Prices {

        @Override
        public Map<String, Integer> pricesOf(Collection<String> articles) {
            return Map.of("tea", 3);
        }
    }

    record Purchase(long buyer, String article) {}

    // tag::forms[]
    interface Purchases {

        @Batched(value = "ofBuyers", key = "buyer") // a component of the record Purchase
        List<Purchase> ofBuyer(long buyer); // empty if there are none

        List<Purchase> ofBuyers(Collection<Long> buyers); // in any order

        @Batched("counts")
        int count(String shop, long buyer); // a MissingKeyException if there is none

        List<Integer> counts(String shop, List<Long> buyers); // in the order of the buyers, null for a missing one
    }
    // end::forms[]

    static class StoredPurchases implements Purchases {

        @Override
        public List<Purchase> ofBuyer(long buyer) {
            throw new AssertionError("runs never");
        }

        @Override
        public List<Purchase> ofBuyers(Collection<Long> buyers) {
            return List.of(new Purchase(2, "ink"), new Purchase(1, "tea"), new Purchase(2, "cup"));
        }

        @Override
        public int count(String shop, long buyer) {
            throw new AssertionError("runs never");
        }

        @Override
        public List<Integer> counts(String shop, List<Long> buyers) {
            return buyers.stream().map(Long::intValue).collect(Collectors.toList());
        }
    }

    private final Application application =
            Application.of(StoredUsers.class, StoredPrices.class, StoredPurchases.class, Couples.class);

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void couplesAreTwoRoundTrips() {
        Couples couples = application.bean(Couples.class);
        List<Long> ids = List.of(1L, 2L, 3L);
        BatchExecutor batchExecutor = application.executor;

        // tag::all[]
        List<String> shown = batchExecutor.all(ids, couples::couple); // 2 round trips
        // end::all[]

        assertThat(shown).containsExactly("user 1 and user 11", "user 2 and user 12", "user 3 and user 13");
        assertThat(application.trace.roundTrips()).isEqualTo(2);
    }

    @Test
    void bodyOfTheAnnotatedMethodWorksWithoutSpring() {
        assertThat(new StoredPrices().priceOf("tea")).hasValue(3);
        assertThat(application.bean(Prices.class).priceOf("tea")).hasValue(3);
        assertThat(application.trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void formsOfAnswersAreFoundByTheirTypes() {
        Purchases purchases = application.bean(Purchases.class);

        assertThat(application.executor.all(List.of(1L, 2L, 3L), purchases::ofBuyer))
                .extracting(List::size)
                .containsExactly(1, 2, 0);
        assertThat(application.executor.all(List.of(1L, 2L), buyer -> purchases.count("shop", buyer)))
                .containsExactly(1, 2);
        assertThat(application.trace.roundTrips()).isEqualTo(2);
    }
}
