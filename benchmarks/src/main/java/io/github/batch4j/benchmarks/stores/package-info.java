/**
 * What the adapters cost on real servers, beside code that is written by hand.
 *
 * <p>{@code StoreSettings} start the {@code Servers}, a Redis and a PostgreSQL on this machine, with a {@code DelayingProxy}
 * before them where a network is to be between. {@code RedisStore} and {@code JdbcStore} hold the forms that are compared.
 */
@NullMarked
package io.github.batch4j.benchmarks.stores;

import org.jspecify.annotations.NullMarked;
