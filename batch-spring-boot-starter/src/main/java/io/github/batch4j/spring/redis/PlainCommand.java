package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.support.Checks;
import io.github.batch4j.spring.support.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command whose answer is the reply itself. It is sent as a call of its own.
 *
 * @param arguments everything after the name, with keys marked as such
 */
record PlainCommand(
        RedisStore store, RedisBatchers batchers, Effect effect, CommandName name, List<RedisArgument> arguments)
        implements RedisOperation<RedisReply>, RedisCommand {

    /** The number of keys that are shown in messages and traces. */
    private static final int SHOWN_KEYS = 3;

    PlainCommand {
        if (effect == Effect.WRITES_ANYTHING) {
            store.expectWritesOfAnything();
        }
    }

    static PlainCommand of(RedisValues<?> values, Effect effect, CommandName name, List<RedisArgument> arguments) {
        return new PlainCommand(values.store(), values.batchers(), effect, name, arguments);
    }

    /** A read of one key, whose answer may be cached. */
    static <T> BatchableOperation<T> readOf(
            RedisValues<?> values, CommandName name, Function<RedisReply, T> decoder, List<RedisArgument> arguments) {
        return of(values, Effect.READS_ITS_KEY, name, arguments).as(decoder);
    }

    /** A write of the keys among the arguments. */
    static <T extends @Nullable Object> BatchableOperation<T> writeOf(
            RedisValues<?> values, CommandName name, Function<RedisReply, T> decoder, List<RedisArgument> arguments) {
        return of(values, Effect.WRITES_KEYS, name, arguments).as(decoder);
    }

    /** The effect on the store. */
    enum Effect {
        READS_ITS_KEY,
        /** Reads its keys and perhaps more, so its answer is not cached. */
        READS,
        WRITES_KEYS,
        /** Changes keys that are not known. */
        WRITES_ANYTHING,
        /** Is run as a write, each time and in the order of the writes, but changes no key. */
        WRITES_NOTHING
    }

    @Override
    public <T extends @Nullable Object> BatchableOperation<T> as(Function<? super RedisReply, ? extends T> function) {
        return new DecodedCommand<>(this, Checks.notNull(function, "RedisCommand.as", "a function of the reply"));
    }

    @Override
    public boolean isWrite() {
        return effect != Effect.READS_ITS_KEY && effect != Effect.READS;
    }

    /** False for commands of the application's own, some of which block, as {@code XREAD BLOCK} and scripts do. */
    @Override
    public boolean isSharable() {
        return effect == Effect.READS_ITS_KEY;
    }

    @Override
    public @Nullable Object reads() {
        return effect == Effect.READS_ITS_KEY ? store.cacheKey(keys().get(0)) : null;
    }

    @Override
    public @Nullable Object writes() {
        return switch (effect) {
            case WRITES_KEYS -> RedisStore.cacheKeys(keys());
            case WRITES_ANYTHING -> store.everything();
            default -> null;
        };
    }

    private List<Object> keys() {
        List<Object> keys = new ArrayList<>(1);
        for (RedisArgument argument : arguments) {
            if (argument instanceof RedisArgument.Key key) {
                keys.add(key.key());
            }
        }
        return keys;
    }

    @Override
    public void addTo(CommandPlan plan) {
        Call call = new Call(name, this);
        for (RedisArgument argument : arguments) {
            if (argument instanceof RedisArgument.Key key) {
                call.addKey(key.bytes());
            } else {
                call.add(argument.bytes());
            }
        }
        if (isWrite()) {
            plan.write(call, effect == Effect.WRITES_ANYTHING);
        } else {
            plan.command(call);
        }
    }

    @Override
    public RedisReply answer(@Nullable Object reply) {
        return new RedisReply(this, reply);
    }

    /** The hash of the parts in which commands of one Redis differ. */
    @Override
    public int hashCode() {
        return 31 * name.hashCode() + arguments.hashCode();
    }

    @Override
    public Object asksFor() {
        List<Object> keys = keys();
        return keys.size() == 1 ? keys.get(0) : this;
    }

    /** The command with its first keys, and the number of its other arguments. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(name);
        int keys = 0;
        for (RedisArgument argument : arguments) {
            if (argument instanceof RedisArgument.Key key && ++keys <= SHOWN_KEYS) {
                text.append(' ').append(key);
            }
        }
        int others = arguments.size() - keys;
        if (keys > SHOWN_KEYS) {
            text.append(" and ").append(Nouns.count(keys - SHOWN_KEYS, "more key"));
        }
        if (others > 0) {
            text.append(keys == 0 ? " (" : " (and ")
                    .append(Nouns.count(others, "argument"))
                    .append(')');
        }
        return text.toString();
    }
}
