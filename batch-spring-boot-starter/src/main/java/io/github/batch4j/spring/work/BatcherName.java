package io.github.batch4j.spring.work;

import io.github.batch4j.Batcher;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of batchers for metrics, spans, headers and logs: short, of few different values, and without values of the
 * application.
 *
 * <p>A JDBC statement without a name is named by its text, which may have literals in it. It is shortened to its verb
 * and its tables, {@code SELECT users}, as OpenTelemetry's summary of a query is.
 */
public final class BatcherName {

    private static final int LONGEST = 80;

    /** The number of names that are remembered; texts may be made at run time. */
    private static final int MOST = 1_000;

    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(select|insert|update|delete|merge|with|values|call|table)\\b.*", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile("'(?:[^']|'')*'|\\b(?:from|into|update|join|table|call)\\s+(?<table>[\\w.$]+)");

    private static final Map<String, String> SHORT = new ConcurrentHashMap<>();

    private BatcherName() {}

    /**
     * The name of a batcher. It is the application's code, and may throw.
     *
     * @param batcher the batcher
     * @return a name without values of at most 80 characters; that of its class if it has none
     */
    public static String of(Batcher<?, ?> batcher) {
        String name;
        try {
            name = String.valueOf(batcher.name());
        } catch (RuntimeException | StackOverflowError failure) {
            name = batcher.getClass().getName();
        }
        return of(name);
    }

    /**
     * The short form of a batcher's own name.
     *
     * @param name the name, maybe the text of a statement
     * @return a name without values of at most 80 characters
     */
    public static String of(String name) {
        return isShort(name) ? name : shortened(name);
    }

    /** True for all but texts, which have spaces. */
    private static boolean isShort(String name) {
        return name.length() <= LONGEST && name.indexOf(' ') < 0 && name.indexOf('\n') < 0;
    }

    private static String shortened(String name) {
        String known = SHORT.get(name);
        if (known != null) {
            return known;
        }
        String shortened = shorten(name);
        if (SHORT.size() < MOST) {
            SHORT.put(name, shortened);
        }
        return shortened;
    }

    private static String shorten(String name) {
        String text = name.toLowerCase(Locale.ROOT);
        Matcher statement = STATEMENT.matcher(text);
        if (!statement.matches()) {
            return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        }
        StringBuilder summary = new StringBuilder(statement.group(1).toUpperCase(Locale.ROOT));
        Matcher tables = TABLE.matcher(text);
        while (tables.find()) {
            String table = tables.group("table");
            if (table != null && !table.equals("select") && summary.length() + table.length() < LONGEST) {
                summary.append(' ').append(table);
            }
        }
        return summary.toString();
    }
}
