package io.github.batch4j.spring.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a batch as an item of a {@code from} clause: a row for each, with its number from 1. Joined with it, each
 * row of a table has the numbers of the keys that the database takes for equal to it.
 */
interface KeyRelation {

    /** The beginning of the names of columns that a statement adds to those of the application. */
    String PREFIX = "batch4j_";

    String ALIAS = PREFIX + "keys";

    /** The column of the number of a key. */
    String NUMBER = PREFIX + "number";

    /** The beginning of the parameters of keys: no parameter of a text begins so, as none has a $ in it. */
    String PARAMETER = "keys$";

    /** The number of a key, in a select list. */
    static String number() {
        return ALIAS + "." + NUMBER;
    }

    /** The column of a part of a key. */
    static String part(int column) {
        return PREFIX + "key" + column;
    }

    /** The value of a parameter, by its index in {@link #values}. */
    static String parameter(int index) {
        return ":" + PARAMETER + index;
    }

    /** The columns of the parts of a key, with commas between them. */
    static String parts(KeyColumns<?> keys) {
        List<String> parts = new ArrayList<>();
        for (int column = 0; column < keys.count(); column++) {
            parts.add(part(column));
        }
        return String.join(", ", parts);
    }

    /**
     * The text of the item.
     *
     * @param length the number of keys, as {@link #length} has it
     */
    String item(int length);

    /**
     * The condition of the join. The columns are on the left, as SQLite takes the collation from there.
     *
     * @param columns the columns of a table, in the order of the key
     */
    default String equality(List<String> columns) {
        StringBuilder equality = new StringBuilder();
        for (int column = 0; column < columns.size(); column++) {
            equality.append(column == 0 ? "" : " and ")
                    .append(columns.get(column))
                    .append(" = " + ALIAS + ".")
                    .append(part(column));
        }
        return equality.toString();
    }

    /** The condition of a join in which each row of the table is looked at once: it may let an index be used. */
    default String condition(List<String> columns) {
        return equality(columns);
    }

    /** The number of keys in the text for so many: a larger one if it is filled up. */
    int length(int keys);

    /** The values of the parameters of the keys, in a text of a length. */
    @Nullable
    Object[] values(List<?> asked, int length);

    /** The largest number of keys, beside other parameters. */
    int maxKeys(int otherParameters);
}
