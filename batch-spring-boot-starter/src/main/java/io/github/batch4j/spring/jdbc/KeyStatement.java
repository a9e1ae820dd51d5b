package io.github.batch4j.spring.jdbc;

/** A query by many keys, in the form that the database takes. */
sealed interface KeyStatement permits ListStatement, NumberedStatement {

    /**
     * Makes the statement of a query.
     *
     * @param name the name of the query, for messages
     */
    static KeyStatement of(Dialect dialect, QuerySource source, KeyColumns<?> keys, RowReducer<?> rows, String name) {
        return source instanceof TableSource table
                ? new TableQuery(table, dialect, keys, rows).statement()
                : of(dialect, (TextSource) source, keys, name);
    }

    private static KeyStatement of(Dialect dialect, TextSource text, KeyColumns<?> keys, String name) {
        JoinableText joinable = text.joinable();
        KeyRelation relation =
                joinable == null || joinable.columns().size() != keys.count() ? null : KeyForms.of(dialect, keys, null);
        if (joinable == null || relation == null) {
            return ListStatement.of(text, keys, dialect, name);
        }
        return new NumberedStatement(
                length -> joinable.with(relation, length),
                relation,
                relation.maxKeys(text.arguments().size()),
                // MySQL compares some texts with a parameter only, and fails if it has to with a derived table
                dialect.dbms().isMySql() ? ListStatement.of(text, keys, dialect, name) : null);
    }

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
