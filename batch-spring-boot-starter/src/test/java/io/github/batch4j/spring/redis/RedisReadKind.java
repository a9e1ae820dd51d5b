package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchableOperation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;

/** The kinds of reads that a {@link RedisBatch} has methods for, of keys that hold a number in one form or another. */
enum RedisReadKind {
    GET("mget", null) {
        @Override
        BatchableOperation<?> read(RedisBatch<Integer> redis, String key) {
            return redis.get(key);
        }

        @Override
        BatchableOperation<?> write(RedisBatch<Integer> redis, String key, int number) {
            return redis.set(key, number);
        }

        @Override
        void put(Pipeline server, String key, String number) {
            server.set(key, number);
        }

        @Override
        Object value(int number) {
            return number;
        }
    },

    EXISTS("exists", false) {
        @Override
        BatchableOperation<?> read(RedisBatch<Integer> redis, String key) {
            return redis.exists(key);
        }

        @Override
        BatchableOperation<?> write(RedisBatch<Integer> redis, String key, int number) {
            return redis.set(key, number);
        }

        @Override
        void put(Pipeline server, String key, String number) {
            server.set(key, number);
        }

        @Override
        Object value(int number) {
            return true;
        }
    },

    HASH("hgetall", Map.of()) {
        @Override
        BatchableOperation<?> read(RedisBatch<Integer> redis, String key) {
            return redis.hash(key);
        }

        @Override
        BatchableOperation<?> write(RedisBatch<Integer> redis, String key, int number) {
            return redis.hashPut(key, "field", number);
        }

        @Override
        void put(Pipeline server, String key, String number) {
            server.hset(key, "field", number);
        }

        @Override
        Object value(int number) {
            return Map.of("field", number);
        }
    },

    HASH_FIELD("hmget", null) {
        @Override
        BatchableOperation<?> read(RedisBatch<Integer> redis, String key) {
            return redis.hashField(key, "field");
        }

        @Override
        BatchableOperation<?> write(RedisBatch<Integer> redis, String key, int number) {
            return redis.hashPut(key, "field", number);
        }

        @Override
        void put(Pipeline server, String key, String number) {
            server.hset(key, "field", number);
        }

        @Override
        Object value(int number) {
            return number;
        }
    },

    MEMBERS("smembers", Set.of()) {
        @Override
        BatchableOperation<?> read(RedisBatch<Integer> redis, String key) {
            return redis.members(key);
        }

        @Override
        BatchableOperation<?> write(RedisBatch<Integer> redis, String key, int number) {
            return redis.write("SADD", key, number).as(RedisReply::asLong);
        }

        @Override
        void put(Pipeline server, String key, String number) {
            server.sadd(key, number);
        }

        @Override
        Object value(int number) {
            return Set.of(number);
        }
    },

    LIST("lrange", List.of()) {
        @Override
        BatchableOperation<?> read(RedisBatch<Integer> redis, String key) {
            return redis.list(key);
        }

        @Override
        BatchableOperation<?> write(RedisBatch<Integer> redis, String key, int number) {
            return redis.write("RPUSH", key, number).as(RedisReply::asLong);
        }

        @Override
        void put(Pipeline server, String key, String number) {
            server.rpush(key, number);
        }

        @Override
        Object value(int number) {
            return List.of(number);
        }
    };

    /** The name of the command in the statistics of Redis. */
    final String command;

    @Nullable
    final Object missing;

    RedisReadKind(String command, @Nullable Object missing) {
        this.command = command;
        this.missing = missing;
    }

    abstract BatchableOperation<?> read(RedisBatch<Integer> redis, String key);

    abstract BatchableOperation<?> write(RedisBatch<Integer> redis, String key, int number);

    abstract void put(Pipeline server, String key, String number);

    abstract Object value(int number);
}
