package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keys of whole numbers in a JSON text, for MySQL and MariaDB: one text for any number of them. The {@code limit} lets
 * them make an index of it where the table has none.
 */
record KeyDocument(KeyColumns<?> keys) implements KeyRelation {

    private static final int ANY = 1_000_000_000;

    @Override
    public String item(int length) {
        String columns = IntStream.range(0, keys.count())
                .mapToObj(column -> KeyRelation.part(column) + " bigint path '$[" + column + "]'")
                .collect(Collectors.joining(", "));
        return "(select " + NUMBER + ", " + KeyRelation.parts(keys) + " from json_table(" + KeyRelation.parameter(0)
                + ", '$[*]' columns (" + NUMBER + " for ordinality, " + columns + ")) document limit " + ANY + ") "
                + ALIAS;
    }

    @Override
    public int length(int keys) {
        return 1;
    }

    @Override
    public Object[] values(List<?> asked, int length) {
        StringBuilder json = new StringBuilder(12 * asked.size()).append('[');
        for (Object key : asked) {
            json.append(json.length() == 1 ? "[" : ",[");
            for (int column = 0; column < keys.count(); column++) {
                json.append(column == 0 ? "" : ",").append(keys.part(key, column));
            }
            json.append(']');
        }
        return new Object[] {json.append(']').toString()};
    }

    @Override
    public int maxKeys(int otherParameters) {
        return Integer.MAX_VALUE;
    }
}
