package io.github.batch4j.spring.redis;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;

/** A test on a Redis that it starts itself, by the drivers of a parameterized class, or by Lettuce. */
abstract class EmbeddedRedisTest extends RedisTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @Parameter
    private Driver driver = Driver.LETTUCE;

    @Override
    Driver driver() {
        return driver;
    }

    @Override
    RedisAddress address() {
        return REDIS.address();
    }
}
