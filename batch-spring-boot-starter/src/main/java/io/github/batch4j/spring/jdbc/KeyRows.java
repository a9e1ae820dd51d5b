package io.github.batch4j.spring.jdbc;

import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * Keys in a list of rows, with a parameter for each part. The length of a list is a power of two, filled up with nulls,
 * which equal nothing: so databases and drivers have few texts to remember.
 *
 * @param syntax the syntax of the list
 * @param table the table and its columns, whose types the parameters get; null if they have their own
 */
record KeyRows(
        KeyColumns<?> keys,
        Dialect dialect,
        Syntax syntax,
        @Nullable TableColumns table) implements KeyRelation {

    /** HSQLDB takes more than ten times as long for ten times as many. */
    private static final int MOST_OF_HSQLDB = 1_000;

    /** A null without a type. For a plain one Spring asks the driver for the type, which may be a round trip. */
    private static final SqlParameterValue NONE = new SqlParameterValue(Types.NULL, null);

    enum Syntax {
        /** {@code values (1, ?), (2, ?)}. */
        VALUES,

        /** {@code values} under a select, as SQLite has no other way to name its columns in a from clause. */
        SELECTED_VALUES,

        /** {@code select 1, ? union all select 2, ?}. */
        UNION
    }

    @Override
    public String item(int length) {
        String columns = NUMBER + ", " + KeyRelation.parts(keys);
        return switch (syntax) {
            case VALUES ->
                "(values "
                        + (table == null ? "" : "(0, " + list(this::typeOfColumn) + "), ")
                        + rows(length, "(", ")", ", ") + ") as " + ALIAS + " (" + columns + ")";
            case SELECTED_VALUES ->
                "(select 0 as " + NUMBER + ", "
                        + list(column -> "null as " + KeyRelation.part(column)) + " where 1 = 0 union all values "
                        + rows(length, "(", ")", ", ") + ") " + ALIAS;
            case UNION ->
                "(" + (table == null ? "" : firstOfUnion(table) + " union all ")
                        + rows(length, "select ", "", " union all ") + ") " + ALIAS;
        };
    }

    private String list(IntFunction<String> columns) {
        return IntStream.range(0, keys.count()).mapToObj(columns).collect(Collectors.joining(", "));
    }

    /** A value of the type of a column, in a row that has no key. */
    private String typeOfColumn(int column) {
        TableColumns typed = Objects.requireNonNull(table);
        return "(select " + typed.columns().get(column) + " from " + typed.name() + " where 1 = 0)";
    }

    private String firstOfUnion(TableColumns typed) {
        return "select 0 as " + NUMBER + ", "
                + list(column -> {
                    String cast = cast(column);
                    return (cast == null ? typed.columns().get(column) : "cast(null as " + cast + ")") + " as "
                            + KeyRelation.part(column);
                })
                + " from " + typed.name() + " where 1 = 0";
    }

    private String rows(int length, String open, String close, String separator) {
        StringBuilder rows = new StringBuilder(32 * length * keys.count());
        for (int row = 0; row < length; row++) {
            boolean named = syntax == Syntax.UNION && table == null && row == 0;
            rows.append(row == 0 ? "" : separator).append(open).append(row + 1).append(named ? " as " + NUMBER : "");
            for (int column = 0; column < keys.count(); column++) {
                String parameter = KeyRelation.parameter(row * keys.count() + column);
                String cast = syntax == Syntax.UNION ? cast(column) : null;
                rows.append(", ")
                        .append(cast == null ? parameter : "cast(" + parameter + " as " + cast + ")")
                        .append(named ? " as " + KeyRelation.part(column) : "");
            }
            rows.append(close);
        }
        return rows.toString();
    }

    /**
     * The type of a parameter in MySQL and MariaDB; null for that of the column, which decides on the collation. A
     * number that is compared with a text must stay one, and a driver may send a time without its fraction.
     */
    private @Nullable String cast(int column) {
        return switch (keys.types().get(column).kind()) {
            case LONG, INTEGER, SHORT, BOOLEAN -> "signed";
            case DATE -> "date";
            case TIME, OFFSET_TIME, INSTANT -> "datetime(6)";
            default -> null;
        };
    }

    @Override
    public int length(int size) {
        int power = size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2;
        return Math.max(size, Math.min(power, maxKeys(0)));
    }

    @Override
    public @Nullable Object[] values(List<?> asked, int length) {
        @Nullable Object[] values = new @Nullable Object[length * keys.count()];
        Arrays.fill(values, none());
        for (int key = 0; key < asked.size(); key++) {
            for (int column = 0; column < keys.count(); column++) {
                Object value = SentValues.parameter(dialect.dbms(), keys.part(asked.get(key), column));
                values[key * keys.count() + column] = value == null ? none() : value;
            }
        }
        return values;
    }

    /** A null as the driver takes it: Derby's takes only one with a type, and of others it is not known. */
    private @Nullable Object none() {
        return switch (dialect.dbms()) {
            case POSTGRESQL, H2, HSQLDB, SQLITE, DUCKDB, MYSQL, MARIADB -> NONE;
            case DERBY, ORACLE, SQL_SERVER, DB2, OTHER -> null;
        };
    }

    @Override
    public int maxKeys(int otherParameters) {
        int most = (dialect.maxParameters() - otherParameters) / keys.count();
        return dialect.dbms() == Dbms.HSQLDB ? Math.min(MOST_OF_HSQLDB, most) : most;
    }
}
