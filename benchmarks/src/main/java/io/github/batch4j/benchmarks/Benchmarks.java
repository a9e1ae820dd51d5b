package io.github.batch4j.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The main program: runs benchmarks and prints them as tables.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar                               # everything, in ten minutes
 * java -jar benchmarks/target/benchmarks.jar Level -p n=1000 -e plainCode  # a choice, with the options of JMH
 * java -jar benchmarks/target/benchmarks.jar stores                        # the adapters on real servers
 * java -jar benchmarks/target/benchmarks.jar products                      # reads by key of each database product
 * }</pre>
 */
public final class Benchmarks {

    /** The benchmarks that start servers. They answer other questions and run only when asked for. */
    private static final String ON_SERVERS = "\\.(stores|products)\\.";

    private Benchmarks() {}

    /**
     * Runs the benchmarks and keeps JMH's results beside the jar, from where {@link ResultTable} can print them again.
     * Benchmarks that this JDK cannot run are left out.
     *
     * @param args the options of JMH
     */
    public static void main(String... args) throws Exception {
        CommandLineOptions given = new CommandLineOptions(args);
        if (asksForNoRun(given)) {
            org.openjdk.jmh.Main.main(args);
            return;
        }
        LeftOut leftOut = LeftOut.from(given);
        if (!leftOut.types().isEmpty()) {
            System.out.println(leftOut);
        }
        if (leftOut.everything()) {
            return;
        }
        String results = given.getResult().orElse(besideTheJar("benchmarks.json"));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(given)
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .result(results);
        leftOut.patterns().forEach(options::exclude);
        if (given.getIncludes().isEmpty()) {
            options.exclude(ON_SERVERS);
        }
        ProductChoice products = ProductChoice.from(given);
        if (!products.leftOut().isEmpty()) {
            System.out.println(products);
            products.chooseIn(options);
        }
        new Runner(options.build()).run();
        ResultTable.main(results);
    }

    private static boolean asksForNoRun(CommandLineOptions given) {
        return given.shouldHelp()
                || given.shouldList()
                || given.shouldListWithParams()
                || given.shouldListProfilers()
                || given.shouldListResultFormats();
    }

    private static String besideTheJar(String name) throws URISyntaxException {
        return Path.of(Benchmarks.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolveSibling(name)
                .toString();
    }
}
