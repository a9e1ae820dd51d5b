package io.github.batch4j.spring.webflux;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import io.github.batch4j.spring.reactive.ReactiveBatchExecutor;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** An application on WebFlux with a Redis and a database, whose pool has one connection. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({WebFluxApplication.Couples.class, WebFluxApplication.Greetings.class, WebFluxApplication.Silent.class})
class WebFluxApplication {

    @Bean
    BatchTrace trace() {
        return new BatchTrace();
    }

    /** Event loops of its own: the first application to be closed would end those that all share. */
    @Bean
    ReactorResourceFactory reactorResources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }

    @Bean
    HikariDataSource dataSource() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:webflux;DB_CLOSE_DELAY=-1");
        pool.setMaximumPoolSize(1);
        return pool;
    }

    @Bean
    JdbcTemplate jdbcTemplate(HikariDataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("drop table if exists cities");
        jdbc.execute("create table cities (id bigint primary key, name varchar(20))");
        jdbc.update("insert into cities values (1, 'Rome'), (2, 'Oslo')");
        return jdbc;
    }

    @Bean
    JdbcTransactionManager transactionManager(HikariDataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    /** The user of a request, as Spring Security puts it into the context. */
    @Bean
    WebFilter user() {
        return (exchange, chain) -> {
            String user = exchange.getRequest().getHeaders().getFirst("user");
            return user == null
                    ? chain.filter(exchange)
                    : chain.filter(exchange)
                            .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                                    new TestingAuthenticationToken(user, "")));
        };
    }

    record Couple(String name, String spouse) {}

    /** A store that does not answer, and what became of the request to it. */
    static class Silent {

        final CountDownLatch asked = new CountDownLatch(1);
        final CompletableFuture<Map<Long, String>> answer = new CompletableFuture<>();
        final CompletableFuture<Integer> connectionsLeft = new CompletableFuture<>();
        final BatchLoader<Long, String> store = BatchLoader.ofAsync("silent", ids -> {
            asked.countDown();
            return answer;
        });
    }

    /** Services that block. */
    static class Greetings {

        private final BatchExecutor batchExecutor;
        private final JdbcLoader<Long, City> cities;

        Greetings(BatchExecutor batchExecutor, JdbcBatch jdbc) {
            this.batchExecutor = batchExecutor;
            this.cities = jdbc.table("cities").keyedBy(Long.class, "id").one(City.class);
        }

        List<String> cities(List<Long> ids) {
            return batchExecutor.executeAll(ids.stream().map(this::genCity).toList());
        }

        private BatchGenerator<String> genCity(long id) {
            return cities.require(id).map(City::name);
        }

        String city(long id) {
            return batchExecutor.execute(genCity(id));
        }
    }

    record City(long id, String name) {}

    @RestController
    static class Couples {

        private final RedisBatch<String> redis;
        private final BatchExecutor batchExecutor;
        private final ReactiveBatchExecutor reactiveBatchExecutor;
        private final Greetings greetings;
        private final Silent silent;
        private final TransactionTemplate transaction;
        private final HikariDataSource pool;

        Couples(
                RedisBatch<String> redis,
                BatchExecutor batchExecutor,
                ReactiveBatchExecutor reactiveBatchExecutor,
                Greetings greetings,
                Silent silent,
                JdbcTransactionManager manager,
                HikariDataSource pool) {
            this.redis = redis;
            this.batchExecutor = batchExecutor;
            this.reactiveBatchExecutor = reactiveBatchExecutor;
            this.greetings = greetings;
            this.silent = silent;
            this.transaction = new TransactionTemplate(manager);
            this.pool = pool;
        }

        private BatchGenerator<String> genName(long id) {
            return redis.require("user:" + id);
        }

        private BatchGenerator<Couple> genCouple(long id) {
            return BatchGenerator.zip(
                    genName(id),
                    redis.require("spouseId:" + id).flatMap(spouse -> genName(Long.parseLong(spouse))),
                    Couple::new);
        }

        // tag::execute[]
        @GetMapping("/couples/{id}")
        Mono<Couple> couple(@PathVariable long id) {
            return reactiveBatchExecutor.execute(genCouple(id));
        }
        // end::execute[]

        // tag::returned[]
        @GetMapping("/returned/{id}")
        BatchGenerator<Couple> returned(@PathVariable long id) {
            return genCouple(id);
        }
        // end::returned[]

        // tag::two[]
        @GetMapping("/couples/{id}/and/{other}")
        Mono<List<Couple>> couples(@PathVariable long id, @PathVariable long other) {
            return reactiveBatchExecutor.executeAll(List.of(genCouple(id), genCouple(other)));
        }
        // end::two[]

        // tag::call[]
        @GetMapping("/cities")
        Mono<String> cities() {
            return reactiveBatchExecutor.call(() -> {
                List<String> names = greetings.cities(List.of(1L, 2L)); // calls batchExecutor.execute
                return names + " first of all " + greetings.city(1); // which is not read again
            });
        }
        // end::call[]

        @GetMapping("/refused")
        Mono<String> refused() {
            return Mono.just(greetings.city(1));
        }

        @GetMapping("/user")
        BatchGenerator<String> user() {
            return genName(12345).map(name -> {
                Authentication user = SecurityContextHolder.getContext().getAuthentication();
                return name + " for " + (user == null ? "nobody" : user.getName()) + " on "
                        + Thread.currentThread().getName();
            });
        }

        @GetMapping("/missing")
        Mono<String> missing() {
            return reactiveBatchExecutor.execute(redis.get("nothing"));
        }

        @GetMapping("/silent")
        Mono<String> silent() {
            return reactiveBatchExecutor.call(() -> {
                try {
                    return transaction.execute(status -> {
                        greetings.city(1);
                        return batchExecutor.execute(silent.store.get(1L));
                    });
                } finally {
                    silent.connectionsLeft.complete(
                            Objects.requireNonNull(pool.getHikariPoolMXBean()).getActiveConnections());
                }
            });
        }

        /** As nobody should: to show that it would be found. */
        @GetMapping("/blocking")
        String blocking() throws InterruptedException {
            Thread.sleep(1);
            return "has blocked";
        }
    }
}
