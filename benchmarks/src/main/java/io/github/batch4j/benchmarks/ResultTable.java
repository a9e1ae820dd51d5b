package io.github.batch4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The results of one JMH run as Markdown, with a row for each task and a column for each form. Bodies have a
 * {@linkplain BodiesTable table of their own}, and products {@linkplain ProductsTable another}.
 */
public final class ResultTable {

    private static final List<Column> FORMS = List.of(
            form("naive", "naive"),
            form("by hand", "byHand"),
            form("pipeline", "pipeline"),
            form("loader", "loader"),
            form("plain code", "plainCode"),
            form("java-dataloader", "javaDataLoader"),
            form("java-dataloader, cache off", "javaDataLoaderUncached"),
            form("Redis", "redis"),
            form("JDBC", "jdbc"),
            form("both", "both"));

    private static final List<Column> FORMS_AND_RATIOS = Stream.concat(
                    FORMS.stream(),
                    Stream.of(
                            ratio("naive / pipeline", "naive", "pipeline"),
                            ratio("pipeline / by hand", "pipeline", "byHand"),
                            ratio("Redis / by hand", "redis", "byHand"),
                            ratio("java-dataloader / pipeline", "javaDataLoader", "pipeline"),
                            ratio("java-dataloader / loader", "javaDataLoader", "loader"),
                            new Column("both / the longer", ResultTable::bothToTheLonger)))
            .toList();

    private final List<Result> results;

    ResultTable(List<Result> results) {
        this.results = results;
    }

    /**
     * Prints the tables.
     *
     * @param args the file written by JMH with {@code -rf json}
     */
    public static void main(String... args) throws IOException {
        ResultTable table = new ResultTable(Result.readAll(Files.readString(Path.of(args[0]))));
        System.out.println(table.markdown());
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "An operation is a user in one level, a user and then the spouse in two levels, and a whole couple with"
                        + " a new executor. Of stores it is a user read, or a couple of the page.");
        lines.add("");
        lines.addAll(conditions());
        lines.addAll(table("ns an operation", FORMS_AND_RATIOS, rows(Result::nanos)));
        lines.addAll(table("bytes allocated an operation", FORMS_AND_RATIOS, rows(Result::bytes)));
        lines.addAll(table("ns an operation, compared with the same task at its smallest n", FORMS, growth()));
        lines.addAll(BodiesTable.markdown(results));
        lines.addAll(ProductsTable.markdown(results));
        return String.join("\n", lines);
    }

    private List<String> conditions() {
        Map<String, Set<String>> tasks = new LinkedHashMap<>();
        for (Result result : results) {
            tasks.computeIfAbsent(result.conditions(), conditions -> new LinkedHashSet<>())
                    .add(ProductsTable.isFor(result) ? ProductsTable.TASK : result.task());
        }
        List<String> lines = new ArrayList<>();
        tasks.forEach((conditions, of) -> lines.add("- " + String.join("; ", of) + ": " + conditions));
        lines.add("- " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.arch") + ", "
                + System.getProperty("os.name"));
        return lines;
    }

    private Map<Row, Map<String, Double>> rows(ToDoubleFunction<Result> metric) {
        Map<Row, Map<String, Double>> rows = new LinkedHashMap<>();
        for (Result result : results) {
            if (!BodiesTable.isOnlyFor(result) && !ProductsTable.isFor(result)) {
                rows.computeIfAbsent(new Row(result.task(), result.n()), row -> new LinkedHashMap<>())
                        .put(result.form(), metric.applyAsDouble(result));
            }
        }
        return rows;
    }

    /** Returns the rows of {@link GrowthBenchmark}, divided by the first row of the same task. */
    private Map<Row, Map<String, Double>> growth() {
        Map<String, Map<String, Double>> smallest = new HashMap<>();
        Map<Row, Map<String, Double>> growth = new LinkedHashMap<>();
        rows(Result::nanos).forEach((row, values) -> {
            Map<String, Double> base = smallest.putIfAbsent(row.task, values);
            if (base != null && row.task.startsWith("growth")) {
                Map<String, Double> factors = new LinkedHashMap<>();
                values.forEach((form, value) -> factors.put(form, value / base.getOrDefault(form, Double.NaN)));
                growth.put(row, factors);
            }
        });
        return growth;
    }

    /** Builds a table without empty columns; nothing if all columns are empty. */
    private static List<String> table(String title, List<Column> candidates, Map<Row, Map<String, Double>> rows) {
        List<Column> columns = candidates.stream()
                .filter(column -> rows.values().stream().anyMatch(column::hasValue))
                .toList();
        if (columns.isEmpty()) {
            return List.of();
        }
        List<List<String>> lines = new ArrayList<>();
        rows.forEach((row, values) -> lines.add(
                cells(row.task, number(row.n), columns, column -> number(column.value.applyAsDouble(values)))));
        return Markdown.table(title, cells("task", "n", columns, Column::title), lines);
    }

    private static List<String> cells(String task, String n, List<Column> columns, Function<Column, String> cell) {
        return Stream.concat(Stream.of(task, n), columns.stream().map(cell)).toList();
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static Column form(String title, String form) {
        return new Column(title, values -> values.getOrDefault(form, Double.NaN));
    }

    private static Column ratio(String title, String dividend, String divisor) {
        ToDoubleFunction<Map<String, Double>> above = form(title, dividend).value;
        ToDoubleFunction<Map<String, Double>> below = form(title, divisor).value;
        return new Column(title, values -> above.applyAsDouble(values) / below.applyAsDouble(values));
    }

    private static double bothToTheLonger(Map<String, Double> values) {
        double longer = Math.max(values.getOrDefault("redis", Double.NaN), values.getOrDefault("jdbc", Double.NaN));
        return values.getOrDefault("both", Double.NaN) / longer;
    }

    private record Row(String task, int n) {}

    private record Column(String title, ToDoubleFunction<Map<String, Double>> value) {

        boolean hasValue(Map<String, Double> values) {
            return !Double.isNaN(value.applyAsDouble(values));
        }
    }
}
