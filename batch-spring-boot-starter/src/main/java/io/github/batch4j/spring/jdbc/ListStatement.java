package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;

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
        KeyText text,
        boolean conjunct,
        KeyColumns<?> keys,
        Dialect dialect,
        String name,
        @Nullable KeyArrays array,
        int maxKeys)
        implements KeyStatement {

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
                new KeyText(text.apply(array == null ? "in (" + KeyRelation.parameter(0) + ")" : array.any())),
                conjunct,
                keys,
                dialect,
                name,
                array,
                array == null ? dialect.maxListed(keys.count(), others) : array.maxKeys(others));
    }

    @Override
    public void query(Statements statements, Arguments arguments, RowsOfKeys<?> rows, int from, int to) {
        int[] all = IntStream.range(from, to).toArray();
        int[] again = query(statements, arguments, rows, all);
        if (keys.haveTexts()) {
            int[] without = IntStream.of(all)
                    .filter(key -> !rows.has(key) && Arrays.binarySearch(again, key) < 0)
                    .toArray();
            if (without.length < all.length) {
                findRowsOf(without, statements, arguments, rows);
            }
        }
    }

    /** Asks for some keys, in ascending order, and returns those that were asked for again, each alone. */
    private int[] query(Statements statements, Arguments arguments, RowsOfKeys<?> rows, int... asked) {
        if (conjunct && asked.length == 1) {
            ask(statements, arguments, rows, result -> add(result, rows, asked[0]), asked);
            return asked;
        }
        MatchedRows matched = new MatchedRows(name, keys, rows, asked);
        ask(statements, arguments, rows, matched, asked);
        int[] again = matched.finish();
        for (int key : again) {
            query(statements, arguments, rows, key);
        }
        return again;
    }

    /**
     * Asks for texts without rows once more, without the others: rows that there are now belong to them, though they
     * were taken for those of another key, as 1 may be both '1' and '01'. Then asks for halves, until each is alone.
     */
    private void findRowsOf(int[] without, Statements statements, Arguments arguments, RowsOfKeys<?> rows) {
        if (without.length == 1) {
            query(statements, arguments, rows, without);
        } else if (without.length > 0 && hasRows(statements, arguments, rows, without)) {
            int middle = without.length / 2;
            findRowsOf(Arrays.copyOf(without, middle), statements, arguments, rows);
            findRowsOf(Arrays.copyOfRange(without, middle, without.length), statements, arguments, rows);
        }
    }

    private boolean hasRows(Statements statements, Arguments arguments, RowsOfKeys<?> rows, int... asked) {
        boolean[] any = new boolean[1];
        ResultSetExtractor<@Nullable Void> first = result -> {
            any[0] = result.next();
            return null;
        };
        ask(statements, arguments, rows, first, asked);
        return any[0];
    }

    private void ask(
            Statements statements,
            Arguments arguments,
            RowsOfKeys<?> rows,
            ResultSetExtractor<@Nullable Void> extractor,
            int... asked) {
        Object[] values = array == null ? new Object[] {list(rows, asked)} : array.values(own(rows, asked), 1);
        text.query(statements, arguments, values, extractor);
    }

    private static List<Object> own(RowsOfKeys<?> rows, int... asked) {
        List<Object> own = new ArrayList<>(asked.length);
        for (int key : asked) {
            own.add(rows.asked.get(key));
        }
        return own;
    }

    private List<@Nullable Object> list(RowsOfKeys<?> rows, int... asked) {
        int length = length(asked.length);
        List<@Nullable Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            Object key = rows.asked.get(asked[Math.min(i, asked.length - 1)]);
            @Nullable Object[] parts = new @Nullable Object[keys.count()];
            for (int column = 0; column < parts.length; column++) {
                parts[column] = SentValues.parameter(dialect.dbms(), keys.part(key, column));
            }
            list.add(parts.length == 1 ? parts[0] : parts);
        }
        return list;
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
