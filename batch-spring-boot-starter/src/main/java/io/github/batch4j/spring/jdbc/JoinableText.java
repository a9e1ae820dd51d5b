package io.github.batch4j.spring.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text of an application that can be joined with the keys without a guess: a single select, each row of which comes
 * from one row of its tables, with a plain condition {@code column in (:keys)} in its own {@code where}. The keys
 * become the last item of its {@code from}.
 *
 * @param beforeFrom the text up to {@code from}
 * @param beforeWhere from there up to {@code where}
 * @param beforeColumns from there up to the columns that are compared with the keys
 * @param columns these columns, as they are written
 * @param rest the text after {@code in (:keys)}
 */
record JoinableText(String beforeFrom, String beforeWhere, String beforeColumns, List<String> columns, String rest) {

    /** Words of a select that makes one row of several, numbers them, or has a syntax of its own. */
    private static final Set<String> OTHERS = Set.of(
            "connect",
            "distinct",
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

    private static final Set<String> BEFORE_CONDITION = Set.of("where", "and", "or", "(");

    /** Cuts a text whose {@code in (:keys)} is at a place; null if it cannot be joined. */
    static @Nullable JoinableText of(String text, int start, int end) {
        SqlTokens tokens = new SqlTokens(text);
        int in = indexAt(tokens, start);
        SqlTokens.Select select = tokens.select(in);
        if (select.query() >= 0) {
            return null;
        }
        int from = -1;
        int where = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.select(i).equals(select)) {
                if (tokens.select(i).query() < 0) {
                    return null; // another select of a union
                }
                continue;
            }
            if (OTHERS.contains(tokens.get(i)) && !tokens.is(i - 1, ".")) {
                return null;
            }
            if (tokens.isOutermost(i) && tokens.is(i, "from") && from < 0) {
                from = i;
            } else if (tokens.isOutermost(i) && tokens.is(i, "where") && where < 0) {
                where = i;
            }
        }
        int first = firstOfColumns(tokens, in);
        if (from < 0 || where < from || first <= where) {
            return null;
        }
        return new JoinableText(
                text.substring(0, tokens.start(from)),
                text.substring(tokens.start(from), tokens.start(where)),
                text.substring(tokens.start(where), tokens.start(first)),
                columns(text, tokens, first, in),
                text.substring(end));
    }

    private static int indexAt(SqlTokens tokens, int start) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.start(i) == start) {
                return i;
            }
        }
        throw new IllegalStateException("no token at " + start);
    }

    /** The index of the first token of the columns before {@code in}, -1 if they are an expression. */
    private static int firstOfColumns(SqlTokens tokens, int in) {
        int first = in - 1;
        if (tokens.is(first, ")")) {
            do {
                first--;
                if (!tokens.is(first, "(") && !tokens.is(first, ",") && !isPartOfColumn(tokens, first)) {
                    return -1;
                }
            } while (!tokens.is(first, "("));
        } else {
            if (!isName(tokens, first)) {
                return -1;
            }
            while (tokens.is(first - 1, ".") && isName(tokens, first - 2)) {
                first -= 2;
            }
        }
        return BEFORE_CONDITION.contains(tokens.get(first - 1)) ? first : -1;
    }

    private static boolean isPartOfColumn(SqlTokens tokens, int index) {
        return tokens.is(index, ".") || isName(tokens, index);
    }

    /** True for an identifier, in quotes or not. */
    private static boolean isName(SqlTokens tokens, int index) {
        String token = tokens.get(index);
        return tokens.isIdentifier(index)
                && !token.isEmpty()
                && !Character.isDigit(token.charAt(0))
                && !token.startsWith(":");
    }

    private static List<String> columns(String text, SqlTokens tokens, int first, int in) {
        List<String> columns = new ArrayList<>();
        boolean several = tokens.is(first, "(");
        int begin = several ? first + 1 : first;
        for (int i = begin; i <= in; i++) {
            if (i == in || tokens.is(i, ",") || (several && i == in - 1)) {
                columns.add(text.substring(tokens.start(begin), tokens.start(i)).strip());
                begin = i + 1;
                if (several && i == in - 1) {
                    break;
                }
            }
        }
        return columns;
    }

    /** The text with the keys in it. */
    String with(KeyRelation relation, int length) {
        return beforeFrom + ", " + KeyRelation.number() + " " + beforeWhere + ", " + relation.item(length) + " "
                + beforeColumns + "(" + relation.condition(columns) + ")" + rest;
    }
}
