package io.github.batch4j.soak;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.CoroutineKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A measurement of many bodies that wait at once: prints the threads and the resident memory of the process, as
 * reported by Linux.
 *
 * <pre>{@code
 * java -Xmx256m -cp concurrency-tests/target/concurrency-tests.jar io.github.batch4j.soak.WaitingBodies 10000 1000
 * }</pre>
 */
public final class WaitingBodies {

    private static final Path STATUS = Path.of("/proc/self/status");

    private int batches;
    private String status = "";

    private WaitingBodies() {}

    /**
     * Runs bodies that yield one operation each.
     *
     * @param arguments the number of bodies, and how many of them may have begun and not ended
     */
    public static void main(String... arguments) {
        int bodies = Integer.parseInt(arguments[0]);
        int maxBodies = Integer.parseInt(arguments[1]);
        WaitingBodies run = new WaitingBodies();
        BatchLoader<Integer, Integer> store = BatchLoader.of("store", keys -> {
            run.batches++;
            run.status = status();
            return keys.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        });
        List<Integer> keys = IntStream.range(0, bodies).boxed().toList();

        BatchExecutor.builder()
                .maxBodies(maxBodies)
                .build()
                .execute(BatchGenerator.all(
                        keys, key -> BatchGenerator.<Integer>of(batch -> batch.yield(store.require(key)))));

        System.out.println(
                CoroutineKind.current() + ", JDK " + Runtime.version().feature() + ", " + bodies + " bodies, at most "
                        + maxBodies + ": " + run.batches + " batches, in the last of them " + run.status);
    }

    private static String status() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("Threads:") || line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\s+", " "))
                    .collect(Collectors.joining(", "));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
