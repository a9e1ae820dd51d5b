/**
 * Batched access to Redis: {@link io.github.batch4j.spring.redis.RedisBatch} hands out the operations.
 *
 * <p>Package-private beside it stand the operation, {@code RedisGet}, and its two batchers: {@code ReactiveMget}, which
 * does not block while Redis answers, and {@code BlockingMget}, which does.
 */
@NullMarked
package io.github.batch4j.spring.redis;

import org.jspecify.annotations.NullMarked;
