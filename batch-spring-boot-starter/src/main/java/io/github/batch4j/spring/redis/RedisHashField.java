package io.github.batch4j.spring.redis;

import org.jspecify.annotations.Nullable;

/** Asks for a field of a hash; those of one hash in a batch are one {@code HMGET}. */
record RedisHashField<V>(RedisValues<V> values, RedisArgument.Key key, RedisArgument.Field field)
        implements RedisOperation<@Nullable V> {

    @Override
    public RedisStore store() {
        return values.store();
    }

    @Override
    public void join(Exchange exchange) {
        exchange.hashField(key, field.bytes());
    }

    @Override
    public @Nullable V answer(@Nullable Object reply) {
        return RedisValues.read(values.hashes(), reply, this);
    }

    @Override
    public @Nullable Object reads() {
        return store().read(key.key());
    }

    @Override
    public String toString() {
        return "HMGET " + key + " (and 1 argument)";
    }
}
