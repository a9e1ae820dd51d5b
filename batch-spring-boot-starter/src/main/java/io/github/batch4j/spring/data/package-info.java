/** Loaders for Spring Data's repositories, made by {@link io.github.batch4j.spring.data.RepositoryLoader}. */
@NullMarked
package io.github.batch4j.spring.data;

import org.jspecify.annotations.NullMarked;
