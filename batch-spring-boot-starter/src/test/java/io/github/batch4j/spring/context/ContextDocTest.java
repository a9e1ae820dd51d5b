package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.annotation.Transactional;

/** The snippets of {@code docs/context.md}. */
@Tag("carriers")
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
    void transactionIsAroundExecute(@Autowired Friendships friendships) {
        table.insert(1, "Ann", 2);

        assertThat(friendships.befriend(2, 1)).containsExactly("Ann", "User2");
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

    /** The users as one executor asks for them. */
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
}
