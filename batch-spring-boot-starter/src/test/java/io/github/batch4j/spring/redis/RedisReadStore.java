package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.contract.ReadStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** One kind of read through a driver. All keys are in one hash slot, so that a cluster has them on one node. */
record RedisReadStore(RedisReadKind kind, Driver.Client client, Jedis server, Map<Integer, RedisBatch<Integer>> batches)
        implements ReadStore, AutoCloseable {

    static final String TAG = "{number}";

    RedisReadStore(RedisReadKind kind, Driver.Client client, Jedis server) {
        this(kind, client, server, new HashMap<>());
    }

    private static String key(int key) {
        return TAG + key;
    }

    private RedisBatch<Integer> batch(int maxBatchSize) {
        return batches.computeIfAbsent(
                maxBatchSize, size -> client.redisBatch(size).json(Integer.class));
    }

    /** A hundred thousand for one kind of read. */
    @Override
    public int many() {
        return kind == RedisReadKind.GET ? Math.max(MANY, 100_000) : MANY;
    }

    @Override
    public void clear() {
        server.flushAll();
        server.configResetStat();
    }

    @Override
    public void put(int from, int to) {
        try (Pipeline pipeline = server.pipelined()) {
            for (int key = from; key < to; key++) {
                kind.put(pipeline, key(key), String.valueOf(key));
            }
        }
    }

    @Override
    public boolean spoil(int key) {
        if (kind == RedisReadKind.EXISTS) {
            return false;
        }
        server.set(key(key), "no number, and neither a hash nor a list");
        return true;
    }

    @Override
    public BatchableOperation<?> read(int key, int maxBatchSize) {
        return kind.read(batch(maxBatchSize), key(key));
    }

    @Override
    public BatchableOperation<?> write(int key, int maxBatchSize) {
        return kind.write(batch(maxBatchSize), key(key), key);
    }

    @Override
    public Object value(int key) {
        return kind.value(key);
    }

    @Override
    public @Nullable Object missing() {
        return kind.missing;
    }

    @Override
    public long requests() {
        return new CommandStats(server).sinceReset().getOrDefault(kind.command, 0L);
    }

    @Override
    public long requestsOf(int keys) {
        return kind == RedisReadKind.GET ? Math.min(keys, 1) : keys;
    }

    /** Makes Redis refuse the command. */
    @Override
    public Outage outage() {
        server.aclSetUser("default", "-" + kind.command);
        return () -> server.aclSetUser("default", "+@all");
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
