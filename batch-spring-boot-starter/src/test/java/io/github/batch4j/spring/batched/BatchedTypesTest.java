package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Annotated methods of interfaces and superclasses, generic ones, composite keys, arguments beside the key. */
class BatchedTypesTest {

    interface Crud<K, V> {

        @Batched("byIds")
        V byId(K id);

        @Batched("byIds")
        default Optional<V> find(K id) {
            throw new AssertionError("runs never");
        }

        Map<K, V> byIds(Collection<K> ids);

        List<Object> calls();
    }

    record User(long id) {}

    static class Users implements Crud<Long, User> {

        private final List<Object> calls = new ArrayList<>();

        @Override
        public User byId(Long id) {
            throw new AssertionError("runs never");
        }

        @Override
        public Map<Long, User> byIds(Collection<Long> ids) {
            calls.add(List.copyOf(ids));
            Map<Long, User> found = new HashMap<>();
            ids.stream().filter(id -> id < 10).forEach(id -> found.put(id, new User(id)));
            return found;
        }

        @Override
        public List<Object> calls() {
            return calls;
        }
    }

    static class SomeUsers extends Users {}

    record SeatId(int row, int number) {}

    static class Seats implements Crud<SeatId, String> {

        private final List<Object> calls = new ArrayList<>();

        @Override
        public String byId(SeatId id) {
            throw new AssertionError("runs never");
        }

        @Override
        public Map<SeatId, String> byIds(Collection<SeatId> ids) {
            calls.add(List.copyOf(ids));
            return Map.of(new SeatId(1, 2), "taken");
        }

        @Override
        public List<Object> calls() {
            return calls;
        }
    }

    private Application application = Application.of();

    @AfterEach
    void stop() {
        application.close();
    }

    private void start(Class<?>... beans) {
        application.close();
        application = Application.of(beans);
    }

    @Test
    void methodsOfAGenericInterfaceBatch() {
        start(Users.class);
        Crud<Long, User> users = application.bean(Users.class);

        assertThat(application.executor.all(List.of(1L, 2L, 11L), users::byId))
                .containsExactly(new User(1), new User(2), null);
        assertThat(application.executor.all(List.of(1L, 11L), users::find))
                .containsExactly(Optional.of(new User(1)), Optional.empty());
        assertThat(users.calls()).containsExactly(List.of(1L, 2L, 11L), List.of(1L, 11L));
    }

    @Test
    void inheritedMethodsBatch() {
        start(SomeUsers.class);
        SomeUsers users = application.bean(SomeUsers.class);

        assertThat(application.executor.all(List.of(1L, 2L), users::byId)).containsExactly(new User(1), new User(2));
        assertThat(users.calls()).containsExactly(List.of(1L, 2L));
    }

    @Test
    void keysMayBeRecords() {
        start(Seats.class);
        Seats seats = application.bean(Seats.class);

        assertThat(application.executor.all(List.of(new SeatId(1, 1), new SeatId(1, 2)), seats::byId))
                .containsExactly(null, "taken");
        assertThat(seats.calls()).containsExactly(List.of(new SeatId(1, 1), new SeatId(1, 2)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void proxiesOfInterfacesBatch() {
        application.close();
        application = Application.of(
                context -> TestPropertyValues.of("spring.aop.proxy-target-class=false")
                        .applyTo(context),
                Users.class);
        Crud<Long, User> users = application.context.getBean(Crud.class);

        assertThat(AopUtils.isJdkDynamicProxy(users)).isTrue();
        assertThat(application.executor.all(List.of(1L, 2L), users::byId)).containsExactly(new User(1), new User(2));
        assertThat(users.calls()).containsExactly(List.of(1L, 2L));
    }

    /** A class that no proxy can extend. */
    record FinalUsers(List<Object> calls) implements Crud<Long, User> {

        @Override
        public User byId(Long id) {
            throw new AssertionError("runs never");
        }

        @Override
        public Map<Long, User> byIds(Collection<Long> ids) {
            calls.add(List.copyOf(ids));
            return Map.of(1L, new User(1));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoOfAClass {

        @Bean
        Crud<Long, User> one() {
            return new FinalUsers(new ArrayList<>());
        }

        @Bean
        Crud<Long, User> other() {
            return new FinalUsers(new ArrayList<>());
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void beansOfOneClassHaveBatchesOfTheirOwn() {
        start(TwoOfAClass.class);
        Crud<Long, User> one = (Crud<Long, User>) application.context.getBean("one");
        Crud<Long, User> other = (Crud<Long, User>) application.context.getBean("other");

        assertThat(application.executor.<User, User, List<User>>zip(() -> one.byId(1L), () -> other.byId(1L), List::of))
                .containsExactly(new User(1), new User(1));
        assertThat(one.calls()).containsExactly(List.of(1L));
        assertThat(other.calls()).containsExactly(List.of(1L));
    }

    static class Texts {

        private final List<Object> calls = new ArrayList<>();

        List<Object> calls() {
            return calls;
        }

        @Batched("texts")
        String text(String tenant, long id, String language) {
            throw new AssertionError("runs never");
        }

        Map<Long, String> texts(String tenant, Collection<Long> ids, String language) {
            calls.add(tenant + ids + language);
            Map<Long, String> found = new HashMap<>();
            ids.forEach(id -> found.put(id, tenant + id + language));
            return found;
        }
    }

    record Ask(String tenant, long id, String language) {}

    @Test
    void callsWithEqualOtherArgumentsAreOneBatch() {
        start(Texts.class);
        Texts texts = application.bean(Texts.class);
        List<Ask> asks =
                List.of(new Ask("a", 1, "de"), new Ask("b", 1, "de"), new Ask("a", 2, "de"), new Ask("a", 1, null));

        assertThat(application.executor.all(asks, ask -> texts.text(ask.tenant(), ask.id(), ask.language())))
                .containsExactly("a1de", "b1de", "a2de", "a1null");
        assertThat(texts.calls()).containsExactly("a[1, 2]de", "b[1]de", "a[1]null");
    }
}
