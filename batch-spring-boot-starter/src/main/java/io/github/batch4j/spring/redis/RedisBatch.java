package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.MissingKeyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Hands out operations on Redis that are run together: all reads of one step, whatever they read, are one exchange with
 * the server, in which all {@link #get} are one {@code MGET}; all writes of one step are another.
 *
 * <pre>{@code
 * BatchGenerator<User> genUser(long id) {
 *     return redis.require("user:" + id).map(User::parse);
 * }
 * }</pre>
 *
 * <p>Values are strings at first; {@link #json} and {@link #values} are views of the same Redis, and of the same
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
 * <p>Through Lettuce nothing blocks while Redis answers; through other drivers the calling thread waits. A value that
 * cannot be read or written, or a key that holds something of another kind, fails its own operation alone. What goes
 * wrong between here and Redis fails all whom it concerns. Either is a
 * {@link org.springframework.dao.DataAccessException} or Spring Data's
 * {@link org.springframework.data.redis.serializer.SerializationException}.
 *
 * <p>Operations of the same instance and its views go together, so have one for each Redis. A key is written by the
 * thread that asks. No method takes null: it is refused with an {@link IllegalArgumentException}. Thread-safe, if the
 * serializers are.
 *
 * @param <V> the type of the values
 */
public final class RedisBatch<V> {

    private final Operations<V> operations;
    private final Map<Class<?>, RedisBatch<?>> jsonViews;

    private RedisBatch(RedisValues<V> values, Map<Class<?>, RedisBatch<?>> jsonViews) {
        this.operations = new Operations<>(values);
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
     * Begins with batched access that has options.
     *
     * @param redis has the connection factory and the serializers that are used
     * @return a builder
     */
    public static Builder builder(StringRedisTemplate redis) {
        return new Builder(Checks.notNull(redis, "RedisBatch.builder", "a template"));
    }

    /**
     * A view of the same Redis with values of another type. Their operations go into the same batches. Keep it: reads
     * of one key through two views are sent once each.
     *
     * @param <U> the type of the values
     * @param serializer reads and writes the values, also those in hashes
     * @return the view
     */
    public <U> RedisBatch<U> values(RedisSerializer<U> serializer) {
        Checks.notNull(serializer, "RedisBatch.values", "a serializer");
        return new RedisBatch<>(new RedisValues<>(operations.store(), serializer, serializer), jsonViews);
    }

    /**
     * A view of the same Redis whose values are JSON. For a mapper of your own give {@link #values} a
     * {@link org.springframework.data.redis.serializer.JacksonJsonRedisSerializer} that has it.
     *
     * @param <U> the type of the values
     * @param type the type of the values
     * @return the view, for each type always the same
     * @throws IllegalStateException if Jackson 3 is not on the class path
     */
    @SuppressWarnings("unchecked") // a view is kept under the type of its values
    public <U> RedisBatch<U> json(Class<U> type) {
        Checks.notNull(type, "RedisBatch.json", "a type");
        return (RedisBatch<U>) jsonViews.computeIfAbsent(type, any -> values(JsonSerializers.of(type)));
    }

    /**
     * Asks for the string stored under a key: {@code MGET}, one for all that a batch asks for.
     *
     * @param key the key
     * @return an operation that results in the value, or in null if there is none: if the key does not exist, and also,
     *     as {@code MGET} has it, if it holds a hash, a list or anything else that is not a string
     */
    public BatchableOperation<@Nullable V> get(String key) {
        return operations.get(key);
    }

    /**
     * Asks for the string stored under a key that must have one.
     *
     * @param key the key
     * @return a generator that results in the value, or fails with a {@link MissingKeyException} where {@link #get}
     *     results in null
     */
    public BatchGenerator<V> require(String key) {
        return operations.require(key);
    }

    /**
     * Asks whether a key exists: {@code EXISTS}.
     *
     * @param key the key
     * @return an operation that results in the answer
     */
    public BatchableOperation<Boolean> exists(String key) {
        return operations.exists(key);
    }

    /**
     * Asks for a whole hash: {@code HGETALL}.
     *
     * @param key the key
     * @return an operation that results in the values by their fields, unmodifiable, empty if the key does not exist;
     *     fails if it holds something else
     */
    public BatchableOperation<Map<String, V>> hash(String key) {
        return operations.hash(key);
    }

    /**
     * Asks for a field of a hash: {@code HMGET}, one for all fields of one hash that a batch asks for.
     *
     * @param key the key of the hash
     * @param field the field
     * @return an operation that results in the value, or in null if there is no such hash or field; fails if the key
     *     holds something else
     */
    public BatchableOperation<@Nullable V> hashField(String key, String field) {
        return operations.hashField(key, field);
    }

    /**
     * Asks for the members of a set: {@code SMEMBERS}.
     *
     * @param key the key
     * @return an operation that results in the members, unmodifiable, none if the key does not exist; fails if it holds
     *     something else
     */
    public BatchableOperation<Set<V>> members(String key) {
        return operations.members(key);
    }

    /**
     * Asks for a whole list: {@code LRANGE key 0 -1}.
     *
     * @param key the key
     * @return an operation that results in the elements, unmodifiable, none if the key does not exist; fails if it
     *     holds something else
     */
    public BatchableOperation<List<V>> list(String key) {
        return operations.list(key);
    }

    /**
     * Asks by any other command that changes nothing. It goes into the batch of the other reads.
     *
     * <pre>{@code
     * // null if there is no such key, and a failure if it holds no string
     * redis.read("GET", RedisReply::asString, "user:1"),
     * redis.read("ZSCORE", RedisReply::asDouble, "board", "Ann"),
     * redis.read("OBJECT ENCODING", RedisReply::asString, "user:1")
     * }</pre>
     *
     * <p>It is known which arguments of Redis's own commands are keys; of others the first one is taken for the key.
     * Keys are written as the template writes them. The answer is not kept, as it may depend on more than the keys.
     * Equal reads of a batch are sent once if their functions are equal too; a lambda is equal to itself only. A
     * command that waits, such as {@code XREAD BLOCK}, holds up whatever goes through the same connection.
     *
     * @param <T> the type of the answer
     * @param command the command, with its subcommand if it has one
     * @param reply makes the answer of the reply; what it throws fails this operation alone
     * @param key the first argument, mostly the key
     * @param arguments what follows: strings and numbers are sent as text, byte arrays as they are, anything else as a
     *     value of this view
     * @return an operation that results in the answer
     * @throws IllegalArgumentException if the command is empty, is known to change something, or would change the
     *     connection
     */
    public <T extends @Nullable Object> BatchableOperation<T> read(
            String command, Function<? super RedisReply, ? extends T> reply, String key, Object... arguments) {
        return operations.anyRead(command, reply, key, arguments);
    }

    /**
     * Stores a value under a key, whatever it has held: {@code SET}.
     *
     * @param key the key
     * @param value the value
     * @return an operation that results in true
     */
    public BatchableOperation<Boolean> set(String key, V value) {
        return operations.set(key, value);
    }

    /**
     * Stores a value under a key for some time: {@code SET} with {@code PX}.
     *
     * @param key the key
     * @param value the value
     * @param ttl after what time the key is gone, at least a millisecond; parts of one are cut off
     * @return an operation that results in true
     * @throws IllegalArgumentException if the time is too short
     */
    public BatchableOperation<Boolean> set(String key, V value, Duration ttl) {
        return operations.set(key, value, ttl);
    }

    /**
     * Deletes a key: {@code DEL}.
     *
     * @param key the key
     * @return an operation that results in whether there was one
     */
    public BatchableOperation<Boolean> delete(String key) {
        return operations.delete(key);
    }

    /**
     * Stores a value in a field of a hash: {@code HSET}.
     *
     * @param key the key of the hash, which is made if it does not exist
     * @param field the field
     * @param value the value
     * @return an operation that results in whether the field is new; fails if the key holds something else
     */
    public BatchableOperation<Boolean> hashPut(String key, String field, V value) {
        return operations.hashPut(key, field, value);
    }

    /**
     * Changes something by any other command. It goes into the batch of the other writes, in the order yielded.
     *
     * <pre>{@code
     * redis.write("INCRBY", RedisReply::asLong, "visits", 1),
     * redis.write("EXPIRE", RedisReply::asBoolean, "user:1", 60)
     * }</pre>
     *
     * <p>Executors that keep answers forget those of all its keys, and all of this Redis if its keys are not known. A
     * command that is known to change nothing is run in its place among the writes.
     *
     * @param <T> the type of the answer
     * @param command the command, with its subcommand if it has one
     * @param reply makes the answer of the reply; what it throws fails this operation alone, though it has been run
     * @param key the first argument, mostly the key
     * @param arguments what follows, sent as those of {@link #read} are
     * @return an operation that results in the answer
     * @throws IllegalArgumentException if the command is empty, or would change the connection, as {@code MULTI} does
     */
    public <T extends @Nullable Object> BatchableOperation<T> write(
            String command, Function<? super RedisReply, ? extends T> reply, String key, Object... arguments) {
        return operations.anyWrite(command, reply, key, arguments);
    }

    /**
     * Runs a script in Lua: {@code EVAL}. It goes into the batch of the other writes, in the order yielded.
     *
     * <p>Executors that keep answers forget those of its keys; if it has none, all of this Redis. One that changes
     * nothing may be a {@link #read} of {@code EVAL_RO}.
     *
     * @param <T> the type of the answer
     * @param script the script
     * @param reply makes the answer of the reply; what it throws fails this operation alone, though it has been run
     * @param keys all keys that it uses, on a cluster of one hash slot
     * @param arguments what else it gets, sent as those of {@link #read} are
     * @return an operation that results in the answer
     * @throws IllegalArgumentException if anything is null, also a key or an argument
     */
    public <T extends @Nullable Object> BatchableOperation<T> script(
            String script, Function<? super RedisReply, ? extends T> reply, List<String> keys, Object... arguments) {
        return operations.script(script, reply, keys, arguments);
    }

    /** Makes batched access to a Redis. Not thread-safe. */
    public static final class Builder {

        private final StringRedisTemplate redis;
        private final DriverOptions options = new DriverOptions();
        private boolean cache = true;

        private Builder(StringRedisTemplate redis) {
            this.redis = redis;
        }

        /**
         * The largest number of operations in a batch. More are split into several of the same step: through Lettuce
         * all sent at once, through other drivers one after the other.
         *
         * @param maxBatchSize at least 1; 1000 unless set
         * @return this
         */
        public Builder maxBatchSize(int maxBatchSize) {
            options.maxBatchSize = Checks.atLeastOne(maxBatchSize, "RedisBatch.Builder.maxBatchSize");
            return this;
        }

        /**
         * The time that a batch may take from when it is sent, with all its retries. What has not been answered by then
         * fails with a {@link org.springframework.dao.QueryTimeoutException}; what has been answered keeps its answer.
         * A write may have been done, or be done later. Of other drivers than Lettuce set the driver's own timeout.
         *
         * @param timeout at least a millisecond; as long as the driver waits unless set
         * @return this
         */
        public Builder timeout(Duration timeout) {
            options.timeout = Checks.atLeastAMillisecond(timeout, "RedisBatch.Builder.timeout", "a time limit");
            return this;
        }

        /**
         * The policy by which reads are sent again whose connection failed with a
         * {@link org.springframework.data.redis.RedisConnectionFailureException}. For other failures the policy is not
         * asked, and writes are never sent again.
         *
         * @param policy how often, and after what delay; through Lettuce the delay blocks nobody
         * @return this
         */
        public Builder retry(RetryPolicy policy) {
            options.retry = new ConnectionFailures(Checks.notNull(policy, "RedisBatch.Builder.retry", "a policy"));
            return this;
        }

        /**
         * Sets if executors that keep answers keep those of this Redis too.
         *
         * @param cache true unless set
         * @return this
         */
        public Builder cache(boolean cache) {
            this.cache = cache;
            return this;
        }

        /**
         * Makes it, with strings as values.
         *
         * @return a new instance
         * @throws IllegalStateException if there is a timeout and the driver blocks, or the template has no connection
         *     factory
         */
        public RedisBatch<String> build() {
            return new RedisBatch<>(RedisValues.of(redis, options, cache), new ConcurrentHashMap<>());
        }
    }
}
