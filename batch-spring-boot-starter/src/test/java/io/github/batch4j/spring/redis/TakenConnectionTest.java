package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionProvider;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A batch is answered even if its connection cannot be closed. */
@Timeout(60)
class TakenConnectionTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    /** A factory of connections whose {@code close} fails after it has closed them. */
    private static final class Unclosable extends LettuceConnectionFactory {

        Unclosable(boolean shared) {
            super(
                    new RedisStandaloneConfiguration(
                            REDIS.address().host(), REDIS.address().port()),
                    LettuceClientConfiguration.defaultConfiguration());
            setShareNativeConnection(shared);
            afterPropertiesSet();
            start();
        }

        @Override
        protected LettuceConnection doCreateLettuceConnection(
                StatefulRedisConnection<byte[], byte[]> connection,
                LettuceConnectionProvider provider,
                long timeout,
                int database) {
            return new LettuceConnection(connection, provider, timeout, database) {

                @Override
                public void close() {
                    super.close();
                    throw new InvalidDataAccessApiUsageException("cannot be closed");
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void batchWhoseConnectionCannotBeClosedIsAnswered(boolean shared) {
        Unclosable connections = new Unclosable(shared);
        try {
            RedisBatch<String> redis = RedisBatch.of(new StringRedisTemplate(connections));

            assertThat(BatchExecutor.create().execute(redis.set("a", "1"), Duration.ofSeconds(5)))
                    .isNull();
            assertThat(BatchExecutor.create().execute(redis.get("a"), Duration.ofSeconds(5)))
                    .isEqualTo("1");
        } finally {
            connections.destroy();
        }
    }
}
