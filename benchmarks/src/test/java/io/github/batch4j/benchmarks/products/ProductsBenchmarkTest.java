package io.github.batch4j.benchmarks.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All forms read the same rows, in the order of the keys; each run checks that again on its products. */
class ProductsBenchmarkTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "SQLITE"})
    void allFormsFindTheSamePeopleInTheOrderOfTheKeys(Product product) throws IOException {
        ProductsBenchmark benchmark = new ProductsBenchmark();
        benchmark.product = product;
        benchmark.n = 50;
        benchmark.use(1_000);
        try {
            List<Person> people = benchmark.loader();

            assertThat(people).hasSize(50).startsWith(new Person(0, "person 0"), new Person(919, "person 919"));
            assertThat(benchmark.byHand()).isEqualTo(people);
            assertThat(benchmark.inList()).isEqualTo(people);
        } finally {
            benchmark.stop();
        }
    }
}
