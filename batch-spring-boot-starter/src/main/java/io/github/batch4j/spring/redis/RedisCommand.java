package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command of its own.
 *
 * @param arguments what follows its name, keys as such
 * @param reply makes the answer of the reply; part of the equality, so one that has none keeps reads from being merged
 */
record RedisCommand<T extends @Nullable Object>(
        RedisStore store,
        Effect effect,
        CommandName command,
        List<RedisArgument> arguments,
        Function<? super RedisReply, ? extends T> reply)
        implements RedisOperation<T> {

    RedisCommand {
        if (effect == Effect.WRITES_ANYTHING) {
            store.expectWritesOfAnything();
        }
    }

    /** The effect on the store. */
    enum Effect {
        READS_ITS_KEY,
        /** Reads its keys and perhaps more, so its answer is not kept. */
        READS,
        WRITES_KEYS,
        /** Changes keys that are not known. */
        WRITES_ANYTHING,
        /** Is run as a write, each time and in the order of the writes, but changes no key. */
        WRITES_NOTHING;

        boolean isWrite() {
            return this != READS_ITS_KEY && this != READS;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // as for all operations
    public Batcher<?, ? extends T> batcher() {
        return effect.isWrite() ? (Batcher<?, T>) store.writes : RedisOperation.super.batcher();
    }

    @Override
    public boolean mergeable() {
        return !effect.isWrite();
    }

    @Override
    public @Nullable Object reads() {
        return effect == Effect.READS_ITS_KEY ? store.read(keys().get(0)) : null;
    }

    @Override
    public @Nullable Object writes() {
        return switch (effect) {
            case WRITES_KEYS -> RedisStore.written(keys());
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
    public void join(Exchange exchange) {
        Call call = new Call(command, this);
        for (RedisArgument argument : arguments) {
            if (argument instanceof RedisArgument.Key key) {
                call.addKey(key.bytes());
            } else {
                call.add(argument.bytes());
            }
        }
        if (effect.isWrite()) {
            exchange.write(call, effect == Effect.WRITES_ANYTHING);
        } else {
            exchange.command(call);
        }
    }

    @Override
    public T answer(@Nullable Object raw) {
        return reply.apply(new RedisReply(this, raw));
    }

    @Override
    public String toString() {
        return Shown.command(command, arguments);
    }
}
