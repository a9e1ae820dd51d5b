package io.github.batch4j.spring.redis;

import io.github.batch4j.spring.support.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.StringRedisSerializer;

/**
 * A read of one string; those of a batch share an {@code MGET}. Prints as its key alone: most batches hold no others.
 */
record RedisGet<V>(RedisValues<V> values, Object key) implements RedisOperation<@Nullable V> {

    @Override
    public RedisBatchers batchers() {
        return values.batchers();
    }

    @Override
    public void addTo(CommandPlan plan) {
        plan.get(key);
    }

    @Override
    public @Nullable V answer(@Nullable Object reply) {
        return RedisValues.read(values.strings(), reply, this);
    }

    @Override
    @SuppressWarnings("unchecked") // its serializer makes strings
    public @Nullable V answer(List<? extends @Nullable Object> elements, int element) {
        return elements instanceof PackedStrings strings
                        && (RedisSerializer<?>) values.strings() == StringRedisSerializer.UTF_8
                ? (V) strings.text(element)
                : answer(elements.get(element));
    }

    @Override
    public @Nullable Object reads() {
        return values.store().cacheKey(key);
    }

    /** The hash of the key alone, which a string caches. */
    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public Object asksFor() {
        return key;
    }

    @Override
    public String toString() {
        return Shown.key(key.toString());
    }
}
