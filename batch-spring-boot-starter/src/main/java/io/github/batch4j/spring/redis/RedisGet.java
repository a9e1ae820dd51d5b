package io.github.batch4j.spring.redis;

import org.jspecify.annotations.Nullable;

/** Asks for a string; those of a batch are one {@code MGET}. Prints as its key alone: what most batches hold. */
record RedisGet<V>(RedisValues<V> values, Object key) implements RedisOperation<@Nullable V> {

    @Override
    public RedisStore store() {
        return values.store();
    }

    @Override
    public void join(Exchange exchange) {
        exchange.get(RedisStore.bytes(key));
    }

    @Override
    public @Nullable V answer(@Nullable Object reply) {
        return RedisValues.read(values.strings(), reply, this);
    }

    @Override
    public @Nullable Object reads() {
        return store().read(key);
    }

    /** Of the key alone, whose hash the string remembers. */
    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return Shown.text(key.toString());
    }
}
