package io.github.batch4j.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The table of {@link BodiesBenchmark}: a row for each kind of coroutine, beside {@link HandOffBenchmark} on the same
 * threads and beside two levels without any body.
 */
final class BodiesTable {

    private static final String INLINED = "`-XX:FreqInlineSize=600`";

    private static final Form DATA_LOADER = new Form("two levels", "javaDataLoader");
    private static final Form DATA_LOADER_INLINED = new Form("bodies on continuations inlined", "javaDataLoader");

    private static final List<String> HEAD = List.of(
            "us a body",
            "`batch.yield`",
            "blocking services",
            "body that never waits",
            "hand-off, ring",
            "hand-off, star");

    private static final List<Row> ROWS = List.of(
            row("continuation", "on continuations"),
            row("continuation, " + INLINED, "on continuations inlined"),
            row("virtual thread, caller virtual", "on virtual threads"),
            row("virtual thread, caller virtual, continuations opened", "on virtual threads beside continuations"),
            row("virtual thread, caller a platform thread", "on virtual threads for a platform thread"),
            row("platform thread, caller too", "on platform threads"),
            new Row("java-dataloader", DATA_LOADER),
            new Row("java-dataloader, " + INLINED, DATA_LOADER_INLINED),
            new Row("pipeline", new Form("two levels", "pipeline")));

    private static final List<Ratio> RATIOS = List.of(
            new Ratio("continuation: body / java-dataloader", body("on continuations"), DATA_LOADER),
            new Ratio(
                    "continuation, " + INLINED + ": body / java-dataloader",
                    body("on continuations inlined"),
                    DATA_LOADER_INLINED),
            new Ratio(
                    "virtual thread, caller virtual: body / ring",
                    body("on virtual threads"),
                    new Form("hand off on virtual threads", "ring")),
            new Ratio(
                    "virtual thread, caller a platform thread: star / body",
                    new Form("hand off on virtual threads for a platform thread", "star"),
                    body("on virtual threads for a platform thread")),
            new Ratio(
                    "platform thread, caller too: star / body",
                    new Form("hand off on platform threads", "star"),
                    body("on platform threads")));

    private final Map<Form, Double> micros;
    private final int n;

    private BodiesTable(int n, Map<Form, Double> micros) {
        this.n = n;
        this.micros = micros;
    }

    /** Returns true if a result belongs to this table and to no other. */
    static boolean isOnlyFor(Result result) {
        return result.task().startsWith("bodies ") || result.task().startsWith("hand off ");
    }

    /** Returns a table for each number of bodies that was measured. */
    static List<String> markdown(List<Result> results) {
        Map<Integer, Map<Form, Double>> sizes = new TreeMap<>();
        results.stream().filter(BodiesTable::isOnlyFor).forEach(it -> sizes.put(it.n(), new LinkedHashMap<>()));
        for (Result result : results) {
            Map<Form, Double> micros = sizes.get(result.n());
            if (micros != null) {
                micros.put(new Form(result.task(), result.form()), result.nanos() / 1_000);
            }
        }
        List<String> lines = new ArrayList<>();
        sizes.forEach((n, micros) -> lines.addAll(new BodiesTable(n, micros).markdown()));
        return lines;
    }

    private List<String> markdown() {
        List<String> lines = new ArrayList<>(Markdown.table(
                String.format(Locale.ROOT, "%,d bodies side by side that load a user and then the spouse", n),
                HEAD,
                measured(ROWS.stream().map(this::cells))));
        List<List<String>> ratios = measured(RATIOS.stream().map(this::cells));
        if (!ratios.isEmpty()) {
            lines.addAll(Markdown.table("how many times as long", List.of("ratio", ""), ratios));
        }
        return lines;
    }

    /** Leaves out rows without any number. */
    private static List<List<String>> measured(Stream<List<String>> rows) {
        return rows.filter(row -> row.stream().skip(1).anyMatch(cell -> !cell.isEmpty()))
                .toList();
    }

    private List<String> cells(Row row) {
        List<String> cells = new ArrayList<>(List.of(row.title));
        row.forms.forEach(form -> cells.add(number(value(form))));
        while (cells.size() < HEAD.size()) {
            cells.add("");
        }
        return cells;
    }

    private List<String> cells(Ratio ratio) {
        return List.of(ratio.title, number(value(ratio.dividend) / value(ratio.divisor)));
    }

    private double value(Form form) {
        return micros.getOrDefault(form, Double.NaN);
    }

    /** Rounds to about two digits: the others differ from run to run. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    private static Form body(String kind) {
        return new Form("bodies " + kind, "yields");
    }

    private static Row row(String title, String kind) {
        return new Row(
                title,
                body(kind),
                new Form("bodies " + kind, "services"),
                new Form("bodies " + kind, "neverSuspends"),
                new Form("hand off " + kind, "ring"),
                new Form("hand off " + kind, "star"));
    }

    /** A measured form of a task. */
    private record Form(String task, String name) {}

    private record Row(String title, List<Form> forms) {

        Row(String title, Form... forms) {
            this(title, List.of(forms));
        }
    }

    private record Ratio(String title, Form dividend, Form divisor) {}
}
