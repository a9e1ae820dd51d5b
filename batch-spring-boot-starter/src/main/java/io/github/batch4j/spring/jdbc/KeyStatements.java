package io.github.batch4j.spring.jdbc;

/** The choice of the statement of a query: joined with its keys if possible. */
final class KeyStatements {

    private KeyStatements() {}

    /**
     * Makes the statement of a query.
     *
     * @param name the name of the query, for messages
     */
    static KeyStatement of(Dialect dialect, QuerySource source, KeyColumns<?> keys, RowReducer<?> rows, String name) {
        return source instanceof TableSource table
                ? new TableQuery(table, dialect, keys, rows).statement(name)
                : ofText(dialect, (TextSource) source, keys, name);
    }

    private static KeyStatement ofText(Dialect dialect, TextSource text, KeyColumns<?> keys, String name) {
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
}
