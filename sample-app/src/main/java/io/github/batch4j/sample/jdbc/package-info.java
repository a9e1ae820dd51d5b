/**
 * The sample's database: Spring Boot brings up an H2 in memory, unless {@code spring.datasource.url} says where another is.
 *
 * <p>Nothing here is about batches. An application with a PostgreSQL keeps {@code PostgresClientConfiguration} at most.
 */
@NullMarked
package io.github.batch4j.sample.jdbc;

import org.jspecify.annotations.NullMarked;
