package io.github.batch4j.spring.redis;

import org.jspecify.annotations.Nullable;

/** Asks for a field of a hash; those of one hash in a batch are one {@code HMGET}. */
record RedisHashField<V>(RedisValues<V> values, String key, String field) implements RedisOperation<@Nullable V> {

    @Override
    public RedisStore store() {
        return values.store();
    }

    @Override
    public void join(Exchange exchange) {
        exchange.hashField(key, store().keyBytes(key), store().fieldBytes(field));
    }

    @Override
    public @Nullable V answer(@Nullable Object reply) {
        return RedisValues.read(values.hashes(), reply, this);
    }

    @Override
    public String toString() {
        return "HMGET " + key + " " + field;
    }
}
