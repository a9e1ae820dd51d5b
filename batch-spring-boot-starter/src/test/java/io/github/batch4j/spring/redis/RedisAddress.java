package io.github.batch4j.spring.redis;

import redis.clients.jedis.Jedis;

/** The address at which a Redis listens. */
public record RedisAddress(String host, int port) {

    /** A connection of the test's own, beside those that are tested. */
    public Jedis connect() {
        return new Jedis(host, port);
    }
}
