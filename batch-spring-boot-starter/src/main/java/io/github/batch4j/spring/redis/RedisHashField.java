package io.github.batch4j.spring.redis;

import org.jspecify.annotations.Nullable;

/** A read of one field of a hash; those of the same hash in a batch share an {@code HMGET}. */
record RedisHashField<V>(RedisValues<V> values, RedisArgument.Key key, RedisArgument.Field field)
        implements RedisOperation<@Nullable V> {

    @Override
    public RedisBatchers batchers() {
        return values.batchers();
    }

    @Override
    public void addTo(CommandPlan plan) {
        plan.hashField(key, field.bytes());
    }

    @Override
    public @Nullable V answer(@Nullable Object reply) {
        return RedisValues.read(values.hashes(), reply, this);
    }

    @Override
    public @Nullable Object reads() {
        return values.store().cacheKey(key.key());
    }

    @Override
    public Object asksFor() {
        return key.key();
    }

    @Override
    public String toString() {
        return "HMGET " + key + " (and 1 argument)";
    }
}
