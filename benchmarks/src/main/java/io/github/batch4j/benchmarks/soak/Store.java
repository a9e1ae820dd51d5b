package io.github.batch4j.benchmarks.soak;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorContextAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorJdbcAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorTransactionAutoConfiguration;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import io.github.batch4j.spring.jdbc.JdbcUpdate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/** A table of numbers by id in a PostgreSQL of its own. Thread-safe. */
final class Store implements AutoCloseable {

    private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    final BatchExecutorFactory executors;
    final JdbcTemplate jdbc;
    final JdbcLoader<Long, @Nullable Long> numbers;
    final JdbcUpdate increment;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        BatchExecutorAutoConfiguration.class,
        BatchExecutorContextAutoConfiguration.class,
        BatchExecutorTransactionAutoConfiguration.class,
        BatchExecutorJdbcAutoConfiguration.class
    })
    static class Application {

        @Bean
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        @Bean
        HikariDataSource dataSource(EmbeddedPostgres postgres) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
            pool.setMaximumPoolSize(64);
            return pool;
        }

        @Bean
        JdbcTemplate jdbcTemplate(HikariDataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(
                HikariDataSource dataSource, ObjectProvider<TransactionExecutionListener> listeners) {
            JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
            manager.setTransactionExecutionListeners(listeners.stream().toList()); // as Spring Boot does
            return manager;
        }
    }

    Store(int ids) {
        application.register(Application.class);
        application.refresh();
        executors = application.getBean(BatchExecutorFactory.class);
        jdbc = application.getBean(JdbcTemplate.class);
        jdbc.execute("create table numbers (id bigint primary key, number bigint not null)");
        jdbc.update("insert into numbers select i, 0 from generate_series(0, ?) i", ids - 1);
        JdbcBatch batch = application.getBean(JdbcBatch.class);
        numbers = batch.table("numbers")
                .columns("number")
                .keyedBy(Long.class, "id")
                .one(Long.class);
        increment = batch.update("update numbers set number = number + 1 where id = :id");
    }

    /** Returns a template of transactions with the given propagation. */
    TransactionTemplate transaction(int propagation) {
        TransactionTemplate template = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        template.setPropagationBehavior(propagation);
        return template;
    }

    int connectionsTaken() {
        return application.getBean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public void close() {
        EmbeddedPostgres postgres = application.getBean(EmbeddedPostgres.class);
        application.close();
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
