package io.github.batch4j.benchmarks.load;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The rows of a Markdown table: each has the medians of some pairs of runs, one apart and one with sharing. */
final class LoadTable {

    static final List<String> HEAD = List.of(
            "| round trip | concurrent | requests/s | shared | ratio (of single pairs) | p50, ms | shared"
                    + " | p99, ms | shared | ratio | statements per request | shared | ratio |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");

    private LoadTable() {}

    /**
     * Makes a row.
     *
     * @param apart the runs without sharing
     * @param shared the runs with it, each after the one without
     */
    static String row(String roundTrip, int concurrent, List<Measured> apart, List<Measured> shared) {
        List<Double> pairs = IntStream.range(0, apart.size())
                .mapToObj(i -> shared.get(i).perSecond() / apart.get(i).perSecond())
                .sorted()
                .toList();
        return "| " + roundTrip + " | " + concurrent
                + both(apart, shared, Measured::perSecond, "%,.0f")
                + cell("%.2f", median(pairs)) + String.format(Locale.ROOT, " (%.2f to %.2f)", pairs.get(0), last(pairs))
                + both(apart, shared, run -> run.millis(50), "%.2f")
                + both(apart, shared, run -> run.millis(99), "%.2f")
                + cell("%.2f", ratio(apart, shared, run -> run.millis(99)))
                + both(apart, shared, Measured::statementsPerRequest, "%.2f")
                + cell("%.2f", ratio(apart, shared, Measured::statementsPerRequest))
                + " |";
    }

    private static String both(
            List<Measured> apart, List<Measured> shared, Function<Measured, Double> value, String format) {
        return cell(format, median(apart.stream().map(value).toList()))
                + cell(format, median(shared.stream().map(value).toList()));
    }

    private static String cell(String format, double value) {
        return " | " + String.format(Locale.ROOT, format, value);
    }

    private static double ratio(List<Measured> apart, List<Measured> shared, ToDoubleFunction<Measured> value) {
        return median(IntStream.range(0, apart.size())
                .mapToObj(i -> value.applyAsDouble(shared.get(i)) / value.applyAsDouble(apart.get(i)))
                .toList());
    }

    private static double last(List<Double> sorted) {
        return sorted.get(sorted.size() - 1);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
