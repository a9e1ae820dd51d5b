package io.github.batch4j.spring.context;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchPartition;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.annotation.Transactional;

/** The snippets of {@code docs/context.md}. */
@Tag("coroutines")
@SpringJUnitConfig
class ContextDocTest {

    @Autowired
    private BatchExecutorFactory factory;

    @Autowired
    private OneConnection.Users table;

    @AfterEach
    void clear() {
        Tenant.use(null);
        table.deleteAll();
    }

    @Test
    void bodiesFindTheTenant() {
        Tenant.use("one");
        BatchExecutor executor = factory.create();

        assertThat(executor.all(List.of(1, 2), number -> number + " of " + Tenant.current()))
                .containsExactly("1 of one", "2 of one");
    }

    @Test
    void tenantsAreKeptApart() {
        new ApplicationContextRunner().withUserConfiguration(WithTenants.class).run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();
            BatchLoader<Long, String> loader = BatchLoader.of(
                    "users", ids -> ids.stream().collect(toMap(id -> id, id -> "User" + id + Tenant.current())));

            List<String> found = executor.all(List.of(" of one", " of two"), tenant -> {
                Tenant.use(tenant);
                return executor.execute(loader.get(1L));
            });

            assertThat(found).containsExactly("User1 of one", "User1 of two");
        });
    }

    @Test
    void transactionIsAroundExecute(@Autowired Friendships friendships) {
        table.insert(1, "Ann", 2);

        assertThat(friendships.befriend(2, 1)).containsExactly("Ann", "User2");
    }

    @Test
    void friendsAreAskedForOnce() {
        table.insert(1, "Ann", 2);
        table.insert(2, "Bob", 1);
        BatchTrace trace = new BatchTrace();
        BatchExecutor executor = BatchExecutor.builder().listener(trace).build();
        Friends friends = new Friends(executor, new BatchedUsers(table, executor));

        assertThat(friends.namesOfFriends(List.of(1L, 2L, 1L))).containsExactly("Bob", "Ann", "Bob");
        assertThat(friends.namesOfFriends(List.of(2L, 1L))).containsExactly("Ann", "Bob");
        assertThat(trace.batches())
                .hasToString("[[users[1], users[2]], [users[2], users[1]]]"); // their rows, then those of their friends
        assertThat(friends.calls).containsExactly(1L, 2L);
    }

    static final class Tenant {

        private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

        static String current() {
            return CURRENT.get();
        }

        static void use(String tenant) {
            CURRENT.set(tenant);
        }
    }

    static class Friendships {

        private final BatchExecutor batchExecutor;
        private final BatchedUsers users;

        Friendships(BatchExecutorFactory factory, OneConnection.Users table) {
            batchExecutor = factory.create();
            users = new BatchedUsers(table, batchExecutor);
        }

        // tag::transaction[]
        @Transactional
        public List<String> befriend(long id, long friend) {
            users.insert(id, "User" + id, friend);
            return batchExecutor.all(List.of(id, friend), users::nameOfFriend); // sees the new user
        }
        // end::transaction[]
    }

    static class Friends {

        private final List<Long> calls = new ArrayList<>();
        private final BatchExecutor batchExecutor;
        private final BatchedUsers users;

        Friends(BatchExecutor batchExecutor, BatchedUsers users) {
            this.batchExecutor = batchExecutor;
            this.users = users;
        }

        // tag::cached[]
        private final CachedGenerator<Long, String> nameOfFriend =
                CachedGenerator.of("nameOfFriend", id -> BatchGenerator.of(batch -> findNameOfFriend(id)));

        List<String> namesOfFriends(List<Long> ids) {
            return batchExecutor.all(ids, id -> batchExecutor.execute(nameOfFriend.get(id)));
        }
        // end::cached[]

        private String findNameOfFriend(long id) {
            calls.add(id);
            return users.nameOfFriend(id);
        }
    }

    /** The users as read by one executor. */
    record BatchedUsers(OneConnection.Users table, BatchExecutor executor) {

        void insert(long id, String name, long friend) {
            table.insert(id, name, friend);
        }

        String nameOfFriend(long id) {
            return table.nameOfFriend(executor, id);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({OneConnection.class, Friendships.class})
    static class Application {

        // tag::tenant[]
        @Bean
        ThreadContext tenantContext() {
            return () -> {
                String ofCaller = Tenant.current();
                return () -> {
                    String before = Tenant.current();
                    Tenant.use(ofCaller);
                    return () -> Tenant.use(before);
                };
            };
        }
        // end::tenant[]
    }

    @Configuration(proxyBeanMethods = false)
    @Import({BatchExecutorAutoConfiguration.class})
    static class WithTenants {

        // tag::partition[]
        @Bean
        BatchPartition tenants() {
            return new BatchPartition() {
                @Override
                public Object current() {
                    return Tenant.current();
                }

                @Override
                public ThreadContext.Scope bind(Object partition) {
                    String before = Tenant.current();
                    Tenant.use((String) partition);
                    return () -> Tenant.use(before);
                }
            };
        }
        // end::partition[]
    }
}
