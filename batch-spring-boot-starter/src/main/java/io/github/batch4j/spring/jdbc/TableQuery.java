package io.github.batch4j.spring.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a table: its rows joined with the keys; or, where no relation of them compares as the table does, a
 * select for each key, all combined by {@code union all}.
 */
final class TableQuery {

    /** A statement of more selects takes longer to compile than to run. */
    private static final int MOST_SELECTS = 100;

    /** Derby makes one method of a statement, which may be 64 KB long. */
    private static final int MOST_OF_DERBY = 50;

    private final TableSource source;
    private final Dialect dialect;
    private final KeyColumns<?> keys;
    private final RowReducer<?> rows;
    private final String table;

    /** Null if each key has a select. */
    private final @Nullable KeyRelation relation;

    TableQuery(TableSource source, Dialect dialect, KeyColumns<?> keys, RowReducer<?> rows) {
        this.source = source;
        this.dialect = dialect;
        this.keys = keys;
        this.rows = rows;
        this.table = Identifiers.quote(source.table(), dialect);
        this.relation = KeyForms.of(dialect, keys, new TableColumns(table, quoted(keys.names())));
    }

    /**
     * Makes the statement.
     *
     * @param name the name of the query, for messages
     */
    KeyStatement statement(String name) {
        int others = source.conditions().size();
        if (source.limit() == 0 && KeyForms.areExact(dialect, keys)) {
            return ListStatement.of(this::listed, true, keys, dialect, name, others);
        }
        if (relation != null) {
            return new NumberedStatement(this::text, relation, relation.maxKeys(others), null);
        }
        int most = Math.min(
                dialect.dbms() == Dbms.DERBY ? MOST_OF_DERBY : MOST_SELECTS,
                dialect.maxParameters() / (keys.count() + others));
        return new NumberedStatement(
                this::text, new KeyRows(keys, dialect, KeyRows.Syntax.UNION, null), Math.max(1, most), null);
    }

    /** The text for a number of keys, with parameters by name. */
    String text(int length) {
        return relation == null ? selects(length) : joined(relation, length);
    }

    private String joined(KeyRelation joined, int length) {
        String keysItem = joined.item(length);
        List<String> columns = qualified(keys.names());
        String where = conditions();
        return switch (rows.kind()) {
            case EXISTS ->
                "select " + KeyRelation.number() + " from " + keysItem + " where exists (select 1 from " + table
                        + " t where " + joined.condition(columns) + where + ")";
            case COUNT ->
                "select count(*) as " + RowReducer.Count.COLUMN + ", " + KeyRelation.number() + " from " + keysItem
                        + " join " + table + " t on " + joined.condition(columns) + where + " group by "
                        + KeyRelation.number();
            case ROWS -> {
                String join = " from " + keysItem + " join " + table + " t on " + joined.condition(columns) + where;
                yield source.limit() == 0
                        ? "select " + selected() + ", " + KeyRelation.number() + join + ordered()
                        : limited(keysItem, joined.equality(columns) + where, join);
            }
        };
    }

    /** The text for keys whose rows are matched by their values. */
    private String listed(String comparison) {
        String columns = String.join(", ", qualified(keys.names()));
        String from = " from " + table + " t where " + columns + " " + comparison + conditions();
        return switch (rows.kind()) {
            case EXISTS -> "select distinct " + columns + from;
            case COUNT ->
                "select count(*) as " + RowReducer.Count.COLUMN + ", " + columns + from + " group by " + columns;
            case ROWS -> "select " + selected() + from + ordered();
        };
    }

    /** At most so many rows of each key, by whichever way the product has. */
    private String limited(String keysItem, String condition, String join) {
        return switch (dialect.dbms()) {
            case POSTGRESQL, HSQLDB ->
                "select " + selected() + ", " + KeyRelation.number() + " from " + keysItem
                        + " cross join lateral (select * from " + table + " t where " + condition + ordered()
                        + " limit " + source.limit() + ") t" + ordered();
            default ->
                "select * from (select " + selected() + ", row_number() over (partition by " + KeyRelation.number()
                        + ordered() + ") as batch4j_row, " + KeyRelation.number() + join
                        + ") batch4j_rows where batch4j_row <= " + source.limit() + " order by batch4j_row";
        };
    }

    /** A select for each key, each compared just as it would be alone. */
    private String selects(int length) {
        String selects = IntStream.range(0, length).mapToObj(this::select).collect(Collectors.joining(" union all "));
        if (rows.kind() != RowReducer.Kind.ROWS || source.order().isEmpty()) {
            return selects;
        }
        return isNumbered()
                ? "select * from (" + selects + ") t where batch4j_row <= " + source.limit() + " order by batch4j_row"
                : "select * from (" + selects + ") t" + ordered(this::alias);
    }

    private String select(int key) {
        String number = (key + 1) + " as " + KeyRelation.NUMBER;
        String from = " from " + table + " t where "
                + IntStream.range(0, keys.count())
                        .mapToObj(column -> qualified(keys.names()).get(column) + " = "
                                + KeyRelation.parameter(key * keys.count() + column))
                        .collect(Collectors.joining(" and "))
                + conditions();
        return switch (rows.kind()) {
            case EXISTS -> "select max(" + (key + 1) + ") as " + KeyRelation.NUMBER + from;
            case COUNT -> "select count(*) as " + RowReducer.Count.COLUMN + ", " + number + from;
            case ROWS -> "select " + selected() + ", " + (isNumbered() ? rowNumber() : orderColumns()) + number + from;
        };
    }

    private boolean isNumbered() {
        return source.limit() > 0 && dialect.dbms() != Dbms.DERBY; // which has no windows with an order
    }

    private String rowNumber() {
        return "row_number() over (" + ordered().stripLeading() + ") as batch4j_row, ";
    }

    private String orderColumns() {
        return source.order().stream()
                .map(order -> "t." + Identifiers.quote(order.column(), dialect) + " as " + alias(order) + ", ")
                .collect(Collectors.joining());
    }

    private String conditions() {
        return source.conditions().stream()
                .map(condition -> " and t." + Identifiers.quote(condition, dialect) + " = :" + condition)
                .collect(Collectors.joining());
    }

    private String ordered() {
        return ordered(order -> "t." + Identifiers.quote(order.column(), dialect));
    }

    private String ordered(Function<TableSource.Order, String> column) {
        return source.order().isEmpty()
                ? ""
                : source.order().stream()
                        .map(order -> column.apply(order) + (order.descending() ? " desc" : ""))
                        .collect(Collectors.joining(", ", " order by ", ""));
    }

    /** The name of a column of the order in a union, which may not select it under its own name. */
    private String alias(TableSource.Order order) {
        return "batch4j_order" + source.order().indexOf(order);
    }

    /** The columns to select, and those of the key if they are not among them. */
    private String selected() {
        if (source.columns().isEmpty()) {
            return "t.*";
        }
        List<String> all = new ArrayList<>(source.columns());
        keys.names().stream()
                .filter(key -> source.columns().stream().noneMatch(key::equalsIgnoreCase))
                .forEach(all::add);
        return String.join(", ", qualified(all));
    }

    private List<String> quoted(List<String> names) {
        return names.stream().map(name -> Identifiers.quote(name, dialect)).toList();
    }

    private List<String> qualified(List<String> names) {
        return quoted(names).stream().map(name -> "t." + name).toList();
    }
}
