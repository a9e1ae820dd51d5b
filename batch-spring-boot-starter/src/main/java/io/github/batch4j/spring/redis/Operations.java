package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.redis.RedisCommand.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the operations of a view, of arguments that it checks first. */
final class Operations<V> {

    private static final List<RedisArgument> NONE = List.of();
    private static final List<RedisArgument> WHOLE_LIST =
            List.of(new RedisArgument.Text("0"), new RedisArgument.Text("-1"));

    private final RedisStore store;
    private final RedisValues<V> values;
    private final Function<RedisReply, Map<String, V>> toMap;
    private final Function<RedisReply, Set<V>> toSet;
    private final Function<RedisReply, List<V>> toList;

    Operations(RedisValues<V> values) {
        this.store = values.store();
        this.values = values;
        this.toMap = new Decoders.ToMap<>(store.fields(), values.hashes());
        this.toSet = new Decoders.ToSet<>(values.strings());
        this.toList = new Decoders.ToList<>(values.strings());
    }

    RedisStore store() {
        return store;
    }

    BatchableOperation<@Nullable V> get(String key) {
        return new RedisGet<>(values, Checks.notNull(key, "RedisBatch.get", "a key"));
    }

    BatchGenerator<V> require(String key) {
        Checks.notNull(key, "RedisBatch.require", "a key");
        return new RedisGet<>(values, key).map(value -> {
            if (value == null) {
                throw new MissingKeyException(store.reads.name(), key);
            }
            return value;
        });
    }

    BatchableOperation<Boolean> exists(String key) {
        Checks.notNull(key, "RedisBatch.exists", "a key");
        return read(CommandName.EXISTS, key, NONE, Decoders.YES_OR_NO);
    }

    BatchableOperation<Map<String, V>> hash(String key) {
        Checks.notNull(key, "RedisBatch.hash", "a key");
        return read(CommandName.HGETALL, key, NONE, toMap);
    }

    BatchableOperation<@Nullable V> hashField(String key, String field) {
        Checks.notNull(key, "RedisBatch.hashField", "a key");
        return new RedisHashField<>(values, key, Checks.notNull(field, "RedisBatch.hashField", "a field"));
    }

    BatchableOperation<Set<V>> members(String key) {
        Checks.notNull(key, "RedisBatch.members", "a key");
        return read(CommandName.SMEMBERS, key, NONE, toSet);
    }

    BatchableOperation<List<V>> list(String key) {
        Checks.notNull(key, "RedisBatch.list", "a key");
        return read(CommandName.LRANGE, key, WHOLE_LIST, toList);
    }

    private <T> BatchableOperation<T> read(
            CommandName command, String key, List<RedisArgument> arguments, Function<RedisReply, T> reply) {
        return new RedisCommand<>(store, Effect.READS_ITS_KEY, command, key, arguments, 0, reply);
    }

    BatchableOperation<Boolean> set(String key, V value) {
        Checks.notNull(key, "RedisBatch.set", "a key");
        Checks.notNull(value, "RedisBatch.set", "a value");
        return write(CommandName.SET, key, List.of(new RedisArgument.Value<>(values.strings(), value)), Decoders.DONE);
    }

    BatchableOperation<Boolean> set(String key, V value, Duration ttl) {
        Checks.notNull(key, "RedisBatch.set", "a key");
        Checks.notNull(value, "RedisBatch.set", "a value");
        Checks.atLeastAMillisecond(ttl, "RedisBatch.set", "a time to live");
        List<RedisArgument> arguments = List.of(
                new RedisArgument.Value<>(values.strings(), value),
                new RedisArgument.Text("PX"),
                new RedisArgument.Text(Long.toString(TimeUnit.MILLISECONDS.convert(ttl))));
        return write(CommandName.SET, key, arguments, Decoders.DONE);
    }

    BatchableOperation<Boolean> delete(String key) {
        Checks.notNull(key, "RedisBatch.delete", "a key");
        return write(CommandName.DEL, key, NONE, Decoders.YES_OR_NO);
    }

    BatchableOperation<Boolean> hashPut(String key, String field, V value) {
        Checks.notNull(key, "RedisBatch.hashPut", "a key");
        Checks.notNull(field, "RedisBatch.hashPut", "a field");
        Checks.notNull(value, "RedisBatch.hashPut", "a value");
        List<RedisArgument> arguments =
                List.of(new RedisArgument.Field(store, field), new RedisArgument.Value<>(values.hashes(), value));
        return new RedisCommand<>(store, Effect.WRITES, CommandName.HSET, key, arguments, 1, Decoders.YES_OR_NO);
    }

    private BatchableOperation<Boolean> write(
            CommandName command, String key, List<RedisArgument> arguments, Function<RedisReply, Boolean> reply) {
        return new RedisCommand<>(store, Effect.WRITES, command, key, arguments, 0, reply);
    }

    <T extends @Nullable Object> BatchableOperation<T> any(
            String method,
            Effect effect,
            String command,
            Function<? super RedisReply, ? extends T> reply,
            String key,
            Object... arguments) {
        CommandName name = CommandName.of(command, method);
        Checks.notNull(reply, method, "a function of the reply");
        Checks.notNull(key, method, "a key");
        List<RedisArgument> list = RedisArgument.of(values, arguments, method);
        return new RedisCommand<>(store, effect, name, key, list, list.size(), reply);
    }
}
