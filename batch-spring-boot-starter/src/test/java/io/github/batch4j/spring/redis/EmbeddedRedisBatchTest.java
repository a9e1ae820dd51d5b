package io.github.batch4j.spring.redis;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract on a Redis that the test starts itself, by every driver. */
@ParameterizedClass
@EnumSource(Driver.class)
class EmbeddedRedisBatchTest extends RedisBatchContract {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @Parameter
    private Driver driver;

    @Override
    Driver driver() {
        return driver;
    }

    @Override
    RedisAddress address() {
        return REDIS.address();
    }
}
