package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatcherException;
import io.github.batch4j.MissingKeyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;

/** Annotated methods, what they return and the calls that they become. */
@Tag("coroutines")
class BatchedTest {

    record User(long id, String name) {}

    /** Users 1 to 9, with friends of the same parity up to their number; it records with which keys it is called. */
    static class Users {

        private final List<Object> calls = new ArrayList<>();

        List<Object> calls() {
            return calls;
        }

        @Batched("byIds")
        User byId(long id) {
            throw new AssertionError("runs never");
        }

        @Batched("byIds")
        Optional<User> find(Long id) {
            throw new AssertionError("runs never");
        }

        Map<Long, User> byIds(Collection<Long> ids) {
            calls.add(List.copyOf(ids));
            Map<Long, User> found = new HashMap<>();
            ids.stream().filter(Users::exists).forEach(id -> found.put(id, user(id)));
            return found;
        }

        @Batched("inOrder")
        User listed(long id) {
            throw new AssertionError("runs never");
        }

        List<User> inOrder(List<Long> ids) {
            calls.add(ids);
            return ids.stream().map(id -> exists(id) ? user(id) : null).toList();
        }

        @Batched(value = "anyOrder", key = "id")
        User keyed(long id) {
            throw new AssertionError("runs never");
        }

        Iterable<User> anyOrder(Set<Long> ids) {
            calls.add(List.copyOf(ids));
            return ids.stream()
                    .filter(Users::exists)
                    .sorted((a, b) -> Long.compare(b, a))
                    .map(Users::user)
                    .toList();
        }

        @Batched(value = "anyOrder", key = "numberOf")
        Optional<User> keyedByTheBean(long id) {
            throw new AssertionError("runs never");
        }

        Long numberOf(User user) {
            return user.id();
        }

        @Batched("friendsOf")
        List<User> friends(long id) {
            throw new AssertionError("runs never");
        }

        Map<Long, List<User>> friendsOf(Iterable<Long> ids) {
            Map<Long, List<User>> found = new TreeMap<>();
            List<Long> asked = new ArrayList<>();
            for (Long id : ids) {
                asked.add(id);
                if (exists(id)) {
                    found.put(
                            id,
                            LongStream.rangeClosed(1, id).mapToObj(Users::user).toList());
                }
            }
            calls.add(asked);
            return found;
        }

        record Purchase(long buyer, String article) {}

        @Batched(value = "purchasesOf", key = "buyer")
        Collection<Purchase> purchases(long buyer) {
            throw new AssertionError("runs never");
        }

        List<Purchase> purchasesOf(Collection<Long> buyers) {
            calls.add(List.copyOf(buyers));
            return List.of(new Purchase(2, "tea"), new Purchase(1, "ink"), new Purchase(2, "cup"));
        }

        @Batched("ages")
        int age(long id) {
            throw new AssertionError("runs never");
        }

        Map<Long, Integer> ages(Collection<Long> ids) {
            calls.add(List.copyOf(ids));
            return Map.of(1L, 41);
        }

        @Batched("failing")
        User failing(long id) throws IOException {
            throw new AssertionError("runs never");
        }

        Map<Long, User> failing(Collection<Long> ids) throws IOException {
            throw new IOException("the store is away");
        }

        private static boolean exists(long id) {
            return id > 0 && id < 10;
        }

        private static User user(long id) {
            return new User(id, "user " + id);
        }
    }

    private Application application;
    private Users users;

