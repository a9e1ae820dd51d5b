package io.github.batch4j.soak;

import io.github.batch4j.CoroutineKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A soak of many executions with bodies, always the same ones in the same order, which fails if a body is not unwound,
 * or if threads or memory are left that were not there before. Prints a row of a Markdown table.
 */
public final class Soak {

    private static final long SEED = 20_260_101;

    /** The number of executions after which everything that is loaded once is loaded. */
    private static final int WARM_UP = 20_000;

    /** The tolerance for compiled code and its data, far below a leak in every execution. */
    private static final long LEFT_KILOBYTES = 4_096;

    private final Bodies bodies = new Bodies();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    private Soak() {}

    /**
     * Runs the soak.
     *
     * @param args the number of executions
     */
    public static void main(String... args) throws Exception {
        int executions = Integer.parseInt(args[0]);
        try (Interrupter interrupter = new Interrupter()) {
            new Soak().run(Math.min(WARM_UP, executions), interrupter);
            Remains before = Remains.measure();
            long start = System.nanoTime();
            Soak soak = new Soak();
            soak.run(executions, interrupter);
            double seconds = (System.nanoTime() - start) / 1e9;
            Remains after = Remains.measure();
            System.out.println(soak.row(seconds, before, after));
            soak.check(before, after);
        }
    }

    private void run(int executions, Interrupter interrupter) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < executions; i++) {
            Kind kind = Kind.choose(random);
            kind.run(bodies, interrupter);
            counts.merge(kind, 1, Integer::sum);
        }
    }

    private String row(double seconds, Remains before, Remains after) {
        String kinds = Arrays.stream(Kind.values())
                .map(kind -> String.format(Locale.ROOT, "%,d", counts.getOrDefault(kind, 0)))
                .collect(Collectors.joining(" | "));
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,d / %,d | %.0f | %d / %d | %d / %d | %,d / %,d |",
                CoroutineKind.current(),
                Runtime.version().feature(),
                kinds,
                bodies.begun(),
                bodies.unwound(),
                seconds,
                before.threads(),
                after.threads(),
                before.bodyThreads(),
                after.bodyThreads(),
                before.heapKilobytes(),
                after.heapKilobytes());
    }

    private void check(Remains before, Remains after) {
        if (bodies.begun() != bodies.unwound()) {
            throw new AssertionError("bodies that were not unwound: " + (bodies.begun() - bodies.unwound()));
        }
        if (after.threads() > before.threads() || after.bodyThreads() > 0) {
            throw new AssertionError("threads are left, before: " + before + ", after: " + after);
        }
        if (after.heapKilobytes() > before.heapKilobytes() + LEFT_KILOBYTES) {
            throw new AssertionError("memory is left, before: " + before + ", after: " + after);
        }
    }
}
