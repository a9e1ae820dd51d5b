package io.github.batch4j.test.spring;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An application with users in a database, of which each test has a fake. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({UserApplication.Users.class, UserApplication.Rename.class})
class UserApplication {

    /** Ann and Bob, who are a couple. */
    static final User[] USERS = {new User(1, "Ann", 2), new User(2, "Bob", 1)};

    record User(long id, String name, long spouseId) {}

    @Bean
    JdbcBatch jdbc() {
        return FakeJdbc.create().rows("users", USERS).batch();
    }

    @RestController
    static class Users {

        private final BatchExecutor executor;
        private final JdbcLoader<Long, User> users;

        /** Lets requests wait for each other once they have asked. */
        volatile CyclicBarrier together = new CyclicBarrier(1);

        Users(BatchExecutor executor, JdbcBatch jdbc) {
            this.executor = executor;
            this.users = jdbc.table("users").keyedBy(Long.class, "id").one(User.class);
        }

        @GetMapping("/users/{id}")
        String name(@PathVariable long id) throws Exception {
            String name = executor.execute(users.require(id)).name();
            together.await(10, TimeUnit.SECONDS);
            return name;
        }

        @GetMapping("/users/{id}/spouse")
        String spouse(@PathVariable long id) {
            return executor.execute(users.require(id).flatMap(user -> users.require(user.spouseId())))
                    .name();
        }
    }

    /** A job, which no request runs. */
    static class Rename {

        private final BatchExecutorFactory executors;
        private final JdbcBatch jdbc;

        Rename(BatchExecutorFactory executors, JdbcBatch jdbc) {
            this.executors = executors;
            this.jdbc = jdbc;
        }

        void run() {
            executors
                    .create()
                    .execute(jdbc.update("update users set name = upper(name)").update());
        }
    }
}
