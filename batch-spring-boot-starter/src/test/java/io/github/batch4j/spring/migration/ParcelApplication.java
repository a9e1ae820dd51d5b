package io.github.batch4j.spring.migration;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchTrace;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** An application with six parcels in an H2, before and after each migration. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableJpaRepositories(considerNestedRepositories = true)
@Import({
    Statements.class,
    Loaders.class,
    FromDataLoaderTest.After.class,
    FromMapsTest.Before.class,
    FromMapsTest.After.class,
    FromJpaTest.Before.class,
    FromJpaTest.After.class
})
class ParcelApplication {

    static final List<Long> IDS = List.of(3L, 1L, 2L, 6L, 5L, 4L);
    static final List<String> LABELS = List.of(
            "Rome to Cid in Pune",
            "Oslo to Ann in Lima",
            "Kiev to Bob in Cork",
            "Kiev to Cid in Pune",
            "Rome to Bob in Cork",
            "Oslo to Ann in Lima");

    @Bean
    HikariDataSource dataSource() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        return pool;
    }

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(HikariDataSource dataSource) {
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(dataSource);
        factory.setPackagesToScan(Parcel.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create", "hibernate.generate_statistics", "true"));
        return factory;
    }

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory entities) {
        return new JpaTransactionManager(entities);
    }

    @Bean
    BatchTrace trace() {
        return new BatchTrace();
    }
}
