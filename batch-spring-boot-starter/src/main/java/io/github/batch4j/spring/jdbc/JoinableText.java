package io.github.batch4j.spring.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text of an application that can be joined with the keys without a guess: a single select, each row of which comes
 * from one row of its tables, with a plain condition {@code column in (:keys)} that each of its rows fulfils. The keys
 * become the last item of its {@code from}.
 *
 * @param select the text up to the end of the select list
 * @param from from there up to the end of the {@code from} clause
 * @param beforeColumns from there up to the columns that are compared with the keys
 * @param columns these columns, without comments
 * @param rest the text after {@code in (:keys)}
 */
record JoinableText(String select, String from, String beforeColumns, List<String> columns, String rest) {

    /** Words of a select that makes one row of several, numbers them, or has a syntax of its own. */
    private static final Set<String> OTHERS = Set.of(
            "connect",
            "distinct",
            "distinctrow",
            "for",
            "group",
            "having",
            "intersect",
            "except",
            "minus",
            "model",
            "over",
            "pivot",
            "qualify",
            "start",
            "union",
            "unpivot",
            "window");

    /** Cuts a text whose {@code in (:keys)} is at a place; null if it cannot be joined. */
    static @Nullable JoinableText of(String text, int start, int end) {
        SqlTokens tokens = new SqlTokens(text);
        if (isStrange(text, tokens)) {
            return null;
        }
        int in = indexAt(tokens, start);
        int select = only(tokens, "select");
        int from = only(tokens, "from");
        int where = only(tokens, "where");
        if (in < 0 || select < 0 || from <= select + 1 || where < from || in < where) {
            return null;
        }
        SqlTokens.Select query = tokens.select(in);
        for (int i = 0; i < tokens.size(); i++) {
            boolean ofAnother = !tokens.select(i).equals(query);
            if (ofAnother && tokens.select(i).query() < 0) {
                return null; // of a union, or in parentheses
            }
            if (!ofAnother && OTHERS.contains(tokens.get(i)) && !tokens.is(i - 1, ".")) {
                return null;
            }
        }
        int first = firstOfColumns(tokens, in);
        if (tokens.is(from - 1, ",") || tokens.is(where - 1, ",") || !ConjunctOfWhere.is(tokens, where, first, in)) {
            return null;
        }
        return new JoinableText(
                text.substring(0, tokens.end(from - 1)),
                text.substring(tokens.end(from - 1), tokens.end(where - 1)),
                text.substring(tokens.end(where - 1), tokens.start(first)),
                columns(tokens, first, in),
                text.substring(end));
    }

    /**
     * True for a text with quotes or comments that only some products have, as the tokens may be wrong then:
     * {@code \'}, {@code $$}, {@code [a]}, {@code #}, comments in comments or with code in them.
     */
    private static boolean isStrange(String text, SqlTokens tokens) {
        if (text.indexOf('\\') >= 0 || text.contains("/*!") || text.contains("/*M!")) {
            return true;
        }
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.startsWith("$")
                    || token.equals("#")
                    || token.equals("'")
                    || token.equals("`")
                    || (token.equals("[") && !Character.isDigit((tokens.get(i + 1) + " ").charAt(0)))
                    || (token.equals("*") && tokens.is(i + 1, "/"))) {
                return true;
            }
        }
        return false;
    }

    /** The index of a word that is directly in the outermost query, -1 if it is not there once. */
    private static int only(SqlTokens tokens, String word) {
        int found = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, word) && tokens.isOutermost(i) && tokens.select(i).query() < 0) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private static int indexAt(SqlTokens tokens, int start) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.start(i) == start) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the first token of the columns before {@code in}, -1 if they are an expression. */
    private static int firstOfColumns(SqlTokens tokens, int in) {
        if (!tokens.is(in - 1, ")")) {
            return firstOfColumn(tokens, in - 1);
        }
        int first = in - 1;
        do {
            first = firstOfColumn(tokens, first - 1) - 1;
        } while (tokens.is(first, ","));
        return tokens.is(first, "(") ? first : -1;
    }

    /** The index of the first token of the column that ends with this token, negative if there is none. */
    private static int firstOfColumn(SqlTokens tokens, int last) {
        int first = last;
        while (isName(tokens, first) && tokens.is(first - 1, ".")) {
            first -= 2;
        }
        return isName(tokens, first) ? first : -1;
    }

    /** True for an identifier, in quotes or not. */
    private static boolean isName(SqlTokens tokens, int index) {
        return tokens.isIdentifier(index)
                && !Character.isDigit(tokens.get(index).charAt(0));
    }

    private static List<String> columns(SqlTokens tokens, int first, int in) {
        List<String> columns = new ArrayList<>();
        StringBuilder column = new StringBuilder();
        for (int i = first; i < in; i++) {
            if (tokens.is(i, ",")) {
                columns.add(column.toString());
                column.setLength(0);
            } else if (!tokens.is(i, "(") && !tokens.is(i, ")")) {
                column.append(tokens.written(i));
            }
        }
        columns.add(column.toString());
        return columns;
    }

    /** The text with the keys in it. */
    String with(KeyRelation relation, int length) {
        return select + ", " + KeyRelation.number() + from + ", " + relation.item(length) + beforeColumns + "("
                + relation.condition(columns) + ")" + rest;
    }
}
