/**
 * Batched access to a database. {@link io.github.batch4j.spring.jdbc.JdbcBatch} is the entry point.
 *
 * <ul>
 *   <li>Reads: {@link io.github.batch4j.spring.jdbc.JdbcTable} is a query of a table,
 *       {@link io.github.batch4j.spring.jdbc.JdbcQuery} one with a text, which is asked as it is or by key. With a key
 *       either is a {@link io.github.batch4j.spring.jdbc.JdbcKeyedQuery}, which makes a
 *       {@link io.github.batch4j.spring.jdbc.JdbcLoader}. Its queries may be shared with other executions, by a
 *       {@link io.github.batch4j.spring.jdbc.JdbcSharing}.
 *   <li>Writes: {@link io.github.batch4j.spring.jdbc.JdbcUpdate} and
 *       {@link io.github.batch4j.spring.jdbc.JdbcInsert};
 *       {@link io.github.batch4j.spring.jdbc.WriteOutcomeUnknownException} is the failure of a write that may be there.
 * </ul>
 *
 * <p>The package-private types: {@code Database} has the template and the options, the {@code Dialect} of the product,
 * and {@code Statements}, which run with the settings of the template.
 *
 * <ul>
 *   <li>Queries by key: a {@code QuerySource} is a {@code TableSource} with {@code Identifiers}, or a
 *       {@code TextSource} in whose {@code SqlTokens} there are no {@code WholeBatchClauses}; {@code Arguments} are the
 *       values of its parameters. {@code KeyColumns} are the columns of a key, with a {@code KeyType} each.
 *       {@code LoadPlan} gets a {@code KeyStatement} of them from {@code KeyStatements}.
 *   <li>Statements with numbered keys: {@code KeyForms} chooses a {@code KeyRelation} for the {@code Dialect} of the
 *       {@code Dbms}: {@code KeyArrays}, {@code KeyRows} typed by {@code TableColumns}, or a {@code KeyDocument}.
 *       {@code TableQuery} joins it, and so does {@code JoinableText} if {@code in (:keys)} is a
 *       {@code ConjunctOfWhere}; the {@code NumberedStatement} runs the join with {@code SentValues}.
 *   <li>Statements without numbered keys: a text that cannot be joined is a {@code ListStatement}, and so are reads of
 *       types that need no join; its {@code MatchedRows} find the {@code FoundColumns} of the key and beware of
 *       {@code LookAlikes}. The text of either kind is a {@code KeyText}.
 *   <li>Answers by key: {@code LoadBatcher} runs a batch of {@code LoadOperation}s, in halves after a
 *       {@code KeyFailure}. {@code RowsOfKeys} adds each row to a {@code RowReducer}, by way of a {@code TypeMapper} or
 *       {@code OneColumn}.
 *   <li>Queries of several executions: {@code SharedQueries} chooses those that are shared, {@code RowsPerAsker} maps
 *       their rows for each execution, unless they are of {@code SharableTypes}.
 *   <li>Single queries: {@code QueryBatcher} runs a {@code QueryOperation}. No text of a query has
 *       {@code WriteClauses}.
 *   <li>Writes: {@code WriteBatcher} runs a batch of {@code WriteOperation}s of a {@code StatementText} with
 *       {@code WriteValues}, by a {@code WriteAttempt}, and again in halves if there are {@code WriteFailures}.
 *       Texts with {@code ReturnedRows} are refused.
 *       {@code WriteSupport} is the behaviour of the product, {@code Undo} takes a failed batch back.
 *       {@code WrittenKeys} assigns a {@code GeneratedKey} to each insert, and a {@code WriteOutcome} is that of one.
 *   <li>Transactions: {@code LastCommit} is the mark until which answers are kept, {@code EntityManagers} are those of
 *       JPA in the transaction. {@code Routing} recognises data sources that lead to several databases.
 *   <li>{@code MapKey} and {@code KeyOrder} find keys that share a hash code, {@code Bytes} is an array with equality.
 *   <li>{@code SqlCauses} look into failures, and {@code Conversion} converts values.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.NullMarked;
