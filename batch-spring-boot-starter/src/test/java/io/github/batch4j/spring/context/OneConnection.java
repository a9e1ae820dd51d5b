package io.github.batch4j.spring.context;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/** An application on a real PostgreSQL with a single connection. A wait for a second one fails soon. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class OneConnection {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.start();
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(EmbeddedPostgres postgres) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(2000);
        return pool;
    }

    @Bean
    PlatformTransactionManager transactionManager(
            HikariDataSource dataSource, ObjectProvider<TransactionExecutionListener> listeners) {
        JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
        manager.setTransactionExecutionListeners(listeners.stream().toList()); // as Spring Boot does
        return manager;
    }

    @Bean
    Users users(HikariDataSource dataSource) {
        return new Users(JdbcClient.create(dataSource));
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(manager);
    }

    /** A table of users. */
    static final class Users {

        private final JdbcClient jdbc;
        private final BatchLoader<Long, String> loader;

        Users(JdbcClient jdbc) {
            this.jdbc = jdbc;
            this.loader = BatchLoader.of("users", this::findAll);
            jdbc.sql("create table users (id bigint primary key, name text not null, friend bigint)")
                    .update();
        }

        void insert(long id, String name, long friend) {
            jdbc.sql("insert into users values (?, ?, ?)")
                    .params(id, name, friend)
                    .update();
        }

        void deleteAll() {
            jdbc.sql("delete from users").update();
        }

        /** Reads directly, without a batch. */
        long count() {
            return jdbc.sql("select count(*) from users").query(Long.class).single();
        }

        /** Blocking code that is batched when it runs beside others. */
        String name(BatchExecutor executor, long id) {
            return executor.execute(genName(id));
        }

        BatchGenerator<String> genName(long id) {
            return loader.get(id).map(row -> row == null ? "nobody" : row.split(" ")[0]);
        }

        /** The same in two steps. */
        String nameOfFriend(BatchExecutor executor, long id) {
            String row = executor.execute(loader.get(id));
            return row == null ? "nobody" : name(executor, Long.parseLong(row.split(" ")[1]));
        }

        private Map<Long, String> findAll(List<Long> ids) {
            Map<Long, String> rows = new LinkedHashMap<>();
            jdbc.sql("select id, name, friend from users where id = any(?)")
                    .param(ids.toArray(Long[]::new))
                    .query(row -> {
                        rows.put(row.getLong(1), row.getString(2) + " " + row.getLong(3));
                    });
            return rows;
        }
    }

    /** Transactions by their propagation. */
    record Transactions(PlatformTransactionManager manager) {

        TransactionTemplate required() {
            return of(TransactionDefinition.PROPAGATION_REQUIRED);
        }

        TransactionTemplate of(int propagation) {
            TransactionTemplate template = new TransactionTemplate(manager);
            template.setPropagationBehavior(propagation);
            return template;
        }
    }
}
