package io.github.batch4j.benchmarks;

import io.github.batch4j.benchmarks.products.Product;
import io.github.batch4j.benchmarks.products.ProductsBenchmark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The database products of a run.
 *
 * @param measured those that are available
 * @param leftOut those that are not
 */
record ProductChoice(List<Product> measured, List<Product> leftOut) {

    private static final String PARAMETER = "product";
    private static final String TYPE = ProductsBenchmark.class.getName();

    /** Chooses products for a run, none for one of other benchmarks. */
    static ProductChoice from(Options run) {
        boolean chosen = !run.getIncludes().isEmpty()
                && BenchmarkList.defaultList()
                        .find(
                                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                                run.getIncludes(),
                                run.getExcludes())
                        .stream()
                        .anyMatch(benchmark -> benchmark.getUsername().startsWith(TYPE + "."));
        return chosen ? from(run, Product::isAvailable) : new ProductChoice(List.of(), List.of());
    }

    static ProductChoice from(Options run, Predicate<Product> available) {
        Collection<String> given = run.getParameter(PARAMETER)
                .orElse(Arrays.stream(Product.values()).map(Product::name).toList());
        List<Product> measured = new ArrayList<>();
        List<Product> leftOut = new ArrayList<>();
        for (String name : given) {
            Product product = Product.valueOf(name);
            (available.test(product) ? measured : leftOut).add(product);
        }
        return new ProductChoice(measured, leftOut);
    }

    /** Restricts a run to the products that are available. */
    void chooseIn(ChainedOptionsBuilder options) {
        if (measured.isEmpty()) {
            options.exclude(TYPE.replace(".", "\\."));
        } else {
            options.param(PARAMETER, measured.stream().map(Product::name).toArray(String[]::new));
        }
    }

    /** Describes which products are left out, and why. */
    @Override
    public String toString() {
        Stream<String> names = leftOut.stream().map(Product::name);
        return "Left out: " + names.collect(Collectors.joining(", "))
                + ". The driver, or the server for this platform, is not in the directory lib beside the jar";
    }
}
