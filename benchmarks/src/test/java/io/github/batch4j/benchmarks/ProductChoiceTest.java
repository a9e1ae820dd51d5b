package io.github.batch4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.benchmarks.products.Product;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

class ProductChoiceTest {

    @Test
    void aProductWithoutServerIsLeftOut() throws Exception {
        ProductChoice choice = ProductChoice.from(
                new CommandLineOptions("products", "-p", "product=H2,MARIADB"), product -> product != Product.MARIADB);

        assertThat(choice.measured()).containsExactly(Product.H2);
        assertThat(choice.toString()).startsWith("Left out: MARIADB. ");
        OptionsBuilder options = new OptionsBuilder();
        choice.chooseIn(options);
        assertThat(options.getParameter("product").get()).containsExactly("H2");
    }

    @Test
    void withoutAnyProductTheirBenchmarkIsLeftOut() throws Exception {
        OptionsBuilder options = new OptionsBuilder();

        ProductChoice.from(new CommandLineOptions("products"), product -> false).chooseIn(options);

        assertThat(options.getExcludes()).singleElement().asString().endsWith("ProductsBenchmark");
    }

    @Test
    void aRunOfOtherBenchmarksHasNoProducts() throws Exception {
        assertThat(ProductChoice.from(new CommandLineOptions("stores"))).isEqualTo(noProducts());
        assertThat(ProductChoice.from(new CommandLineOptions())).isEqualTo(noProducts());
    }

    @Test
    void driversInTheBuildAreAvailable() throws Exception {
        assertThat(ProductChoice.from(new CommandLineOptions("products", "-p", "product=DERBY,SQLITE")))
                .isEqualTo(new ProductChoice(List.of(Product.DERBY, Product.SQLITE), List.of()));
    }

    private static ProductChoice noProducts() {
        return new ProductChoice(List.of(), List.of());
    }
}
