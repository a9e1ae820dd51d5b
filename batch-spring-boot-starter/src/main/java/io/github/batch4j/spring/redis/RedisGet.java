package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for one key. Traces show it, after the name of the batcher, so it prints as its key alone. */
record RedisGet(Batcher<RedisGet, @Nullable String> batcher, String key)
        implements BatchableOperation<@Nullable String> {

    static List<String> keys(List<RedisGet> operations) {
        return operations.stream().map(RedisGet::key).toList();
    }

    @Override
    public String toString() {
        return key;
    }
}
