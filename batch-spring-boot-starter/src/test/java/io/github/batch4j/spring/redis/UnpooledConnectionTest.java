package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

/** A connection of Lettuce that belongs to one batch and to no pool. */
class UnpooledConnectionTest extends EmbeddedRedisTest {

    @Override
    Driver driver() {
        return Driver.LETTUCE_UNSHARED;
    }

    /** An unpooled connection is closed at once, even if Redis may still reply. */
    @Test
    void isClosedWhenItsBatchHasTimedOut() {
        RedisBatch<String> limited = RedisBatch.builder(client.template())
                .timeout(Duration.ofMillis(300))
                .build();

        Object answer = execute(failure(
                        limited.read("XREAD BLOCK 0 STREAMS", "stream", "$").as(RedisReply::isNull)))
                .get(0);

        assertThat(answer).isInstanceOf(QueryTimeoutException.class);
        await().until(() -> server.clientList().lines().count() == 1);
    }
}
