package io.github.batch4j.spring.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A query whose rows have the numbers of their keys, from 1, in the last column. */
final class NumberedStatement implements KeyStatement {

    private final IntFunction<String> text;
    private final KeyRelation relation;
    private final int maxKeys;
    private final @Nullable KeyStatement ofOne;
    private final Map<Integer, KeyText> texts = new ConcurrentHashMap<>();

    /**
     * Makes a query.
     *
     * @param text makes the text for a number of keys
     * @param ofOne the query of a single key; null if it is the same
     */
    NumberedStatement(IntFunction<String> text, KeyRelation relation, int maxKeys, @Nullable KeyStatement ofOne) {
        this.text = text;
        this.relation = relation;
        this.maxKeys = maxKeys;
        this.ofOne = ofOne;
    }

    @Override
    public int maxKeys() {
        return maxKeys;
    }

    @Override
    public void query(Statements statements, Arguments arguments, RowsOfKeys<?> rows, int from, int to) {
        if (ofOne != null && to - from == 1) {
            ofOne.query(statements, arguments, rows, from, to);
            return;
        }
        List<?> asked = rows.asked.subList(from, to);
        int length = Math.min(relation.length(asked.size()), maxKeys);
        texts.computeIfAbsent(length, size -> new KeyText(text.apply(size)))
                .query(
                        statements,
                        arguments,
                        relation.values(asked, length),
                        result -> add(result, rows, from, asked.size()));
    }

    private static @Nullable Void add(ResultSet result, RowsOfKeys<?> rows, int from, int size) throws SQLException {
        int column = result.getMetaData().getColumnCount();
        while (result.next()) {
            int number = result.getInt(column);
            if (number > 0 && number <= size) { // 0 in the row of an aggregate over none
                rows.add(from + number - 1, result);
            }
        }
        return null;
    }
}
