package io.github.batch4j.spring.aot;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.batched.people.People;
import io.github.batch4j.spring.batched.people.Person;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** An application with each kind of bean that the starter changes. It prints the batches that they make, and ends. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableJpaRepositories(basePackageClasses = People.class)
@Import({Town.class, TownControllers.class, TownControllers.OverHttp.class, TownCheck.class})
class TownApplication {

    public static void main(String[] args) throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(TownApplication.class, args)) {
            context.getBean(TownCheck.class).print(context.getEnvironment().getRequiredProperty("local.server.port"));
        }
    }

    /** A recording of the batches of all executors. */
    @Bean
    BatchTrace trace() {
        return BatchTrace.withoutCallers();
    }

    @Bean
    HikariDataSource dataSource() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
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
        factory.setPackagesToScan(Person.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
        return factory;
    }

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory entities) {
        return new JpaTransactionManager(entities);
    }

    /** The arguments with which it is processed and started. */
    static List<String> arguments() {
        return List.of(
                "--server.port=0",
                "--spring.graphql.schema.locations=classpath:aot/",
                "--batch-executor.timeline.enabled=true",
                "--management.endpoints.web.exposure.include=batch4j");
    }
}
