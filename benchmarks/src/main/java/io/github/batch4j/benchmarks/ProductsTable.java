package io.github.batch4j.benchmarks;

import io.github.batch4j.benchmarks.products.Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of {@link io.github.batch4j.benchmarks.products.ProductsBenchmark}: a row for each product and size. */
final class ProductsTable {

    /** The task, without its product. */
    static final String TASK = "products";

    private static final String TASK_OF_PRODUCT = TASK + ", product ";

    private static final List<String> HEAD =
            List.of("product", "keys", "ns per row", "loader : by hand", "loader : in list", "bytes per row");

    private ProductsTable() {}

    /** Returns true if a result belongs to this table and to no other. */
    static boolean isFor(Result result) {
        return result.task().startsWith(TASK_OF_PRODUCT);
    }

    /** Returns the table; nothing if no product was measured. */
    static List<String> markdown(List<Result> results) {
        Map<Row, Map<String, Result>> rows = new LinkedHashMap<>();
        for (Product product : Product.values()) {
            for (Result result : results) {
                if (result.task().equals(TASK_OF_PRODUCT + product)) {
                    rows.computeIfAbsent(new Row(product, result.n()), row -> new LinkedHashMap<>())
                            .put(result.form(), result);
                }
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        return Markdown.table(
                "rows read by key",
                HEAD,
                rows.entrySet().stream()
                        .map(entry -> cells(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static List<String> cells(Row row, Map<String, Result> forms) {
        double loader = nanos(forms, "loader");
        Result measured = forms.get("loader");
        return List.of(
                row.product.title(),
                String.format(Locale.ROOT, "%,d", row.keys),
                number("%,.0f", loader),
                number("%.2f", loader / nanos(forms, "byHand")),
                number("%.2f", loader / nanos(forms, "inList")),
                number("%,.0f", measured == null ? Double.NaN : measured.bytes()));
    }

    private static double nanos(Map<String, Result> forms, String form) {
        Result result = forms.get(form);
        return result == null ? Double.NaN : result.nanos();
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    private record Row(Product product, int keys) {}
}
