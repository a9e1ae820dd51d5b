package io.github.batch4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProductsTableTest {

    @Test
    void setsTheLoaderBesideBothFormsByHand() {
        ResultTable table = new ResultTable(List.of(
                result("SQLITE", 100, "loader", 1_100, 401),
                result("SQLITE", 1_000, "loader", 1_210, 380),
                result("SQLITE", 1_000, "byHand", 1_100, 300),
                result("SQLITE", 1_000, "inList", 2_420, 350),
                result("POSTGRESQL_UNPREPARED", 1_000, "byHand", 1_000, 300)));

        assertThat(table.markdown())
                .contains("- products: any JVM")
                .doesNotContain("| task |")
                .endsWith("""
                        **rows read by key**

                        | product | keys | ns per row | loader : by hand | loader : in list | bytes per row |
                        | --- | ---: | ---: | ---: | ---: | ---: |
                        | PostgreSQL, `prepareThreshold=0` | 1,000 |  |  |  |  |
                        | SQLite | 100 | 1,100 |  |  | 401 |
                        | SQLite | 1,000 | 1,210 | 1.10 | 0.50 | 380 |\
                        """);
    }

    @Test
    void thereIsNoneWithoutProducts() {
        assertThat(ProductsTable.markdown(List.of(new Result("two levels", 3, "pipeline", 40, 400, "any JVM"))))
                .isEmpty();
    }

    private static Result result(String product, int n, String form, double nanos, double bytes) {
        return new Result("products, product " + product, n, form, nanos, bytes, "any JVM");
    }
}
