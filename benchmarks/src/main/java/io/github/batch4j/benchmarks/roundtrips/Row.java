package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.Batcher;
import io.github.batch4j.LearnedPolicy;
import io.github.batch4j.SendPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The mean counts of some programs, for pages of so many items with so many absent loads. */
final class Row {

    private final int items;
    private final double absence;
    private final Mean bySteps = new Mean();
    private final Mean oldestFirst = new Mean();
    private final Mean absorbed = new Mean();
    private final Mean learned = new Mean();
    private final Mean fewest = new Mean();
    private final Mean fewestInSteps = new Mean();
    private int executions;
    private int longer;

    Row(int items, double absence) {
        this.items = items;
        this.absence = absence;
    }

    /** Adds a program: some pages to learn from and then some to measure. The policy learns in this program alone. */
    void add(Program program, Graph graph, Random random, int learning, int measured) {
        LearnedPolicy policy = LearnedPolicy.create();
        List<Batcher<Load, Integer>> blocking = Load.blocking();
        List<Batcher<Load, Integer>> async = Load.async();
        for (int i = 0; i < learning + measured; i++) {
            Page page = Page.of(graph, items, absence, random);
            Counts counts = Run.run(program, page, async, executor(policy));
            executions++;
            longer += counts.steps() > page.fewestSteps() ? 1 : 0;
            if (i >= learning) {
                Loads loads = Loads.of(page);
                bySteps.add(Simulation.run(loads, Simulation.BY_STEPS));
                oldestFirst.add(Simulation.run(loads, Simulation.OLDEST_FIRST));
                absorbed.add(Run.run(program, page, blocking, executor(SendPolicy.bySteps())));
                learned.add(counts);
            }
        }
    }

    void addOptimum(Optimum optimum) {
        fewest.add(new Counts(optimum.batches(), 0, 0));
        fewestInSteps.add(new Counts(optimum.batchesInFewestSteps(), 0, 0));
    }

    private static BatchExecutor executor(SendPolicy policy) {
        return BatchExecutor.builder().sendPolicy(policy).build();
    }

    static final List<String> BLOCKING =
            List.of("items, absent", "by steps", "oldest first", "absorbed", "absorbed : by steps", "fewest");

    static final List<String> ASYNC = List.of(
            "items, absent",
            "by steps",
            "learned",
            "learned : by steps",
            "fewest",
            "steps",
            "steps, learned",
            "longer",
            "time",
            "time, learned");

    List<String> blocking() {
        return List.of(
                title(),
                number(bySteps.batches()),
                number(oldestFirst.batches()),
                number(absorbed.batches()),
                number(absorbed.batches() / bySteps.batches()),
                number(fewest.batches()));
    }

    List<String> async() {
        return List.of(
                title(),
                number(bySteps.batches()),
                number(learned.batches()),
                number(learned.batches() / bySteps.batches()),
                number(fewestInSteps.batches()),
                number(bySteps.steps()),
                number(learned.steps()),
                String.format(Locale.ROOT, "%.1f %%", 100.0 * longer / executions),
                number(bySteps.time()),
                number(learned.time()));
    }

    private String title() {
        return items + ", " + Math.round(absence * 100) + " %";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
