package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;

/** A query by many keys, in the form that the database takes. */
sealed interface KeyStatement permits ArrayStatement, ListStatement {

    static KeyStatement of(Dialect dialect, QuerySource source, KeyColumns<?> keys, RowReducer<?> rows) {
        String text = source.sql(dialect, keys, rows);
        return keys.areArrays(dialect)
                ? new ArrayStatement(text, keys, dialect.maxInArray())
                : ListStatement.of(text, keys, dialect, source);
    }

    /** The largest number of keys in one statement. */
    int maxKeys();

    /** Runs the query for some keys, with the values of the other parameters by name. */
    void query(
            Database database, List<?> asked, Map<String, ?> arguments, ResultSetExtractor<@Nullable Void> extractor);
}
