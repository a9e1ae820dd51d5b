package io.github.batch4j.spring.batched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Annotated methods of beans that have other advice: transactions, security, caches. */
@Tag("coroutines")
@SpringJUnitConfig(BatchedAdviceTest.Config.class)
class BatchedAdviceTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableTransactionManagement
    @EnableMethodSecurity
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
        PlatformTransactionManager transactionManager(
                HikariDataSource dataSource, ObjectProvider<TransactionExecutionListener> listeners) {
            JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
            manager.setTransactionExecutionListeners(listeners.stream().toList()); // as Spring Boot does
            return manager;
        }

        @Bean
        BatchExecutor batchExecutor(BatchExecutorFactory factory) {
            return factory.create();
        }

        @Bean
        Users users(HikariDataSource dataSource) {
            return new Users(JdbcClient.create(dataSource));
        }
    }

    @Transactional
    static class Users {

        private final JdbcClient jdbc;
        private final List<Object> calls = new ArrayList<>();

        Users(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        List<Object> calls() {
            return calls;
        }

        void create() {
            jdbc.sql("create table if not exists users(id bigint primary key, name varchar(20))")
                    .update();
            jdbc.sql("delete from users").update();
            calls.clear();
        }

        void insert(long id, String name) {
            jdbc.sql("insert into users values (?, ?)").params(id, name).update();
        }

        @Batched("names")
        String name(long id) {
            throw new AssertionError("runs never");
        }

        Map<Long, String> names(Collection<Long> ids) {
            calls.add(ids + " in " + TransactionSynchronizationManager.getCurrentTransactionName());
            return jdbc
                    .sql("select id, name from users where id in (:ids)")
                    .param("ids", ids)
                    .query((row, i) -> Map.entry(row.getLong(1), row.getString(2)))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Batched("names")
        @PreAuthorize("authentication.name == 'ann'")
        String secret(long id) {
            throw new AssertionError("runs never");
        }
    }

    private static final String OWN = " in " + Users.class.getName() + ".names";

    @Autowired
    private Users users;

    @Autowired
    private BatchExecutor executor;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void create() {
        users.create();
        users.insert(1, "Ann");
    }

    /** The transaction is inside of the batch: a body that begins one and waits would be refused. */
    @Test
    void batchHasATransactionOfTheMethodForMany() {
        assertThat(executor.all(List.of(1L, 2L), users::name)).containsExactly("Ann", null);
        assertThat(users.calls()).containsExactly("[1, 2]" + OWN);
    }

    @Test
    void callAloneHasATransactionOfTheMethodForMany() {
        assertThat(users.name(1)).isEqualTo("Ann");
        assertThat(users.calls()).containsExactly("[1]" + OWN);
    }

    @Test
    void batchTakesPartInTheTransactionOfTheCaller() {
        TransactionTemplate outer = new TransactionTemplate(transactions);
        outer.setName("outer");
        outer.executeWithoutResult(status -> {
            users.insert(2, "Bob");
            assertThat(executor.all(List.of(1L, 2L), users::name)).containsExactly("Ann", "Bob");
            status.setRollbackOnly();
        });

        assertThat(users.name(2)).isNull();
        assertThat(users.calls()).containsExactly("[1, 2] in outer", "[2]" + OWN);
    }

    @Test
    void securityIsOutsideOfTheBatch() {
        try {
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("bob", "", "USER"));
            assertThatThrownBy(() -> users.secret(1)).isInstanceOf(AccessDeniedException.class);
            assertThat(users.calls()).isEmpty();

            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "", "USER"));
            assertThat(executor.all(List.of(1L, 2L), users::secret)).containsExactly("Ann", null);
            assertThat(users.calls()).containsExactly("[1, 2]" + OWN);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    static class Cached {

        @Cacheable("names")
        @Batched("names")
        String name(long id) {
            throw new AssertionError("runs never");
        }

        Map<Long, String> names(Collection<Long> ids) {
            return Map.of();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class CachesLast {

        @Bean
        ConcurrentMapCacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(order = 0)
    static class CachesFirst {

        @Bean
        ConcurrentMapCacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Test
    void adviceThatWouldNotRunIsRefused() {
        String expected =
                "@Batched(\"names\") on Cached, method String name(long): expected no advice that applies to it"
                        + " and not to names, found org.springframework.cache.interceptor.CacheInterceptor, which"
                        + " would not run; move its annotation to names, or give it an order of less than 2147483547";

        assertThatThrownBy(() -> Application.of(CachesLast.class, Cached.class))
                .rootCause()
                .hasMessage(expected);
    }

    @Test
    void adviceOfAnEarlierOrderRuns() {
        try (Application application = Application.of(CachesFirst.class, Cached.class)) {
            Cached cached = application.bean(Cached.class);

            cached.name(1);
            cached.name(1);

            assertThat(application.trace.roundTrips()).isEqualTo(1);
        }
    }
}
