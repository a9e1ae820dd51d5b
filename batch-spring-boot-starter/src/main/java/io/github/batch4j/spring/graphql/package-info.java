/**
 * The bridge to GraphQL: {@link io.github.batch4j.spring.graphql.BatchInstrumentation} executes the generators that
 * data fetchers return, {@link io.github.batch4j.spring.graphql.SideBySide} marks controller methods that block and are
 * batched all the same, {@link io.github.batch4j.spring.graphql.DataLoaders} makes a loader usable as one of
 * java-dataloader, and {@link io.github.batch4j.spring.graphql.DataLoaderBatch} the reverse.
 *
 * <p>The package-private types: a {@code FieldExecution} is one execution of a GraphQL operation, with the
 * {@code FieldValue}s that it waits for; {@code FieldResults} finds the generators in what data fetchers return;
 * {@code Selections} knows which fields lead to more; {@code ExecutionContexts} are the thread-bound values of an
 * execution, {@code SpringContexts} those of Spring; {@code ControllerMethods} knows the marked ones.
 */
@NullMarked
package io.github.batch4j.spring.graphql;

import org.jspecify.annotations.NullMarked;
