package io.github.batch4j.spring.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a query, and the (sub-)query that each belongs to. Comments are left out, and a quoted text is one
 * token without its content.
 */
final class SqlTokens {

    private static final Pattern TOKEN =
            Pattern.compile("(?U)(?<comment>--[^\\n]*|/\\*(?s:.*?)\\*/)|(?<quoted>'[^']*'|\"[^\"]*\"|`[^`]*`)"
                    + "|::|:\\w+|[\\w$]+|[<>=!]+|\\S");

    private static final Set<String> QUERIES = Set.of("select", "with");
    private static final Set<String> SET_OPERATIONS = Set.of("union", "intersect", "except", "minus");

    /**
     * A select, one of several if they are combined by {@code union} and the like.
     *
     * @param query the index of the parenthesis that it is in; -1 if it is in none
     * @param number its index among the selects of this query
     */
    record Select(int query, int number) {}

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Select> selects = new ArrayList<>();

    /** For each token, the number of parentheses around it that contain no query. */
    private final List<Integer> depths = new ArrayList<>();

    private final Map<Integer, Integer> closing = new HashMap<>();

    SqlTokens(String text) {
        this.text = text;
        for (Matcher found = TOKEN.matcher(text); found.find(); ) {
            if (found.group("comment") == null) {
                starts.add(found.start());
                ends.add(found.end());
                tokens.add(found.group("quoted") == null ? found.group().toLowerCase(Locale.ROOT) : "\"");
            }
        }
        nest();
    }

    private void nest() {
        Deque<Integer> open = new ArrayDeque<>();
        Deque<Select> outer = new ArrayDeque<>();
        Select select = new Select(-1, 0);
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.equals(")") && !open.isEmpty()) {
                int from = open.pop();
                closing.put(from, i);
                select = outer.pop();
                depth = depths.get(from);
            } else if (SET_OPERATIONS.contains(token) && isQuery(i + 1)) {
                select = new Select(select.query, select.number + 1);
            }
            selects.add(select);
            depths.add(depth);
            if (token.equals("(")) {
                open.push(i);
                outer.push(select);
                boolean query = isQuery(i + 1);
                select = query ? new Select(i, 0) : select;
                depth = query ? 0 : depth + 1;
            }
        }
    }

    /** Returns true if a query starts here, possibly in parentheses. */
    private boolean isQuery(int index) {
        int first = index;
        while (is(first, "(") || is(first, "all") || is(first, "distinct")) {
            first++;
        }
        return QUERIES.contains(get(first));
    }

    int size() {
        return tokens.size();
    }

    /** A token in lower case, empty before the first and after the last. */
    String get(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : "";
    }

    boolean is(int index, String token) {
        return get(index).equals(token);
    }

    /** The place of a token in the text. */
    int start(int index) {
        return starts.get(index);
    }

    /** The place after a token in the text. */
    int end(int index) {
        return ends.get(index);
    }

    /** The token as it is written, in quotes if it has some. */
    String written(int index) {
        return text.substring(starts.get(index), ends.get(index));
    }

    /** True for an identifier, a word of the language or a number; also for a name in quotes, unlike a text. */
    boolean isIdentifier(int index) {
        String token = get(index);
        return token.equals("\"")
                ? text.charAt(start(index)) != '\''
                : !token.isEmpty() && (Character.isLetterOrDigit(token.charAt(0)) || token.charAt(0) == '_');
    }

    int indexOf(String token) {
        return tokens.indexOf(token);
    }

    Select select(int index) {
        return selects.get(index);
    }

    /** True for a token directly in its query. */
    boolean isOutermost(int index) {
        return depths.get(index) == 0;
    }

    /** True if a token is in the {@code from} part of its query. */
    boolean isAfterFrom(int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (select(i).equals(select(index)) && isOutermost(i)) {
                if (is(i, "from")) {
                    return true;
                }
                if (is(i, "select") || is(i, "where") || is(i, "by") || is(i, "having")) {
                    return false;
                }
            }
        }
        return false;
    }

    /** The index of the closing parenthesis; the number of tokens if there is none. */
    int close(int open) {
        return closing.getOrDefault(open, tokens.size());
    }

    /** True if a token is directly in these parentheses. */
    boolean isWithin(int open, String token) {
        int close = close(open);
        for (int i = open + 1; i < close; i++) {
            if (is(i, "(")) {
                i = close(i);
            } else if (is(i, token)) {
                return true;
            }
        }
        return false;
    }
}
