package io.github.batch4j.spring.redis;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The contract on the Redis of a container. Skipped without Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerRedisBatchTest extends RedisBatchContract {

    private static final int PORT = 6379;

    @Container
    static final GenericContainer<?> REDIS = new GenericContainer<>("redis:8.10.2-alpine3.23").withExposedPorts(PORT);

    @Override
    Driver driver() {
        return Driver.LETTUCE;
    }

    @Override
    RedisAddress address() {
        return new RedisAddress(REDIS.getHost(), REDIS.getMappedPort(PORT));
    }
}
