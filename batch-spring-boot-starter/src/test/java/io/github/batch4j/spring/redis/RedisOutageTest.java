package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.SentBatch;
import io.lettuce.core.ClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.clients.jedis.Jedis;

/** A {@link RedisBatch} while Redis is away, and when it is back. */
@Timeout(60)
class RedisOutageTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final BatchExecutor executor = BatchExecutor.create();

    @BeforeEach
    void start() {
        REDIS.start();
    }

    @ParameterizedTest
    @EnumSource
    void serverThatWentAwayIsADataAccessExceptionUntilItIsBack(Driver driver) {
        try (Driver.Client client = driver.connect(REDIS.address(), TIMEOUT)) {
            RedisBatch<String> redis = client.redisBatch(1000);
            assertThat(executor.execute(redis.get("a"))).isNull();

            REDIS.stop();
            assertThatThrownBy(() -> executor.execute(redis.get("a"))).isInstanceOf(DataAccessException.class);
            BatchTrace trace = new BatchTrace();
            BlockingQueue<Throwable> arrived = new LinkedBlockingQueue<>();
            BatchListener arrivals = new BatchListener() {
                @Override
                public void onArrival(SentBatch batch, @Nullable Throwable failure) {
                    arrived.add(Objects.requireNonNull(failure));
                }
            };
            assertThatThrownBy(() -> executor.executeAll(List.of(redis.get("a"), redis.hash("b")), trace, arrivals))
                    .isInstanceOf(DataAccessException.class);
            assertThat(arrived).singleElement().isInstanceOf(DataAccessException.class);
            assertThat(trace.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.failure()).isInstanceOf(DataAccessException.class));

            REDIS.start();
            await().ignoreExceptionsInstanceOf(DataAccessException.class)
                    .until(() -> executor.execute(redis.get("a")) == null);
        }
    }

    @Test
    void connectionThatBreaksUnderACommandIsADataAccessException() {
        try (Driver.Client client = Driver.LETTUCE.connect(REDIS.address(), Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> askWhileRedisIsKilled(client.redisBatch(1000)))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    /** A client that does not reconnect, and so cancels the commands in flight. */
    @Test
    void commandWhoseConnectionBreaksForGoodIsAConnectionFailure() {
        withOptions(
                ClientOptions.builder().autoReconnect(false),
                redis -> assertThatThrownBy(() -> askWhileRedisIsKilled(redis))
                        .isInstanceOf(RedisConnectionFailureException.class));
    }

    /** Redis is asked first, and is killed by the second store before it answers. */
    private void askWhileRedisIsKilled(RedisBatch<String> redis) {
        BatchLoader<String, String> killing = BatchLoader.of("killing", keys -> {
            REDIS.kill();
            return Map.of();
        });
        assertThat(executor.execute(redis.get("a"))).isNull();
        try (Jedis server = REDIS.address().connect()) {
            server.clientPause(Duration.ofSeconds(30).toMillis());
        }
        executor.executeAll(List.of(redis.get("a"), killing.get("now")));
    }

    /** A client that refuses commands while it is disconnected. */
    @Test
    void commandThatIsRefusedForWantOfAConnectionIsAConnectionFailure() {
        withOptions(
                ClientOptions.builder().disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS),
                redis -> {
                    assertThat(executor.execute(redis.get("a"))).isNull();
                    REDIS.stop();

                    await().untilAsserted(() -> assertThatThrownBy(() -> executor.execute(redis.get("a")))
                            .isInstanceOf(RedisConnectionFailureException.class)
                            .hasMessageContaining("there is no connection to Redis"));
                });
    }

    private void withOptions(ClientOptions.Builder options, Consumer<RedisBatch<String>> test) {
        LettuceConnectionFactory connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(
                        REDIS.address().host(), REDIS.address().port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(5))
                        .clientOptions(options.build())
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        try {
            test.accept(RedisBatch.of(new StringRedisTemplate(connections)));
        } finally {
            connections.destroy();
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverThatWasNeverThereIsADataAccessException(Driver driver) {
        REDIS.stop();
        try (Driver.Client client = driver.connect(REDIS.address(), TIMEOUT)) {
            RedisBatch<String> redis = client.redisBatch(1000);

            assertThatThrownBy(() -> executor.execute(redis.get("a"))).isInstanceOf(DataAccessException.class);
        }
    }
}
