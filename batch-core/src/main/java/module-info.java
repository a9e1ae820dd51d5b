/**
 * The batch executor, the generators that it runs and the batches that it makes of them. It needs nothing but the JDK.
 */
module io.github.batch4j {
    requires static org.jspecify;

    exports io.github.batch4j;
    exports io.github.batch4j.findings;
}
