/**
 * The surroundings of the sample: its stores, their data, error answers and the first line of the log.
 *
 * <p>{@code RedisSeeder} and {@code DatabaseSeeder} write {@code SampleUsers} at startup; read them for keys and
 * columns. {@code ProblemHandler} answers errors. Without another Redis configured,
 * {@code EmbeddedRedisConfiguration} starts one; without another database, Spring Boot starts an H2 in memory. An
 * application with stores of its own keeps {@code RedisClientConfiguration} and {@code PostgresClientConfiguration}
 * at most.
 */
@NullMarked
package io.github.batch4j.sample.infrastructure;

import org.jspecify.annotations.NullMarked;
