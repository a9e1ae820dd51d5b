/**
 * The sample's Redis: the application starts one of its own, unless another is configured.
 *
 * <p>Nothing here is about batches. An application with a Redis keeps {@code RedisClientConfiguration} at most.
 */
@NullMarked
package io.github.batch4j.sample.redis;

import org.jspecify.annotations.NullMarked;
