/**
 * The cost of the adapters on real servers, beside code that is written by hand.
 *
 * <p>{@code StoreSettings} start the {@code Servers}, a Redis and a PostgreSQL on this machine, behind a {@code
 * DelayingProxy} where a network is simulated. {@code RedisStore} and {@code JdbcStore} hold the forms that are
 * compared.
 */
@NullMarked
package io.github.batch4j.benchmarks.stores;

import org.jspecify.annotations.NullMarked;
