package io.github.batch4j.spring.jdbc;

/** A query by many keys, in the form that the database takes. */
sealed interface KeyStatement permits ListStatement, NumberedStatement {

    /** The largest number of keys in one statement. */
    int maxKeys();

    /**
     * Runs the query.
     *
     * @param from the index of the first key that is asked for
     * @param to the index after the last
     */
    void query(Statements statements, Arguments arguments, RowsOfKeys<?> rows, int from, int to);
}
