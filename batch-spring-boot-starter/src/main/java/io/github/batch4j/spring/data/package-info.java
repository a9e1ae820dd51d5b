/** Loaders of Spring Data's repositories: {@link io.github.batch4j.spring.data.RepositoryLoader} makes them. */
@NullMarked
package io.github.batch4j.spring.data;

import org.jspecify.annotations.NullMarked;
