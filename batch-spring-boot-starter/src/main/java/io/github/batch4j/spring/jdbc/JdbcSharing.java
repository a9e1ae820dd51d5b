package io.github.batch4j.spring.jdbc;

/**
 * The extent to which a loader shares its queries with other executions that are under way at the same time, as in
 * other requests. Nothing is shared within a transaction.
 *
 * @see JdbcKeyedQuery#sharing
 * @see JdbcBatch.Builder#shareQueries
 */
public enum JdbcSharing {
    /** Each execution has queries of its own. */
    NONE,

    /**
     * A query may ask for the keys of several executions. Each row is read once, and mapped once for each execution
     * that has asked for its key, with the thread-bound values of that execution. That may be on the thread of another.
     */
    QUERIES,

    /**
     * A query may ask for the keys of several executions, and those that have asked for the same key get the same
     * object. Rows are mapped with the thread-bound values of one of the executions: for objects that nobody changes,
     * and mappers that do not depend on the login, the request or any other value of the thread.
     */
    ANSWERS
}
