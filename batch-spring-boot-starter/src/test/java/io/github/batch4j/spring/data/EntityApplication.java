package io.github.batch4j.spring.data;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.spring.data.Shop.User;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionExecutionListener;

/** An application with the entities of a shop, in H2, that counts its statements. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = User.class)
class EntityApplication {

    @Bean
    HikariDataSource dataSource() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        pool.setMaximumPoolSize(1); // a second connection would wait forever
        pool.setConnectionTimeout(2000);
        return pool;
    }

    @Bean
    JdbcTemplate jdbcTemplate(HikariDataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(HikariDataSource dataSource) {
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(dataSource);
        factory.setPackagesToScan(Shop.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create", "hibernate.generate_statistics", "true"));
        return factory;
    }

    @Bean
    JpaTransactionManager transactionManager(
            EntityManagerFactory entities, ObjectProvider<TransactionExecutionListener> listeners) {
        JpaTransactionManager manager = new JpaTransactionManager(entities);
        manager.setTransactionExecutionListeners(listeners.stream().toList()); // as Spring Boot does
        return manager;
    }
}
