package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * A text that lists its keys, as it cannot be joined with them: its rows are matched to the keys by their values. Keys
 * that the database may take for equal are asked for again, each alone, if one of them has rows. The length of a list
 * is a power of two, by repeating the last key, so that databases and drivers have few texts to remember.
 *
 * @param text the text, with a parameter in place of the list
 * @param joinable true if all rows of a single key are its own, whatever their columns
 * @param name the name of the query, for messages
 */
record ListStatement(String text, KeyColumns<?> keys, Dialect dialect, String name, boolean joinable, int maxKeys)
        implements KeyStatement {

    private static final String LIST = KeyRelation.PARAMETER + "list";

    static ListStatement of(TextSource source, KeyColumns<?> keys, Dialect dialect, String name) {
        if (keys.count() > 1 && !dialect.tuples()) {
            throw new IllegalStateException(dialect.product() + " does not compare rows, as 'in (:keys)' with the key "
                    + keys + " would need; use JdbcBatch.table");
        }
        return new ListStatement(
                source.with("in (:" + LIST + ")"),
                keys,
                dialect,
                name,
                source.joinable() != null,
                dialect.maxListed(keys.count(), source.arguments().size()));
    }

    @Override
    public void query(Statements statements, Arguments arguments, RowsOfKeys<?> rows, int from, int to) {
        int length = length(to - from);
        List<@Nullable Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            Object key = rows.asked.get(Math.min(from + i, to - 1));
            @Nullable Object[] parts = new @Nullable Object[keys.count()];
            for (int column = 0; column < parts.length; column++) {
                parts[column] = SentValues.parameter(dialect.dbms(), keys.part(key, column));
            }
            list.add(parts.length == 1 ? parts[0] : parts);
        }
        SqlParameterSource values = new MapSqlParameterSource(arguments.values()).addValue(LIST, list);
        if (joinable && to - from == 1) {
            statements.query(text, values, result -> addAll(result, rows, from));
            return;
        }
        MatchedRows matched = new MatchedRows(name, keys, rows, from, to);
        statements.query(text, values, matched);
        for (int key : matched.finish()) {
            query(statements, arguments, rows, key, key + 1);
        }
    }

    private static @Nullable Void addAll(ResultSet result, RowsOfKeys<?> rows, int key) throws SQLException {
        while (result.next()) {
            rows.add(key, result);
        }
        return null;
    }

    private int length(int size) {
        int power = size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2;
        return Math.max(size, Math.min(power, maxKeys));
    }
}
