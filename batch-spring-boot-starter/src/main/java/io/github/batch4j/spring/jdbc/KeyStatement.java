package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;

/** A query for many keys, as the database takes it. */
sealed interface KeyStatement permits ArrayStatement, ListStatement {

    static KeyStatement of(Dialect dialect, QuerySource source, KeyColumns<?> keys, RowUse<?> use) {
        String text = source.sql(dialect, keys, use);
        return keys.areArrays(dialect)
                ? new ArrayStatement(text, keys, dialect.maxInArray())
                : ListStatement.of(text, keys, dialect, source);
    }

    /** How many keys it can ask for. */
    int maxKeys();

    /** Asks for some keys, with the values of the other parameters by their names. */
    void query(
            Database database, List<?> asked, Map<String, ?> arguments, ResultSetExtractor<@Nullable Void> extractor);
}
