package io.github.batch4j.spring.job;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchTrace;
import java.util.UUID;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;

/** An application with Spring Batch, whose jobs and data are in one H2. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableBatchProcessing
@EnableJdbcJobRepository
@Import({Letters.class, Rates.class, Rates.Writer.class})
class JobApplication {

    @Bean
    HikariDataSource dataSource() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        pool.setMaximumPoolSize(4); // the reader keeps one of them
        pool.setConnectionTimeout(5000);
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/batch/core/schema-h2.sql"),
                        new ClassPathResource("job/schema.sql")),
                pool);
        return pool;
    }

    @Bean
    JdbcTemplate jdbcTemplate(HikariDataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    JdbcTransactionManager transactionManager(
            HikariDataSource dataSource, ObjectProvider<TransactionExecutionListener> listeners) {
        JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
        manager.setTransactionExecutionListeners(listeners.stream().toList()); // as Spring Boot does
        return manager;
    }

    @Bean
    BatchTrace trace() {
        return new BatchTrace();
    }
}
