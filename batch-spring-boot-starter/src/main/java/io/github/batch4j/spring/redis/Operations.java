package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.redis.RedisCommand.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the operations of a view, of arguments that it checks first. */
final class Operations<V> {

    private static final RedisArgument FIRST = new RedisArgument.Text("0");
    private static final RedisArgument LAST = new RedisArgument.Text("-1");
    private static final RedisArgument MILLISECONDS = new RedisArgument.Text("PX");

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
        return new RedisGet<>(values, store.key(Checks.notNull(key, "RedisBatch.get", "a key")));
    }

    BatchGenerator<V> require(String key) {
        Checks.notNull(key, "RedisBatch.require", "a key");
        return new RedisGet<>(values, store.key(key)).map(value -> {
            if (value == null) {
                throw new MissingKeyException(store.reads.name(), key);
            }
            return value;
        });
    }

    BatchableOperation<Boolean> exists(String key) {
        Checks.notNull(key, "RedisBatch.exists", "a key");
        return read(CommandName.EXISTS, List.of(keyOf(key)), Decoders.YES_OR_NO);
    }

    BatchableOperation<Map<String, V>> hash(String key) {
        Checks.notNull(key, "RedisBatch.hash", "a key");
        return read(CommandName.HGETALL, List.of(keyOf(key)), toMap);
    }

    BatchableOperation<@Nullable V> hashField(String key, String field) {
        Checks.notNull(key, "RedisBatch.hashField", "a key");
        Checks.notNull(field, "RedisBatch.hashField", "a field");
        return new RedisHashField<>(values, keyOf(key), new RedisArgument.Field(store.field(field)));
    }

    BatchableOperation<Set<V>> members(String key) {
        Checks.notNull(key, "RedisBatch.members", "a key");
        return read(CommandName.SMEMBERS, List.of(keyOf(key)), toSet);
    }

    BatchableOperation<List<V>> list(String key) {
        Checks.notNull(key, "RedisBatch.list", "a key");
        return read(CommandName.LRANGE, List.of(keyOf(key), FIRST, LAST), toList);
    }

    private RedisArgument.Key keyOf(String key) {
        return new RedisArgument.Key(store.key(key));
    }

    private <T> BatchableOperation<T> read(
            CommandName command, List<RedisArgument> arguments, Function<RedisReply, T> reply) {
        return new RedisCommand<>(store, Effect.READS_ITS_KEY, command, arguments, reply);
    }

    BatchableOperation<Boolean> set(String key, V value) {
        Checks.notNull(key, "RedisBatch.set", "a key");
        Checks.notNull(value, "RedisBatch.set", "a value");
        return write(
                CommandName.SET,
                List.of(keyOf(key), new RedisArgument.Value<>(values.strings(), value)),
                Decoders.DONE);
    }

    BatchableOperation<Boolean> set(String key, V value, Duration ttl) {
        Checks.notNull(key, "RedisBatch.set", "a key");
        Checks.notNull(value, "RedisBatch.set", "a value");
        Checks.atLeastAMillisecond(ttl, "RedisBatch.set", "a time to live");
        List<RedisArgument> arguments = List.of(
                keyOf(key),
                new RedisArgument.Value<>(values.strings(), value),
                MILLISECONDS,
                new RedisArgument.Text(Long.toString(TimeUnit.MILLISECONDS.convert(ttl))));
        return write(CommandName.SET, arguments, Decoders.DONE);
    }

    BatchableOperation<Boolean> delete(String key) {
        Checks.notNull(key, "RedisBatch.delete", "a key");
        return write(CommandName.DEL, List.of(keyOf(key)), Decoders.YES_OR_NO);
    }

    BatchableOperation<Boolean> hashPut(String key, String field, V value) {
        Checks.notNull(key, "RedisBatch.hashPut", "a key");
        Checks.notNull(field, "RedisBatch.hashPut", "a field");
        Checks.notNull(value, "RedisBatch.hashPut", "a value");
        List<RedisArgument> arguments = List.of(
                keyOf(key),
                new RedisArgument.Field(store.field(field)),
                new RedisArgument.Value<>(values.hashes(), value));
        return write(CommandName.HSET, arguments, Decoders.YES_OR_NO);
    }

    private BatchableOperation<Boolean> write(
            CommandName command, List<RedisArgument> arguments, Function<RedisReply, Boolean> reply) {
        return new RedisCommand<>(store, Effect.WRITES_KEYS, command, arguments, reply);
    }

    <T extends @Nullable Object> BatchableOperation<T> anyRead(
            String command, Function<? super RedisReply, ? extends T> reply, String key, Object... arguments) {
        String method = "RedisBatch.read";
        CommandLine line = line(method, command, reply, key, arguments);
        line.checkAsRead(method);
        return new RedisCommand<>(store, Effect.READS, line.name(), line.arguments(), reply);
    }

    <T extends @Nullable Object> BatchableOperation<T> anyWrite(
            String command, Function<? super RedisReply, ? extends T> reply, String key, Object... arguments) {
        String method = "RedisBatch.write";
        CommandLine line = line(method, command, reply, key, arguments);
        line.checkAsWrite(method);
        return new RedisCommand<>(store, line.effectAsWrite(), line.name(), line.arguments(), reply);
    }

    private CommandLine line(
            String method, String command, @Nullable Object reply, String key, @Nullable Object... arguments) {
        Checks.notNull(command, method, "a command");
        Checks.notNull(reply, method, "a function of the reply");
        Checks.notNull(key, method, "a key");
        return CommandLine.of(store, command, key, RedisArgument.of(values, arguments, method), method);
    }

    <T extends @Nullable Object> BatchableOperation<T> script(
            String script, Function<? super RedisReply, ? extends T> reply, List<String> keys, Object... arguments) {
        String method = "RedisBatch.script";
        Checks.notNull(script, method, "a script");
        Checks.notNull(reply, method, "a function of the reply");
        List<RedisArgument> line = new ArrayList<>();
        line.add(new RedisArgument.Text(script));
        line.add(new RedisArgument.Text(
                Integer.toString(Checks.notNull(keys, method, "a list of keys").size())));
        for (String key : keys) {
            line.add(keyOf(Checks.notNull(key, method, "keys that are not null")));
        }
        line.addAll(RedisArgument.of(values, arguments, method));
        Effect effect = keys.isEmpty() ? Effect.WRITES_ANYTHING : Effect.WRITES_KEYS;
        return new RedisCommand<>(store, effect, CommandName.EVAL, List.copyOf(line), reply);
    }
}
