package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.Jedis;

/** A {@link RedisBatch} through some driver, an executor and a look at the server, all fresh for each test. */
abstract class RedisTest {

    final BatchExecutor executor = BatchExecutor.create();
    final BatchTrace trace = new BatchTrace();
    Driver.Client client;
    RedisBatch<String> redis;
    Jedis server;
    private CommandStats stats;

    abstract Driver driver();

    abstract RedisAddress address();

    @BeforeEach
    void connect() {
        client = driver().connect(address(), Duration.ofSeconds(10));
        redis = client.redisBatch(1000);
        server = address().connect();
        server.flushAll();
        stats = new CommandStats(server);
    }

    @AfterEach
    void disconnect() {
        server.close();
        client.close();
    }

    /** The number of commands of each kind that Redis has run in the calls of {@link #execute}. */
    Map<String, Long> commands() {
        return stats.sinceReset();
    }

    /** Runs all side by side. */
    List<Object> execute(BatchGenerator<?>... generators) {
        stats.reset();
        return executor.execute(
                BatchGenerator.all(List.of(generators).stream()
                        .<BatchGenerator<Object>>map(RedisTest::any)
                        .toList()),
                trace);
    }

    /** A generator that results in the failure of another. */
    static BatchGenerator<Object> failure(BatchGenerator<?> generator) {
        return RedisTest.any(generator).recoverWith(BatchGenerator::value);
    }

    private static BatchGenerator<Object> any(BatchGenerator<?> generator) {
        return generator.map(value -> value);
    }
}
