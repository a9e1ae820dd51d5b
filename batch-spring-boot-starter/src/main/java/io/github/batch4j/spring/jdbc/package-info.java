/**
 * Batched access to a database: {@link io.github.batch4j.spring.jdbc.JdbcBatch} is where it begins.
 *
 * <ul>
 *   <li>Reads: {@link io.github.batch4j.spring.jdbc.JdbcQuery} says where rows come from,
 *       {@link io.github.batch4j.spring.jdbc.JdbcKeyedQuery} what their key is and what is made of them, and
 *       {@link io.github.batch4j.spring.jdbc.JdbcLoader} hands out the operations.
 *   <li>Writes: {@link io.github.batch4j.spring.jdbc.JdbcUpdate} and
 *       {@link io.github.batch4j.spring.jdbc.JdbcInsert}.
 * </ul>
 *
 * <p>Package-private beside them: {@code Database} is what is asked and how, in the {@code Dialect} of its product.
 * {@code QuerySource} makes the SQL, from {@code TableSource} with {@code Identifiers}, or from {@code TextSource};
 * {@code KeyColumns} reads keys by their {@code KeyType}s, {@code AskedKeys} finds who has asked for one. {@code LoadPlan}
 * brings them together in a {@code KeyStatement}, which is an {@code ArrayStatement} or a {@code ListStatement}; {@code LoadBatcher} runs a batch of {@code LoadOperation}s, whose rows {@code RowsOfKeys} hands out
 * to {@code RowUse}. {@code WriteBatcher} runs a batch of {@code WriteOperation}s of a {@code WriteStatement}, {@code GeneratedKey} finds what
 * each has been given, and {@code BatchFailure} tells which have failed. {@code Checks} are those of arguments.
 */
@NullMarked
package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.NullMarked;
