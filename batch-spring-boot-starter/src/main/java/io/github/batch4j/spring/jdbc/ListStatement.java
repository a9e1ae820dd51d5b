package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * A query that lists its keys, as it cannot or need not be joined with them. Its rows are matched to the keys by their
 * values. Keys that the database may take for equal are asked for again, each alone, if one of them has rows; texts
 * without rows are asked for once more. The length of a list is a power of two, filled up with the last key, so that
 * databases and drivers have few texts to remember. With an array there is one text.
 *
 * @param text the text, with a parameter in place of the list
 * @param conjunct true if all rows are of a key: those of a single one need not be matched
 * @param name the name of the query, for messages
 * @param array the array that takes the place of the list, null if there is none
 */
record ListStatement(
        String text,
        boolean conjunct,
        KeyColumns<?> keys,
        Dialect dialect,
        String name,
        @Nullable KeyArrays array,
        int maxKeys)
        implements KeyStatement {

    private static final String LIST = KeyRelation.PARAMETER + "list";

    static ListStatement of(TextSource source, KeyColumns<?> keys, Dialect dialect, String name) {
        if (keys.count() > 1 && !dialect.tuples()) {
            throw new IllegalStateException(dialect.product() + " does not compare rows, as 'in (:keys)' with the key "
                    + keys + " would need; use JdbcBatch.table");
        }
        return of(
                source::with,
                source.joinable() != null,
                keys,
                dialect,
                name,
                source.arguments().size());
    }

    /**
     * Makes a statement.
     *
     * @param text makes the text with a comparison of the keys
     * @param others the number of other parameters
     */
    static ListStatement of(
            UnaryOperator<String> text,
            boolean conjunct,
            KeyColumns<?> keys,
            Dialect dialect,
            String name,
            int others) {
        KeyArrays array = KeyForms.arrayOfList(dialect, keys);
        return new ListStatement(
                text.apply(array == null ? "in (:" + LIST + ")" : array.any()),
                conjunct,
                keys,
                dialect,
                name,
                array,
                array == null ? dialect.maxListed(keys.count(), others) : array.maxKeys(others));
    }

    @Override
    public void query(Statements statements, Arguments arguments, RowsOfKeys<?> rows, int from, int to) {
        List<Integer> all = new ArrayList<>(to - from);
        for (int key = from; key < to; key++) {
            all.add(key);
        }
        List<Integer> again = query(statements, arguments, rows, all);
        if (!keys.areAll(kind -> kind != KeyType.Kind.TEXT)) {
            Set<Integer> alone = Set.copyOf(again);
            List<Integer> without = all.stream()
                    .filter(key -> !rows.has(key) && !alone.contains(key))
                    .toList();
            if (without.size() < all.size()) {
                findRowsOf(without, statements, arguments, rows);
            }
        }
    }

    /** Asks for some keys, and returns those that were asked for again, each alone. */
    private List<Integer> query(Statements statements, Arguments arguments, RowsOfKeys<?> rows, List<Integer> asked) {
        SqlParameterSource values = values(arguments, rows, asked);
        if (conjunct && asked.size() == 1) {
            statements.query(text, values, result -> add(result, rows, asked.get(0)));
            return asked;
        }
        MatchedRows matched = new MatchedRows(name, keys, rows, asked);
        statements.query(text, values, matched);
        List<Integer> again = matched.finish();
        for (Integer key : again) {
            query(statements, arguments, rows, List.of(key));
        }
        return again;
    }

    /**
     * Asks for texts without rows once more, without the others: rows that there are now belong to them, though they
     * were taken for those of another key, as 1 may be both '1' and '01'. Then asks for halves, until each is alone.
     */
    private void findRowsOf(List<Integer> without, Statements statements, Arguments arguments, RowsOfKeys<?> rows) {
        if (without.size() == 1) {
            query(statements, arguments, rows, without);
        } else if (!without.isEmpty() && hasRows(statements, values(arguments, rows, without))) {
            int middle = without.size() / 2;
            findRowsOf(without.subList(0, middle), statements, arguments, rows);
            findRowsOf(without.subList(middle, without.size()), statements, arguments, rows);
        }
    }

    private boolean hasRows(Statements statements, SqlParameterSource values) {
        boolean[] any = new boolean[1];
        statements.query(text, values, result -> {
            any[0] = result.next();
            return null;
        });
        return any[0];
    }

    private SqlParameterSource values(Arguments arguments, RowsOfKeys<?> rows, List<Integer> asked) {
        if (array != null) {
            List<Object> own = new ArrayList<>(asked.size());
            for (Integer key : asked) {
                own.add(rows.asked.get(key));
            }
            return new MapSqlParameterSource(arguments.values())
                    .addValue(KeyRelation.PARAMETER + 0, array.values(own, 1)[0]);
        }
        int length = length(asked.size());
        List<@Nullable Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            Object key = rows.asked.get(asked.get(Math.min(i, asked.size() - 1)));
            @Nullable Object[] parts = new @Nullable Object[keys.count()];
            for (int column = 0; column < parts.length; column++) {
                parts[column] = SentValues.parameter(dialect.dbms(), keys.part(key, column));
            }
            list.add(parts.length == 1 ? parts[0] : parts);
        }
        return new MapSqlParameterSource(arguments.values()).addValue(LIST, list);
    }

    private static @Nullable Void add(ResultSet result, RowsOfKeys<?> rows, int key) throws SQLException {
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
