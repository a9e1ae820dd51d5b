package io.github.batch4j.benchmarks.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;

/** All forms of a task do the same, with the documented number of round trips, as counted by the servers. */
class StoreBenchmarksTest {

    private static final List<Integer> IDS = IntStream.range(0, 50).boxed().toList();

    private static Servers servers;

    @BeforeAll
    static void start() throws IOException {
        servers = new Servers(Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void resetStatistics() {
        servers.redis().execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().resetConfigStats();
            return null;
        });
    }

    @Test
    void usersOfRedisAreOneMget() {
        RedisReadBenchmark benchmark = prepared(new RedisReadBenchmark());
        List<String> users = IDS.stream().map(id -> "user " + id).toList();

        assertThat(benchmark.byHand()).isEqualTo(users);
        assertThat(calls("mget")).isEqualTo(1);
        assertThat(benchmark.pipeline()).isEqualTo(users);
        assertThat(calls("mget")).isEqualTo(2);
    }

    @Test
    void couplesAreTwoMgetsOrAHundredAndFiftyGets() {
        CouplesBenchmark benchmark = prepared(new CouplesBenchmark());
        List<Couple> couples = IDS.stream()
                .map(id -> new Couple("user " + id, "user " + Servers.spouse(id)))
                .toList();

        assertThat(benchmark.naive()).isEqualTo(couples);
        assertThat(calls("get")).isEqualTo(150);
        assertThat(benchmark.byHand()).isEqualTo(couples);
        assertThat(calls("mget")).isEqualTo(2);
        assertThat(benchmark.pipeline()).isEqualTo(couples);
        assertThat(calls("mget")).isEqualTo(4);
    }

    @Test
    void usersOfTheDatabaseAreOneStatement() {
        JdbcReadBenchmark benchmark = prepared(new JdbcReadBenchmark());
        List<User> users = IDS.stream()
                .map(id -> new User(id, "user " + id, Servers.spouse(id)))
                .toList();

        assertThat(benchmark.byHand()).isEqualTo(users);
        assertThat(benchmark.pipeline()).isEqualTo(users);
    }

    @Test
    void bothStoresAreAskedForTheSameUsers() {
        TwoStoresBenchmark benchmark = prepared(new TwoStoresBenchmark());

        assertThat(benchmark.both()).isEqualTo(List.of(benchmark.redis(), benchmark.jdbc()));
    }

    @Test
    void manyKeysAreFoundInBothStores() {
        ManyKeysBenchmark benchmark = prepared(new ManyKeysBenchmark());

        assertThat((List<?>) benchmark.redis()).hasSize(50).doesNotContainNull();
        assertThat((List<?>) benchmark.jdbc()).hasSize(50).doesNotContainNull();
    }

    @Test
    void manyKeysOfRedisAreAsMgetsByHand() {
        ManyKeysBenchmark benchmark = new ManyKeysBenchmark();
        benchmark.use(servers, IntStream.range(0, 2500).boxed().toList());

        Object byHand = benchmark.byHand();
        assertThat(calls("mget")).isEqualTo(3);
        assertThat(benchmark.redis()).isEqualTo(byHand);
        assertThat(calls("mget")).isEqualTo(6);
    }

    private static <B extends StoreSettings> B prepared(B benchmark) {
        benchmark.use(servers, IDS);
        return benchmark;
    }

    private static int calls(String command) {
        Properties info = servers.redis().execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("commandstats"));
        return Integer.parseInt(
                info.getProperty("cmdstat_" + command, "calls=0,").replaceFirst("calls=(\\d+),.*", "$1"));
    }
}
