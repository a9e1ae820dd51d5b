package io.github.batch4j.spring.redis;

import static io.github.batch4j.spring.redis.PlainCommand.readOf;
import static io.github.batch4j.spring.redis.PlainCommand.writeOf;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.support.Checks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Factory of operations on Redis that run in batches: all reads of a step, of whatever kind, are one round trip, in
 * which all {@link #get} share an {@code MGET}; all writes of a step are another.
 *
 * <p>Values are strings at first. {@link #json} and {@link #values} make views of the same Redis, and of the same
 * batches, with values of another type:
 *
 * <pre>{@code
 * RedisBatch<User> users = redis.json(User.class);
 *
 * users.get("user:1"); // a user, or null
 * users.hash("members:1"); // a map of users
 * users.set("user:1", user, Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>With Lettuce nothing blocks while Redis answers; with other drivers the calling thread waits. A value that cannot
 * be read or written, or a key that holds another kind of value, fails its own operation only. Failures are
 * {@link org.springframework.dao.DataAccessException}s or Spring Data's
 * {@link org.springframework.data.redis.serializer.SerializationException}s.
 *
 * <p>Have one instance per Redis: operations are batched with those of the same instance and its views. Keys are
 * serialized on the calling thread. A null argument is an {@link IllegalArgumentException}. Thread-safe, if the
 * serializers are.
 *
 * @param <V> the type of the values
 */
public final class RedisBatch<V> {

    private final RedisValues<V> values;
    private final Decoders<V> decoders;
    private final Map<Class<?>, RedisBatch<?>> jsonViews;

    private RedisBatch(RedisValues<V> values, Map<Class<?>, RedisBatch<?>> jsonViews) {
        this.values = values;
        this.decoders = Decoders.of(values);
        this.jsonViews = jsonViews;
    }

    /**
     * Batched access with the defaults of {@link #builder}.
     *
     * @param redis has the connection factory and the serializers that are used
     * @return a new instance
     */
    public static RedisBatch<String> of(StringRedisTemplate redis) {
        return new Builder(Checks.notNull(redis, "RedisBatch.of", "a template")).build();
    }

    /**
     * A builder of batched access with options.
     *
     * @param redis has the connection factory and the serializers that are used
     * @return a builder
     */
    public static Builder builder(StringRedisTemplate redis) {
        return new Builder(Checks.notNull(redis, "RedisBatch.builder", "a template"));
    }

    /**
     * A view of the same Redis, and the same batches, with values of another type. Keep it: equal reads through two
     * views are each sent.
     *
     * @param <U> the type of the values
     * @param serializer reads and writes the values, also those in hashes
     * @return the view
     */
    public <U> RedisBatch<U> values(RedisSerializer<U> serializer) {
        return new RedisBatch<>(
                values.with(Checks.notNull(serializer, "RedisBatch.values", "a serializer")), jsonViews);
    }

    /**
     * A view of the same Redis whose values are JSON. For a mapper of your own give {@link #values} a
     * {@link org.springframework.data.redis.serializer.JacksonJsonRedisSerializer} with that mapper.
     *
     * @param <U> the type of the values
     * @param type the type of the values
     * @return the view, always the same for a type
     * @throws IllegalStateException if Jackson 3 is not on the class path
     */
    @SuppressWarnings("unchecked") // a view is kept under the type of its values
    public <U> RedisBatch<U> json(Class<U> type) {
        Checks.notNull(type, "RedisBatch.json", "a type");
        return (RedisBatch<U>) jsonViews.computeIfAbsent(type, any -> values(JsonSerializers.of(type)));
    }

    /**
     * Reads the string under a key: {@code MGET}, one for all of a batch.
     *
     * @param key the key
     * @return an operation that results in the value, or in null if the key does not exist or, as {@code MGET} has it,
     *     holds a hash, a list or anything else that is not a string
     */
    public BatchableOperation<@Nullable V> get(String key) {
        return new RedisGet<>(values, values.store().key(Checks.notNull(key, "RedisBatch.get", "a key")));
    }

    /**
     * Reads the string under a key that must have one.
     *
     * @param key the key
     * @return a generator that results in the value, or fails with a {@link io.github.batch4j.MissingKeyException}
     *     where {@link #get} results in null
     */
    public BatchGenerator<V> require(String key) {
        Checks.notNull(key, "RedisBatch.require", "a key");
        return new RedisGet<>(values, values.store().key(key)).map(value -> values.required(value, key));
    }

    /**
     * Checks if a key exists: {@code EXISTS}.
     *
     * @param key the key
     * @return an operation that results in true if it exists
     */
    public BatchableOperation<Boolean> exists(String key) {
        return readOf(values, CommandName.EXISTS, Decoders.YES_OR_NO, List.of(values.key(key, "RedisBatch.exists")));
    }

    /**
     * Reads a whole hash: {@code HGETALL}.
     *
     * @param key the key
     * @return an operation that results in the values by their fields, unmodifiable, empty if the key does not exist
     */
    public BatchableOperation<Map<String, V>> hash(String key) {
        return readOf(values, CommandName.HGETALL, decoders.toMap(), List.of(values.key(key, "RedisBatch.hash")));
    }

    /**
     * Reads a field of a hash: {@code HMGET}, one per hash for all its fields in a batch.
     *
     * @param key the key of the hash
     * @param field the field
     * @return an operation that results in the value, or in null if there is no such hash or field
     */
    public BatchableOperation<@Nullable V> hashField(String key, String field) {
        String method = "RedisBatch.hashField";
        return new RedisHashField<>(values, values.key(key, method), values.field(field, method));
    }

    /**
     * Reads the members of a set: {@code SMEMBERS}.
     *
     * @param key the key
     * @return an operation that results in the members, unmodifiable, empty if the key does not exist
     */
    public BatchableOperation<Set<V>> members(String key) {
        return readOf(values, CommandName.SMEMBERS, decoders.toSet(), List.of(values.key(key, "RedisBatch.members")));
    }

    /**
     * Reads a whole list: {@code LRANGE key 0 -1}.
     *
     * @param key the key
     * @return an operation that results in the elements, unmodifiable, empty if the key does not exist
     */
    public BatchableOperation<List<V>> list(String key) {
        RedisArgument.Key list = values.key(key, "RedisBatch.list");
        List<RedisArgument> all = List.of(list, RedisArgument.Text.FIRST, RedisArgument.Text.LAST);
        return readOf(values, CommandName.LRANGE, decoders.toList(), all);
    }

    /**
     * Reads by any other command that changes nothing, such as
     * {@code redis.read("ZSCORE", "board", "Ann").as(RedisReply::asDouble)}. It goes into the batch of the other reads.
     *
     * @param command the command, with its subcommand if it has one
     * @param key the first argument, mostly the key
     * @param arguments further arguments, sent as {@link RedisCommand} says
     * @return an operation that results in the reply, which is never cached
     * @throws IllegalArgumentException if the command is empty, changes something, or would change the connection
     */
    public RedisCommand read(String command, String key, Object... arguments) {
        return CommandLine.of(values, "RedisBatch.read", command, key, arguments)
                .asRead();
    }

    /**
     * Stores a value under a key and replaces any other: {@code SET}.
     *
     * @param key the key
     * @param value the value
     * @return an operation that results in null when it is done
     */
    public BatchableOperation<@Nullable Void> set(String key, V value) {
        List<RedisArgument> line = List.of(values.key(key, "RedisBatch.set"), values.value(value, "RedisBatch.set"));
        return writeOf(values, CommandName.SET, Decoders.DONE, line);
    }

    /**
     * Stores a value under a key for some time: {@code SET} with {@code PX}.
     *
     * @param key the key
     * @param value the value
     * @param ttl the time until the key expires, at least a millisecond; fractions of one are cut off
     * @return an operation that results in null when it is done
     */
    public BatchableOperation<@Nullable Void> set(String key, V value, Duration ttl) {
        String method = "RedisBatch.set";
        RedisArgument.Key first = values.key(key, method);
        RedisArgument second = values.value(value, method);
        RedisArgument time = RedisArgument.milliseconds(ttl, method, "a time to live");
        return writeOf(values, CommandName.SET, Decoders.DONE, List.of(first, second, RedisArgument.Text.PX, time));
    }

    /**
     * Deletes a key: {@code DEL}.
     *
     * @param key the key
     * @return an operation that results in true if the key existed
     */
    public BatchableOperation<Boolean> delete(String key) {
        return writeOf(values, CommandName.DEL, Decoders.YES_OR_NO, List.of(values.key(key, "RedisBatch.delete")));
    }

    /**
     * Stores a value in a field of a hash: {@code HSET}.
     *
     * @param key the key of the hash, which is created if it does not exist
     * @param field the field
     * @param value the value
     * @return an operation that results in true if the field is new
     */
    public BatchableOperation<Boolean> hashPut(String key, String field, V value) {
        String method = "RedisBatch.hashPut";
        List<RedisArgument> line =
                List.of(values.key(key, method), values.field(field, method), values.hashValue(value, method));
        return writeOf(values, CommandName.HSET, Decoders.YES_OR_NO, line);
    }

    /**
     * Changes something by any other command, such as
     * {@code redis.write("INCRBY", "visits", 1).as(RedisReply::asLong)}. It goes into the batch of the other writes, in
     * the order yielded.
     *
     * @param command the command, with its subcommand if it has one
     * @param key the first argument, mostly the key
     * @param arguments further arguments, sent as {@link RedisCommand} says
     * @return an operation that results in the reply
     * @throws IllegalArgumentException if the command is empty, or would change the connection, as {@code MULTI} does
     */
    public RedisCommand write(String command, String key, Object... arguments) {
        return CommandLine.of(values, "RedisBatch.write", command, key, arguments)
                .asWrite();
    }

    /**
     * Runs a script in Lua: {@code EVAL}. It goes into the batch of the other writes, in the order yielded. A script
     * that changes nothing may be a {@link #read} by {@code EVAL_RO}.
     *
     * @param script the script
     * @param keys all keys that it uses; on a cluster they have to be in one hash slot
     * @param arguments its other arguments, sent as {@link RedisCommand} says
     * @return an operation that results in the reply
     */
    public RedisCommand script(String script, List<String> keys, Object... arguments) {
        return CommandLine.ofScript(values, "RedisBatch.script", script, keys, arguments)
                .asWrite();
    }

    /** A builder of batched access to a Redis. Not thread-safe. */
    public static final class Builder {

        private final StringRedisTemplate redis;
        private final BatcherOptions options = new BatcherOptions();
        private boolean cache = true;

        private Builder(StringRedisTemplate redis) {
            this.redis = redis;
        }

        /**
         * Sets the largest number of operations in a batch. More are split into several batches of the same step: sent
         * all at once by Lettuce, one after the other by other drivers.
         *
         * @param maxBatchSize at least 1; 1000 unless set
         * @return this
         */
        public Builder maxBatchSize(int maxBatchSize) {
            options.maxBatchSize = Checks.atLeastOne(maxBatchSize, "RedisBatch.Builder.maxBatchSize");
            return this;
        }

        /**
         * Sets the time that a batch may take from when it is sent, with all its retries. Operations not answered by
         * then fail with a {@link org.springframework.dao.QueryTimeoutException}, though their writes may have been
         * done, or may be done later. With Lettuce only; for other drivers set the driver's own timeout.
         *
         * @param timeout at least a millisecond; unless set, as long as the driver waits
         * @return this
         */
        public Builder timeout(Duration timeout) {
            options.timeout = Checks.atLeastAMillisecond(timeout, "RedisBatch.Builder.timeout", "a time limit");
            return this;
        }

        /**
         * Sets the policy by which reads are sent again after a
         * {@link org.springframework.data.redis.RedisConnectionFailureException}. Nothing else is retried.
         *
         * @param policy the number of retries and the delay before each; with Lettuce the delay blocks no thread
         * @return this
         */
        public Builder retry(RetryPolicy policy) {
            options.retry = new ConnectionFailures(Checks.notNull(policy, "RedisBatch.Builder.retry", "a policy"));
            return this;
        }

        /**
         * Sets if executors that cache answers may cache those of this Redis.
         *
         * @param cache true unless set
         * @return this
         */
        public Builder cache(boolean cache) {
            this.cache = cache;
            return this;
        }

        /**
         * Shares the reads with other executions: a batch of reads that finds all calls of the limit under way is
         * merged into the next one. Equal reads are sent once, and each execution makes its values itself. Writes are
         * not shared, and neither are batches with a {@link #read} of a command. For drivers that block, such as Jedis.
         *
         * @param calls the limit, with as many calls as the driver has connections
         * @return this
         */
        public Builder shareReads(SharedCalls calls) {
            options.shared = Checks.notNull(calls, "RedisBatch.Builder.shareReads", "SharedCalls");
            return this;
        }

        /**
         * Builds it, with strings as values.
         *
         * @return a new instance
         * @throws IllegalStateException if a timeout is set and the driver blocks, reads are shared and it does not, or
         *     there is no connection factory
         */
        public RedisBatch<String> build() {
            RedisBatchers batchers = options.batchers(redis.getConnectionFactory());
            return new RedisBatch<>(RedisValues.of(redis, batchers, cache), new ConcurrentHashMap<>());
        }
    }
}
