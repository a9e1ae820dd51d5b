package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import redis.clients.jedis.Jedis;

/** Reads are sent again if the connection failed and the policy says so; nothing else ever is. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class RedisRetryTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @Parameter
    private Driver driver;

    private final List<Throwable> policyAsked = new CopyOnWriteArrayList<>();
    private final BatchExecutor executor = BatchExecutor.create();
    private Driver.Client client;

    @BeforeEach
    void connect() {
        REDIS.start();
        client = driver.connect(REDIS.address(), Duration.ofSeconds(5));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void readIsSentAgainUntilTheConnectionWorks() {
        REDIS.stop();
        RedisBatch<String> redis = retrying(policy(5, () -> {
            if (policyAsked.size() == 2) {
                REDIS.start();
            }
        }));

        assertThat(executor.executeAll(List.of(redis.get("a"), redis.get("b")))).containsExactly(null, null);

        assertThat(policyAsked)
                .hasSizeGreaterThanOrEqualTo(2)
                .hasOnlyElementsOfType(RedisConnectionFailureException.class);
    }

    @Test
    void afterTheLastTryTheFailureIsThatOfTheConnection() {
        REDIS.stop();
        RedisBatch<String> redis = retrying(policy(2, () -> {}));

        assertThatExceptionOfType(RedisConnectionFailureException.class)
                .isThrownBy(() -> executor.executeAll(List.of(redis.get("a"), redis.get("b"))));

        assertThat(policyAsked).isNotEmpty();
    }

    @Test
    void policyThatSaysNoIsHeard() {
        REDIS.stop();
        RedisBatch<String> redis = retrying(RetryPolicy.builder()
                .predicate(failure -> {
                    policyAsked.add(failure);
                    return false;
                })
                .build());

        assertThatThrownBy(() -> executor.execute(redis.get("a"))).isInstanceOf(RedisConnectionFailureException.class);

        assertThat(policyAsked).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatThePolicyThrowsIsThrown(int asked) {
        REDIS.stop();
        RedisBatch<String> redis = retrying(policy(5, () -> {
            if (policyAsked.size() == asked) {
                throw new IllegalStateException("no policy for this");
            }
        }));

        assertThatThrownBy(() -> executor.execute(redis.get("a"), Duration.ofSeconds(10)))
                .hasMessage("no policy for this");
    }

    @Test
    void writeIsNeverSentAgain() {
        REDIS.stop();
        RedisBatch<String> redis = retrying(policy(5, REDIS::start));

        assertThatThrownBy(() -> executor.execute(redis.set("a", "1"))).isInstanceOf(DataAccessException.class);

        assertThat(policyAsked).isEmpty();
    }

    @Test
    void whatRedisRefusesIsNotSentAgain() {
        try (Jedis server = REDIS.address().connect()) {
            server.flushAll();
            server.set("string", "1");
            CommandStats stats = new CommandStats(server);
            RedisBatch<String> redis = retrying(policy(5, () -> {}));
            stats.reset();

            assertThatThrownBy(() -> executor.execute(redis.hash("string")))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("WRONGTYPE");

            assertThat(policyAsked).isEmpty();
            assertThat(stats.sinceReset()).isEqualTo(Map.of("hgetall", 1L));
        }
    }

    @Test
    void withoutAPolicyNothingIsSentAgain() {
        REDIS.stop();
        RedisBatch<String> redis = RedisBatch.of(client.template());

        assertThatThrownBy(() -> executor.execute(redis.get("a"))).isInstanceOf(RedisConnectionFailureException.class);
    }

    private RedisBatch<String> retrying(RetryPolicy policy) {
        return RedisBatch.builder(client.template()).retry(policy).build();
    }

    private RetryPolicy policy(int maxRetries, Runnable whenAsked) {
        return RetryPolicy.builder()
                .maxRetries(maxRetries)
                .delay(Duration.ofMillis(1))
                .predicate(failure -> {
                    policyAsked.add(failure);
                    whenAsked.run();
                    return true;
                })
                .build();
    }
}
