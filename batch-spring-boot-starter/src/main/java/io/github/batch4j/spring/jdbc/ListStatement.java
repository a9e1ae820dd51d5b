package io.github.batch4j.spring.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * A statement that lists its keys. The length of a list is a power of two, by repeating the last key, so that databases
 * and drivers have few texts to remember.
 *
 * @param text the text, with {@link KeyColumns#LIST} in parentheses in place of the list
 * @param columns the columns of the key in quotes, if each key is a condition of its own; empty if keys are compared as
 *     rows
 */
record ListStatement(String text, KeyColumns<?> keys, List<String> columns, Dialect dialect, int maxKeys)
        implements KeyStatement {

    static ListStatement of(String text, KeyColumns<?> keys, Dialect dialect, QuerySource source) {
        boolean conditions = keys.count() > 1 && !dialect.tuples();
        if (conditions && !source.canListConditions()) {
            throw new IllegalStateException(dialect.product() + " does not compare rows, as 'in (:keys)' with the key "
                    + keys + " would need; use JdbcBatch.table");
        }
        List<String> columns = conditions
                ? keys.names().stream()
                        .map(name -> Identifiers.quote(name, dialect))
                        .toList()
                : List.of();
        int others = source.arguments().size();
        return new ListStatement(text, keys, columns, dialect, dialect.maxListed(keys.count(), others));
    }

    @Override
    public void query(
            Database database, List<?> asked, Map<String, ?> arguments, ResultSetExtractor<@Nullable Void> extractor) {
        int length = length(asked.size());
        MapSqlParameterSource values = new MapSqlParameterSource(arguments);
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            Object[] parts = keys.parts(asked.get(Math.min(i, asked.size() - 1)));
            for (int column = 0; column < parts.length; column++) {
                parts[column] = dialect.listed(parts[column]);
            }
            list.add(parts.length == 1 ? parts[0] : parts);
            for (int column = 0; column < columns.size(); column++) {
                values.addValue(part(i, column), parts[column]);
            }
        }
        values.addValue(KeyColumns.LIST, list);
        String named = columns.isEmpty() ? text : text.replace("(:" + KeyColumns.LIST + ")", conditions(length));
        database.statements().query(named, values, extractor);
    }

    private int length(int size) {
        int power = size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2;
        return Math.max(size, Math.min(power, maxKeys));
    }

    /** The parameter of one column of one key. */
    private static String part(int key, int column) {
        return KeyColumns.LIST + key + "$" + column;
    }

    private String conditions(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> IntStream.range(0, columns.size())
                        .mapToObj(column -> columns.get(column) + " = :" + part(i, column))
                        .collect(Collectors.joining(" and ", "(", ")")))
                .collect(Collectors.joining(" or ", "(", ")"));
    }
}
