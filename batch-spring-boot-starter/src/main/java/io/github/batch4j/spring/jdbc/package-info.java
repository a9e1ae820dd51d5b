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
 * <p>Package-private beside them: {@code Database} is what is asked and how, in the {@code Dialect} of its product, by
 * {@code Statements} with the settings of the template.
 *
 * <ul>
 *   <li>What is asked: {@code QuerySource} makes the SQL, from {@code TableSource} with {@code Identifiers}, or from
 *       {@code TextSource}, in whose {@code SqlTokens} there are no {@code WholeBatchClauses}. {@code Arguments} are
 *       the values beside the keys. {@code KeyColumns} are those of a key, with a {@code KeyType} each.
 *       {@code LoadPlan} has them in a {@code KeyStatement}, which is an {@code ArrayStatement} or a
 *       {@code ListStatement}.
 *   <li>What comes of it: {@code LoadBatcher} runs a batch of {@code LoadOperation}s. {@code RowsOfKeys} finds the
 *       {@code FoundColumns} of the key and gives each row to {@code RowUse}, by {@code OneColumn} if it is one, and
 *       {@code FoundRows} those of a key to who has asked for it.
 *   <li>Writes: {@code WriteBatcher} runs a batch of {@code WriteOperation}s of a {@code WriteStatement}.
 *       {@code GeneratedKey} finds what each has been given, {@code BatchFailure} tells which have failed.
 *   <li>Transactions: {@code LastCommit} is what answers are kept until, {@code EntityManagers} are those of JPA that
 *       take part. {@code Routing} knows data sources that lead to several databases.
 *   <li>{@code MapKey} and {@code KeyOrder} find keys that share a hash code.
 *   <li>{@code Checks} are those of arguments, {@code Shown} is a key in a message, and {@code Conversion} makes values
 *       of another type.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.NullMarked;
