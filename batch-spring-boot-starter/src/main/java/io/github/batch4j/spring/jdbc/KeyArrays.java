package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Keys in an array per column: one text for any number of them. */
record KeyArrays(KeyColumns<?> keys, Dbms dbms) implements KeyRelation {

    private static final int MOST_OF_H2 = 65_536;

    @Override
    public String item(int length) {
        String arrays = IntStream.range(0, keys.count()).mapToObj(this::array).collect(Collectors.joining(", "));
        return "unnest(" + arrays + ") with ordinality as " + ALIAS + " (" + KeyRelation.parts(keys) + ", " + NUMBER
                + ")";
    }

    /** The parameter of a column. PostgreSQL's driver may send it without its type (preferQueryMode=simple). */
    private String array(int column) {
        return dbms == Dbms.H2
                ? KeyRelation.parameter(column)
                : "cast(" + KeyRelation.parameter(column) + " as " + type(column) + "[])";
    }

    /**
     * The condition of the join. PostgreSQL does not know how many keys there are and may join by reading all of the
     * table; {@code = any} makes it read by an index if there is one, and once if there is none.
     */
    @Override
    public String condition(List<String> columns) {
        return dbms == Dbms.POSTGRESQL && columns.size() == 1
                ? equality(columns) + " and " + columns.get(0) + " " + any()
                : equality(columns);
    }

    /** The comparison of a single column with any of the keys. */
    String any() {
        return "= any(" + array(0) + ")";
    }

    private String type(int column) {
        return switch (keys.types().get(column).kind()) {
            case LONG -> "bigint";
            case INTEGER -> "integer";
            case SHORT -> "smallint";
            case TEXT, ENUM -> "varchar";
            case UUID -> "uuid";
            case DECIMAL -> "numeric";
            case DATE -> "date";
            case TIME -> "timestamp";
            case OFFSET_TIME, INSTANT -> "timestamptz";
            case BOOLEAN -> "boolean";
            case BYTES -> dbms == Dbms.DUCKDB ? "blob" : "bytea";
        };
    }

    @Override
    public int length(int keys) {
        return 1;
    }

    @Override
    @SuppressWarnings("NullAway") // an array of SQL may contain null
    public Object[] values(List<?> asked, int length) {
        Object[] values = new Object[keys.count()];
        for (int column = 0; column < values.length; column++) {
            values[column] = new SqlArrayValue(type(column), elements(asked, column));
        }
        return values;
    }

    private @Nullable Object[] elements(List<?> asked, int column) {
        @Nullable Object[] elements = SentValues.newArray(dbms, keys.types().get(column), asked.size());
        for (int i = 0; i < elements.length; i++) {
            elements[i] = SentValues.element(dbms, keys.part(asked.get(i), column));
        }
        return elements;
    }

    @Override
    public int maxKeys(int otherParameters) {
        return dbms == Dbms.H2 ? MOST_OF_H2 : Integer.MAX_VALUE;
    }
}
