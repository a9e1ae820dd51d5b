package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.jdbc.SqlTokens.Select;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search for the clauses of a query that would count over all keys of a batch, where their author means one key:
 * {@code limit 2} leaves two rows for a thousand keys.
 *
 * <p>They do so in the query that {@code in (:keys)} belongs to, in the queries around it, and in those that read from
 * one of them by its name in {@code with}; a subquery that reads other tables, as by {@code lateral}, has rows of its
 * own.
 */
final class WholeBatchClauses {

    private static final Set<String> AGGREGATES = Set.of(
            "any_value",
            "approx_count_distinct",
            "approx_quantile",
            "arg_max",
            "arg_min",
            "array_agg",
            "avg",
            "bit_and",
            "bit_and_agg",
            "bit_nand_agg",
            "bit_nor_agg",
            "bit_or",
            "bit_or_agg",
            "bit_xnor_agg",
            "bit_xor",
            "bit_xor_agg",
            "bitstring_agg",
            "bool_and",
            "bool_or",
            "corr",
            "count",
            "count_big",
            "count_if",
            "covar_pop",
            "covar_samp",
            "every",
            "group_concat",
            "histogram",
            "json_agg",
            "json_agg_strict",
            "json_arrayagg",
            "json_group_array",
            "json_group_object",
            "json_object_agg",
            "json_objectagg",
            "jsonb_group_array",
            "jsonb_group_object",
            "jsonb_agg",
            "jsonb_object_agg",
            "kurtosis",
            "listagg",
            "max",
            "max_by",
            "median",
            "min",
            "min_by",
            "mode",
            "percentile_cont",
            "percentile_disc",
            "quantile_cont",
            "quantile_disc",
            "range_agg",
            "range_intersect_agg",
            "regr_avgx",
            "regr_avgy",
            "regr_count",
            "regr_intercept",
            "regr_r2",
            "regr_slope",
            "regr_sxx",
            "regr_sxy",
            "regr_syy",
            "skewness",
            "std",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "stdev",
            "stdevp",
            "string_agg",
            "sum",
            "total",
            "var_pop",
            "var_samp",
            "variance",
            "xmlagg");

    private static final Set<String> COMPARISONS = Set.of("<", "<=", "=", ">", ">=", "<>", "!=", "between", "in");
    private static final Set<String> WINDOW_CLAUSES = Set.of(")", "order", "rows", "range", "groups", "");

    private static final String NUMBERED = "number the rows of each key, by 'row_number() over (partition by <the key>"
            + " order by ...) as n', and select from that 'where n <= ...'";

    private final SqlTokens tokens;

    /** The selects with the rows of all keys: that of the keys, those around it, and those that read from them. */
    private final Set<Select> guarded = new HashSet<>();

    private WholeBatchClauses(SqlTokens tokens) {
        this.tokens = tokens;
        guard(tokens.select(tokens.indexOf(":keys")));
    }

    private void guard(Select inner) {
        Select select = inner;
        while (guarded.add(select) && select.query() >= 0) {
            String name = nameOfCommonTable(select.query());
            if (!name.isEmpty()) {
                guardReadersOf(name);
            }
            select = tokens.select(select.query());
        }
    }

    /** The name of the query in these parentheses if they belong to {@code with name as (...)}; empty if not. */
    private String nameOfCommonTable(int open) {
        int as = open - 1;
        if (tokens.is(as, "materialized")) {
            as -= tokens.is(as - 1, "not") ? 2 : 1;
        }
        if (!tokens.is(as, "as")) {
            return "";
        }
        int name = as - 1;
        for (int i = 0; tokens.is(name, ")") && i < as; i++) { // with name (column, ...) as
            if (tokens.is(i, "(") && tokens.close(i) == name) {
                name = i - 1;
            }
        }
        return tokens.get(name);
    }

    private void guardReadersOf(String name) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, name)
                    && (tokens.is(i - 1, "from")
                            || tokens.is(i - 1, "join")
                            || (tokens.is(i - 1, ",") && tokens.isAfterFrom(i)))) {
                guard(tokens.select(i));
            }
        }
    }

    /** Describes the first such clause and what to write instead; null if there is none. */
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
        Select select = tokens.select(index);
        boolean inGuarded = guarded.contains(select);
        if (tokens.is(index - 1, ".")
                || tokens.is(index - 1, "as")
                || !(inGuarded || guarded.stream().anyMatch(each -> each.query() == select.query()))) {
            return null;
        }
        String token = tokens.get(index);
        if (isCutAtTheEnd(index) && !isOfExists(select, token)) { // of all that a union has put together
            return wrong("'" + token + "'", NUMBERED);
        }
        if (!inGuarded) {
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
            case "sample" -> tokens.is(index - 1, "using"); // of DuckDB
            default -> false;
        };
    }

    /** True for a {@code limit} after {@code exists}, which needs one row only and runs for each row around it. */
    private boolean isOfExists(Select select, String token) {
        return tokens.is(select.query() - 1, "exists") && !token.equals("offset");
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

    /** True for a number, a parameter, a call or a parenthesis. */
    private boolean isAmount(int index) {
        String token = tokens.get(index);
        return token.equals("(")
                || (tokens.is(index + 1, "(")
                        && !token.isEmpty()
                        && Character.isLetter(token.charAt(0))
                        && !COMPARISONS.contains(token))
                || (!token.isEmpty() && Character.isDigit(token.charAt(0)))
                || (token.startsWith(":") && !token.equals("::"));
    }

    /** True for Oracle's {@code rownum}, unless the text gives that name to something. */
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

    /** True for a window over all rows. One that starts with the name of another window inherits its partitions. */
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
                || (tokens.is(next, "keep") && tokens.is(next + 1, "("))
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
                    && !(tokens.is(i + 2, "(") && tokens.is(i + 3, ")"))
                    && tokens.isOutermost(i)
                    && tokens.select(i).equals(select)) {
                return true;
            }
        }
        return false;
    }
}
