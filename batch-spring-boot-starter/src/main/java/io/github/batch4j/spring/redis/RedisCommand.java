package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command of its own.
 *
 * @param arguments what follows the key
 * @param shown how many of them are printed; the others may be large
 * @param reply makes the answer of the reply; part of the equality, so one that has none keeps reads from being merged
 */
record RedisCommand<T extends @Nullable Object>(
        RedisStore store,
        Effect effect,
        CommandName command,
        String key,
        List<RedisArgument> arguments,
        int shown,
        Function<? super RedisReply, ? extends T> reply)
        implements RedisOperation<T> {

    /** What it does to the store. */
    enum Effect {
        READS_ITS_KEY,
        /** What else it may read is not known, so its answer is not kept. */
        READS,
        WRITES
    }

    @Override
    @SuppressWarnings("unchecked") // as for all operations
    public Batcher<?, ? extends T> batcher() {
        return effect == Effect.WRITES ? (Batcher<?, T>) store.writes : RedisOperation.super.batcher();
    }

    @Override
    public boolean mergeable() {
        return effect != Effect.WRITES;
    }

    @Override
    public @Nullable Object reads() {
        return effect == Effect.READS_ITS_KEY ? store.read(key) : null;
    }

    @Override
    public @Nullable Object writes() {
        return effect == Effect.WRITES ? store.written(key) : null;
    }

    @Override
    public void join(Exchange exchange) {
        Call call = new Call(command, this, store.keyBytes(key));
        for (RedisArgument argument : arguments) {
            call.add(argument.bytes());
        }
        if (effect == Effect.WRITES) {
            exchange.write(call);
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
        StringBuilder text = new StringBuilder().append(command).append(' ').append(key);
        arguments.subList(0, shown).forEach(argument -> text.append(' ').append(argument));
        return text.toString();
    }
}