    @BeforeEach
    void start() {
        application = Application.of(Users.class);
        users = application.bean(Users.class);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void callsUnderAllAreOneBatch() {
        assertThat(application.executor.all(List.of(3L, 1L, 99L, 3L), users::byId))
                .containsExactly(new User(3, "user 3"), new User(1, "user 1"), null, new User(3, "user 3"));
        assertThat(users.calls()).containsExactly(List.of(3L, 1L, 99L));
        assertThat(application.trace.roundTrips()).isEqualTo(1);
        assertThat(application.trace.batches().get(0))
                .extracting(Object::toString)
                .containsExactly("Users.byIds[3]", "Users.byIds[1]", "Users.byIds[99]");
    }

    @Test
    void callsInBodiesAreOneBatch() {
        BatchGenerator<User> one = BatchGenerator.of(batch -> users.byId(1));
        BatchGenerator<User> other = BatchGenerator.of(batch -> users.byId(2));

        assertThat(application.executor.executeAll(List.of(one, other)))
                .containsExactly(new User(1, "user 1"), new User(2, "user 2"));
        assertThat(users.calls()).containsExactly(List.of(1L, 2L));
    }

    @Test
    void callAloneIsABatchOfOne() {
        assertThat(users.byId(5)).isEqualTo(new User(5, "user 5"));
        assertThat(users.byId(99)).isNull();
        assertThat(users.calls()).containsExactly(List.of(5L), List.of(99L));
    }

    @Test
    void methodsOfOneNameForManyHaveBatchesOfTheirOwn() {
        application.executor.zip(() -> users.byId(1), () -> users.find(2L), (one, other) -> other);

        assertThat(users.calls()).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void optionalIsEmptyWithoutAValue() {
        assertThat(application.executor.all(List.of(1L, 99L), users::find))
                .containsExactly(Optional.of(new User(1, "user 1")), Optional.empty());
        assertThat(users.calls()).containsExactly(List.of(1L, 99L));
    }

    @Test
    void listInTheOrderOfTheKeysHasNullForAMissingOne() {
        assertThat(application.executor.all(List.of(2L, 99L, 1L), users::listed))
                .containsExactly(new User(2, "user 2"), null, new User(1, "user 1"));
        assertThat(users.calls()).containsExactly(List.of(2L, 99L, 1L));
    }

    @Test
    void valuesInAnyOrderAreFoundByTheirKeys() {
        assertThat(application.executor.all(List.of(2L, 99L, 1L, 2L), users::keyed))
                .containsExactly(new User(2, "user 2"), null, new User(1, "user 1"), new User(2, "user 2"));
        assertThat(users.calls()).containsExactly(List.of(2L, 99L, 1L));
    }

    @Test
    void keyMayBeAMethodOfTheBean() {
        assertThat(application.executor.all(List.of(2L, 99L), users::keyedByTheBean))
                .containsExactly(Optional.of(new User(2, "user 2")), Optional.empty());
    }

    @Test
    void listOfAKeyWithoutValuesIsEmpty() {
        assertThat(application.executor.all(List.of(1L, 99L, 2L), users::friends))
                .extracting(List::size)
                .containsExactly(1, 0, 2);
        assertThat(users.calls()).containsExactly(List.of(1L, 99L, 2L));
    }

    @Test
    void severalValuesOfAKeyAreAListInTheirOrder() {
        assertThat(application.executor.all(List.of(2L, 1L, 3L), users::purchases))
                .containsExactly(
                        List.of(new Users.Purchase(2, "tea"), new Users.Purchase(2, "cup")),
                        List.of(new Users.Purchase(1, "ink")),
                        List.of());
        assertThat(users.calls()).containsExactly(List.of(2L, 1L, 3L));
    }

    @Test
    void valueThatBelongsToNoKeyFailsTheKeysWithoutOne() {
        assertThat(application.executor.all(List.of(1L), users::purchases)).hasSize(1);
        assertThatThrownBy(() -> users.purchases(7))
                .isInstanceOf(BatcherException.class)
                .hasMessage("Users.purchasesOf returned no value with a key of type java.lang.Long that was asked for,"
                        + " but one with a key of type java.lang.Long that was not; is it the right property, and does"
                        + " the store compare keys as Java does?");
    }

    @Test
    void primitiveWithoutAValueFailsAlone() {
        assertThat(application.executor.all(List.of(1L, 2L), id -> {
                    try {
                        return users.age(id);
                    } catch (MissingKeyException missing) {
                        return missing.getMessage();
                    }
                }))
                .containsExactly(41, "Users.ages has no value for key 2");
        assertThat(users.calls()).containsExactly(List.of(1L, 2L));
    }

    @Test
    void declaredExceptionIsThrownAsItIs() {
        assertThatThrownBy(() -> users.failing(1L))
                .isInstanceOf(IOException.class)
                .hasMessage("the store is away");
        assertThat(application.executor.all(List.of(1L, 2L), id -> {
                    try {
                        return users.failing(id);
                    } catch (IOException failure) {
                        return failure.getMessage();
                    }
                }))
                .containsExactly("the store is away", "the store is away");
    }

    @Test
    void nullIsNoKey() {
        assertThatThrownBy(() -> users.find(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Users.find, which is @Batched, expects a key, got null");
    }

    @Test
    void beanWithoutAnAnnotatedMethodHasNoProxy() {
        try (Application other = Application.of(ArrayList.class)) {
            assertThat(AopUtils.isAopProxy(other.bean(ArrayList.class))).isFalse();
        }
    }

    static class Spouses {

        private final Users users;
        private final BatchExecutor executor;

        Spouses(Users users, BatchExecutor executor) {
            this.users = users;
            this.executor = executor;
        }

        @Batched("spousesOf")
        User spouseOf(long id) {
            throw new AssertionError("runs never");
        }

        List<User> spousesOf(List<Long> ids) {
            return executor.all(ids, id -> users.byId(id + 1));
        }
    }

    @Test
    void methodForManyMayCallAnnotatedMethods() {
        try (Application other = Application.of(Users.class, Spouses.class)) {
            Users users = other.bean(Users.class);
            Spouses spouses = other.bean(Spouses.class);

            List<String> names = other.executor.zip(
                    () -> users.byId(1),
                    () -> spouses.spouseOf(2),
                    (one, spouse) -> List.of(one.name(), spouse.name()));

            assertThat(names).containsExactly("user 1", "user 3");
            assertThat(users.calls()).containsExactly(List.of(1L), List.of(3L));
        }
    }
}
