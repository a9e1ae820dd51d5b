package io.github.batch4j.benchmarks.products;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The task of reading {@code n} of 100,000 rows by key from each product, which is started anew for each JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgs = {"-Xms2g", "-Xmx2g"})
@SuppressWarnings("NullAway.Init") // set before the measurement
public class ProductsBenchmark {

    private static final int PEOPLE = 100_000;

    /** A prime: keys are spread over the table, in no order. */
    private static final long STEP = 7_919;

    @Param
    public Product product;

    @Param({"100", "1000", "10000"})
    public int n;

    private ProductDatabase database;
    private People people;
    private List<Long> ids;

    @Setup(Level.Trial)
    public void start() throws IOException {
        use(PEOPLE);
    }

    /** Starts the product with so many people, and makes sure that all forms find the same. */
    void use(int size) throws IOException {
        database = ProductDatabase.start(product, size);
        people = new People(database.template(), product, n);
        ids = IntStream.range(0, n).mapToObj(i -> i * STEP % size).toList();
        List<Person> expected =
                ids.stream().map(id -> new Person(id, "person " + id)).toList();
        if (!loader().equals(expected) || !byHand().equals(expected) || !inList().equals(expected)) {
            throw new IllegalStateException("a form finds other people on " + product);
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        database.close();
    }

    /** The form of the library. */
    @Benchmark
    public List<@Nullable Person> loader() {
        return people.byLoader(ids);
    }

    /** The same matching by hand: by the number of the key that the database puts beside each row. */
    @Benchmark
    public List<@Nullable Person> byHand() {
        return people.byNumber(ids);
    }

    /** The usual code by hand: it matches by Java's equality, which is not always that of the database. */
    @Benchmark
    public List<@Nullable Person> inList() {
        return people.byId(ids);
    }
}
