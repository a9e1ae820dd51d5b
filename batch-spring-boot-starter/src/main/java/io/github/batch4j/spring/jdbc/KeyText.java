package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * The text of a query by key: some of its parameters are of the keys, the others are its arguments. It is parsed once,
 * unless one of the values is a list, whose length is part of the text.
 */
final class KeyText {

    private final StatementText statement;

    /** The index of the value of the keys for each parameter, -1 for an argument. */
    private final int[] keys;

    KeyText(String text) {
        this.statement = new StatementText(text);
        this.keys = statement.parameters().stream()
                .mapToInt(name -> name.startsWith(KeyRelation.PARAMETER)
                        ? Integer.parseInt(name.substring(KeyRelation.PARAMETER.length()))
                        : -1)
                .toArray();
    }

    /**
     * Runs the query.
     *
     * @param ofKeys the values of the keys, in the order of the numbers of their parameters; or one list of all
     */
    void query(
            Statements statements,
            Arguments arguments,
            @Nullable Object[] ofKeys,
            ResultSetExtractor<@Nullable Void> extractor) {
        if (!arguments.haveLists() && !(ofKeys[0] instanceof List)) {
            statements.query(statement.sql(), values(ofKeys, arguments.values()), extractor);
            return;
        }
        MapSqlParameterSource values = new MapSqlParameterSource(arguments.values());
        for (int i = 0; i < ofKeys.length; i++) {
            values.addValue(KeyRelation.PARAMETER + i, ofKeys[i]);
        }
        statements.query(statement.toString(), values, extractor);
    }

    private @Nullable Object[] values(@Nullable Object[] ofKeys, Map<String, ? extends @Nullable Object> arguments) {
        @Nullable Object[] values = new @Nullable Object[keys.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = keys[i] >= 0
                    ? ofKeys[keys[i]]
                    : arguments.get(statement.parameters().get(i));
        }
        return values;
    }
}
