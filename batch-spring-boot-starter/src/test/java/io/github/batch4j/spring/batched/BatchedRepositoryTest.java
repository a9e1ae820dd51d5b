package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.batched.people.People;
import io.github.batch4j.spring.batched.people.Person;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Annotated methods of JPA repositories, and the statements that they need. */
@Tag("coroutines")
@SpringJUnitConfig(BatchedRepositoryTest.Config.class)
class BatchedRepositoryTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableJpaRepositories(basePackageClasses = People.class)
    static class Config {

        @Bean
        HikariDataSource dataSource() {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
            pool.setMaximumPoolSize(1); // a second connection would wait
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
            factory.setPackagesToScan(Person.class.getPackageName());
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            factory.setJpaPropertyMap(
                    Map.of("hibernate.hbm2ddl.auto", "create", "hibernate.generate_statistics", "true"));
            return factory;
        }

        @Bean
        JpaTransactionManager transactionManager(
                EntityManagerFactory entities, ObjectProvider<TransactionExecutionListener> listeners) {
            JpaTransactionManager manager = new JpaTransactionManager(entities);
            manager.setTransactionExecutionListeners(listeners.stream().toList()); // as Spring Boot does
            return manager;
        }

        @Bean
        BatchExecutor batchExecutor(BatchExecutorFactory factory) {
            return factory.create();
        }
    }

    @Autowired
    private People people;

    @Autowired
    private BatchExecutor executor;

    @Autowired
    private PlatformTransactionManager transactions;

    private Statistics statistics;

    @BeforeEach
    void fill(@Autowired EntityManagerFactory factory) {
        statistics = factory.unwrap(SessionFactory.class).getStatistics();
        people.deleteAllInBatch();
        people.saveAll(List.of(
                new Person(1, "ann@example.com", 7),
                new Person(2, "bob@example.com", 7),
                new Person(3, "cid@example.com", 8)));
        statistics.clear();
    }

    private long statements() {
        long sent = statistics.getPrepareStatementCount();
        statistics.clear();
        return sent;
    }

    @Test
    void entitiesAreFoundByTheirIdsInOneStatement() {
        assertThat(executor.all(List.of(3L, 1L, 99L), people::findById))
                .extracting(found -> found.map(Person::email))
                .containsExactly(Optional.of("cid@example.com"), Optional.of("ann@example.com"), Optional.empty());
        assertThat(statements()).isEqualTo(1);
    }

    @Test
    void entitiesAreFoundByAPropertyInOneStatement() {
        assertThat(executor.all(List.of("bob@example.com", "nobody@example.com"), people::findByEmail))
                .extracting(found -> found == null ? null : found.id())
                .containsExactly(2L, null);
        assertThat(statements()).isEqualTo(1);
    }

    @Test
    void entitiesOfOneKeyAreFoundInOneStatement() {
        assertThat(executor.all(List.of(7, 8, 9), people::findByTeam))
                .extracting(List::size)
                .containsExactly(2, 1, 0);
        assertThat(statements()).isEqualTo(1);
    }

    @Test
    void callAloneIsOneStatement() {
        assertThat(people.findById(2L)).map(Person::email).hasValue("bob@example.com");
        assertThat(people.findByTeam(7)).hasSize(2);
        assertThat(statements()).isEqualTo(2);
    }

    @Test
    void batchTakesPartInTheTransactionOfTheCaller() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            people.save(new Person(4, "dan@example.com", 8));

            assertThat(executor.all(List.of("dan@example.com", "ann@example.com"), people::findByEmail))
                    .extracting(Person::id)
                    .containsExactly(4L, 1L);
            status.setRollbackOnly();
        });
        assertThat(people.findByEmail("dan@example.com")).isNull();
    }

    @Test
    void otherMethodsOfTheRepositoryAreAsTheyWere() {
        assertThat(people.count()).isEqualTo(3);
        assertThat(people.findAllById(List.of(1L, 99L))).hasSize(1);
        assertThat(people.existsByEmail("ann@example.com")).isTrue();
        assertThat(statements()).isEqualTo(3);
    }

    @Test
    void resultOfAQueryIsNotTakenForAListInTheOrderOfTheKeys() {
        assertThatThrownBy(() -> MethodPlan.in(WithoutKey.class))
                .hasMessage("@Batched(\"findByEmailIn\") on WithoutKey, method Person findByEmail(String): expected"
                        + " findByEmailIn to return a Map<String, Person> or an Iterable of values with"
                        + " @Batched(key = ...), found List<Person> findByEmailIn(Collection<String>)");
    }

    interface WithoutKey extends org.springframework.data.repository.Repository<Person, Long> {

        @Batched("findByEmailIn")
        Person findByEmail(String email);

        List<Person> findByEmailIn(java.util.Collection<String> emails);
    }
}
