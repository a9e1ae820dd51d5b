/**
 * Loaders of entities: {@link io.github.batch4j.spring.data.RepositoryLoader} reads by any of Spring Data's
 * repositories, {@link io.github.batch4j.spring.data.EntityLoader} by JPA's entity manager.
 *
 * <p>The package-private types: {@code FoundEntities} are those that a repository returned, {@code EntityFinder} reads
 * by Hibernate's multi-load, and {@code EntityId} is an id in maps.
 */
@NullMarked
package io.github.batch4j.spring.data;

import org.jspecify.annotations.NullMarked;
