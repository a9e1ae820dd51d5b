/**
 * The bridge to GraphQL: {@link io.github.batch4j.spring.graphql.BatchInstrumentation} executes the generators that data
 * fetchers return, {@link io.github.batch4j.spring.graphql.SideBySide} marks controller methods that block and are
 * batched all the same, and {@link io.github.batch4j.spring.graphql.DataLoaders} makes a loader of one library usable as
 * a loader of the other.
 *
 * <p>The package-private types: a {@code FieldExecution} is one execution of a GraphQL operation, with the
 * {@code FieldValue}s that it waits for; {@code FieldResults} finds the generators in what data fetchers return;
 * {@code ExecutionContexts} are the thread-bound values of an execution; {@code SideBySideVisitor} makes bodies of
 * controller methods.
 */
@NullMarked
package io.github.batch4j.spring.graphql;

import org.jspecify.annotations.NullMarked;
