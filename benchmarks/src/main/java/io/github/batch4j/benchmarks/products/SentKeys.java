package io.github.batch4j.benchmarks.products;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The keys in a statement that is written by hand.
 *
 * @param most the largest number of keys in one statement
 * @param sql makes the statement for a number of keys
 * @param values makes the values of its parameters
 */
record SentKeys(int most, IntFunction<String> sql, Function<Long[], Object[]> values) {

    /** The number of keys in one list: as many parameters as SQLite and the driver of PostgreSQL take. */
    static final int MANY = 32_766;

    private static final String SELECT = "select k.n, p.id, p.name from ";
    private static final String JOIN = " join people p on p.id = k.id";

    /** Listed keys, whose rows have no numbers. */
    static SentKeys list(int most) {
        return new SentKeys(
                most,
                size -> Stream.generate(() -> "?")
                        .limit(size)
                        .collect(Collectors.joining(", ", "select id, name from people where id in (", ")")),
                keys -> keys);
    }

    /** An array of keys, whose rows have no numbers. */
    static SentKeys any() {
        return array("select id, name from people where id = any(?)");
    }

    /** An array of keys with their numbers, joined with the table. */
    static SentKeys unnested(String parameter) {
        return array(SELECT + "unnest(" + parameter + ") with ordinality k (id, n)" + JOIN);
    }

    /** An array of keys with their numbers, each looked up by the index however the statement is prepared. */
    static SentKeys unnestedLaterally() {
        return array(SELECT + "unnest(?) with ordinality k (id, n)"
                + " cross join lateral (select * from people where id = k.id offset 0) p");
    }

    /** A JSON text of keys with their numbers, joined with the table. */
    static SentKeys document(String table) {
        String sql = SELECT + table + JOIN;
        return new SentKeys(Integer.MAX_VALUE, size -> sql, keys ->
                new Object[] {Stream.of(keys).map(String::valueOf).collect(Collectors.joining(",", "[", "]"))});
    }

    /** Rows of numbers and keys, joined with the table. */
    static SentKeys rows(int most) {
        return new SentKeys(
                most,
                size -> SELECT
                        + IntStream.rangeClosed(1, size)
                                .mapToObj(number -> "(" + number + ", cast(? as bigint))")
                                .collect(Collectors.joining(", ", "(values ", ") k (n, id)"))
                        + JOIN,
                keys -> keys);
    }

    private static SentKeys array(String sql) {
        return new SentKeys(Integer.MAX_VALUE, size -> sql, keys ->
                new Object[] {new SqlArrayValue("bigint", (Object[]) keys)});
    }
}
