package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.jdbc.SqlTokens.Select;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clauses of a query that would count over all keys of a batch, where whoever has written them means one key:
 * {@code limit 2} leaves two rows for a thousand keys.
 *
 * <p>They do so in the query that {@code in (:keys)} belongs to and in those around that; a query beside it, as by
 * {@code lateral}, has rows of its own.
 */
final class WholeBatchClauses {

    private static final Set<String> AGGREGATES = Set.of(
            "any_value",
            "array_agg",
            "avg",
            "bit_and",
            "bit_or",
            "bool_and",
            "bool_or",
            "count",
            "count_big",
            "every",
            "group_concat",
            "json_agg",
            "json_arrayagg",
            "json_object_agg",
            "json_objectagg",
            "jsonb_agg",
            "jsonb_object_agg",
            "listagg",
            "max",
            "median",
            "min",
            "mode",
            "percentile_cont",
            "percentile_disc",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "string_agg",
            "sum",
            "var_pop",
            "var_samp",
            "variance",
            "xmlagg");

    private static final Set<String> COMPARISONS = Set.of("<", "<=", "=", ">", ">=", "<>", "!=", "between", "in");
    private static final Set<String> WINDOW_CLAUSES = Set.of(")", "order", "rows", "range", "groups", "");

    private static final String NUMBERED = "number the rows of each key, by 'row_number() over (partition by <the key>"
            + " order by ...) as n', and select from that 'where n <= ...'";

    private final SqlTokens tokens;

    /** The select of each query around the keys that they are in. */
    private final Map<Integer, Select> around = new HashMap<>();

    private WholeBatchClauses(SqlTokens tokens) {
        this.tokens = tokens;
        Select select = tokens.select(tokens.indexOf(":keys"));
        around.put(select.query(), select);
        while (select.query() >= 0) {
            select = tokens.select(select.query());
            around.put(select.query(), select);
        }
    }

    /** What is wrong with a query that has {@code in (:keys)}, and what to write instead; null if nothing is. */
    static @Nullable String find(String text) {
        WholeBatchClauses clauses = new WholeBatchClauses(new SqlTokens(text));
        for (int i = 0; i < clauses.tokens.size(); i++) {
            String found = clauses.at(i);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable String at(int index) {
        Select select = around.get(tokens.select(index).query());
        if (select == null || tokens.is(index - 1, ".") || tokens.is(index - 1, "as")) {
            return null;
        }
        String token = tokens.get(index);
        if (isCutAtTheEnd(index)) { // of all that a union has put together
            return wrong("'" + token + "'", NUMBERED);
        }
        if (!select.equals(tokens.select(index))) {
            return null;
        }
        if (isCutAtTheBeginning(index) || isRowNumber(index)) {
            return wrong("'" + token + "'", NUMBERED);
        }
        if (isWindowOfAll(index)) {
            return wrong("a window without 'partition by'", "add 'partition by <the key>'");
        }
        return isAggregate(index) && !isGrouped(select) ? wrong("'" + token + "'", "add 'group by <the key>'") : null;
    }

    private static String wrong(String clause, String instead) {
        return "got " + clause + " in the query of the keys or around it, which counts over all of a batch; " + instead;
    }

    private boolean isCutAtTheEnd(int index) {
        if (!tokens.isOutermost(index)) {
            return false; // as in array_agg(x order by y limit 1)
        }
        return switch (tokens.get(index)) {
            case "limit" -> isAmount(index + 1) && !tokens.is(index + 2, "by");
            case "offset" -> isAmount(index + 1) && !tokens.is(index + 1, "0") && !tokens.is(index - 1, "[");
            case "fetch" ->
                (tokens.is(index + 1, "first") || tokens.is(index + 1, "next"))
                        && (isAmount(index + 2) || tokens.get(index + 2).startsWith("row"));
            default -> false;
        };
    }

    private boolean isCutAtTheBeginning(int index) {
        boolean begins = tokens.is(index - 1, "select")
                || ((tokens.is(index - 1, "distinct") || tokens.is(index - 1, "all"))
                        && tokens.is(index - 2, "select"));
        return switch (tokens.get(index)) {
            case "top" -> begins && isAmount(index + 1);
            case "first", "skip" -> begins && isAmount(index + 1) && !tokens.is(index + 1, "(");
            default -> false;
        };
    }

    /** Whether a number, a parameter or an expression in parentheses stands here, as no operator does. */
    private boolean isAmount(int index) {
        String token = tokens.get(index);
        return token.equals("(")
                || (!token.isEmpty() && Character.isDigit(token.charAt(0)))
                || (token.startsWith(":") && !token.equals("::"));
    }

    /** Oracle's; unless something in the text is called so. */
    private boolean isRowNumber(int index) {
        if (!tokens.is(index, "rownum") || tokens.is(index - 1, ")") || !isCompared(index)) {
            return false;
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.is(i, "rownum") && (tokens.is(i - 1, "as") || tokens.is(i - 1, ")"))) {
                return false;
            }
        }
        return true;
    }

    private boolean isCompared(int index) {
        return COMPARISONS.contains(tokens.get(index + 1)) || COMPARISONS.contains(tokens.get(index - 1));
    }

    private boolean isWindowOfAll(int index) {
        if (tokens.is(index, "over")) {
            return isOfAll(index + 1);
        }
        // window w as (...), v as (...)
        boolean defines = tokens.is(index, "window");
        for (int name = index + 1; defines && tokens.is(name + 1, "as") && tokens.is(name + 2, "("); ) {
            if (isOfAll(name + 2)) {
                return true;
            }
            int next = tokens.close(name + 2) + 1;
            defines = tokens.is(next, ",");
            name = next + 1;
        }
        return false;
    }

    /** Whether a window has all rows. One that begins with the name of another window has what that has. */
    private boolean isOfAll(int open) {
        return tokens.is(open, "(")
                && WINDOW_CLAUSES.contains(tokens.get(open + 1))
                && !tokens.isWithin(open, "partition");
    }

    private boolean isAggregate(int index) {
        String token = tokens.get(index);
        if (!AGGREGATES.contains(token) || !tokens.is(index + 1, "(")) {
            return false;
        }
        if ((token.equals("max") || token.equals("min")) && tokens.isWithin(index + 1, ",")) {
            return false; // the greater of two values, in SQLite
        }
        int next = tokens.close(index + 1) + 1;
        if (tokens.is(next, "as") && tokens.is(next + 1, "(")) {
            return false; // with count (id, number) as (...)
        }
        while (tokens.is(next, "within")
                || tokens.is(next, "filter")
                || tokens.is(next, "ignore")
                || tokens.is(next, "respect")) {
            next = tokens.is(next + 1, "nulls")
                    ? next + 2
                    : tokens.close(next + (tokens.is(next, "within") ? 2 : 1)) + 1;
        }
        return !tokens.is(next, "over");
    }

    private boolean isGrouped(Select select) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "group")
                    && tokens.is(i + 1, "by")
                    && tokens.isOutermost(i)
                    && tokens.select(i).equals(select)) {
                return true;
            }
        }
        return false;
    }
}
