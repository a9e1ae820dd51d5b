package io.github.batch4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The measurement of one form of a task by JMH.
 *
 * @param task the benchmark class in words, with its parameters other than {@code n}
 * @param n the number of operations of an invocation
 * @param form the benchmark method
 * @param nanos the median time of an operation
 * @param bytes the median allocation of an operation, NaN if that was not measured
 * @param conditions the virtual machine and the number of measurements
 */
record Result(String task, int n, String form, double nanos, double bytes, String conditions) {

    private static final Pattern ENTRY = Pattern.compile("\"jmhVersion\".*?(?=\"jmhVersion\"|\\z)", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("\"benchmark\" : \".*?(\\w+Benchmark.*)\\.\\w+\"");
    private static final Pattern FORM = Pattern.compile("\"benchmark\" : \".*\\.(\\w+)\"");
    private static final Pattern PARAMETERS = Pattern.compile("\"params\" : \\{([^}]*)}");
    private static final Pattern PARAMETER = Pattern.compile("\"(\\w+)\" : \"(.*?)\"");
    private static final Pattern ARGUMENTS = Pattern.compile("\"jvmArgs\" : \\[([^]]*)]");

    /**
     * Reads the file that JMH writes with {@code -rf json}. Its layout is so regular that a few patterns replace a JSON
     * library.
     */
    static List<Result> readAll(String json) {
        return ENTRY.matcher(json).results().map(entry -> read(entry.group())).toList();
    }

    private static Result read(String entry) {
        Map<String, String> parameters = new TreeMap<>();
        PARAMETER.matcher(find(PARAMETERS, entry)).results().forEach(it -> parameters.put(it.group(1), it.group(2)));
        // Without n an invocation is one operation.
        int n = Integer.parseInt(parameters.getOrDefault("n", "1"));
        parameters.remove("n");
        StringBuilder task = new StringBuilder(words(find(TYPE, entry)));
        parameters.forEach(
                (key, value) -> task.append(", ").append(key).append(' ').append(value));
        return new Result(
                task.toString(),
                n,
                find(FORM, entry),
                median(entry, "primaryMetric") / n,
                median(entry, "gc.alloc.rate.norm") / n,
                conditions(entry));
    }

    private static String conditions(String entry) {
        String arguments = find(ARGUMENTS, entry).replaceAll("[\",\\s]+", " ").strip();
        return "JDK " + value(entry, "jdkVersion") + " (" + value(entry, "vmName") + "), "
                + (arguments.isEmpty() ? "no VM options" : "`" + arguments + "`") + ", median of "
                + value(entry, "forks") + " JVMs x " + value(entry, "measurementIterations") + " iterations of "
                + value(entry, "measurementTime");
    }

    private static String value(String entry, String field) {
        return find(Pattern.compile("\"" + field + "\" : \"?([^\",\\n]*)"), entry);
    }

    private static double median(String entry, String metric) {
        String median = find(
                Pattern.compile("\"" + Pattern.quote(metric) + "\" : \\{.*?\"50\\.0\" : ([^,\\s]+)", Pattern.DOTALL),
                entry);
        return median.isEmpty() ? Double.NaN : Double.parseDouble(median);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** {@code BodiesBenchmark.OnContinuations} as {@code bodies on continuations}. */
    private static String words(String type) {
        return type.replace("Benchmark", "")
                .replace('.', ' ')
                .replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
