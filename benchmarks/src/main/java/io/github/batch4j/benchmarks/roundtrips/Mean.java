package io.github.batch4j.benchmarks.roundtrips;

/** The means of the counts of several runs. */
final class Mean {

    private int runs;
    private long batches;
    private long steps;
    private long time;

    void add(Counts counts) {
        runs++;
        batches += counts.batches();
        steps += counts.steps();
        time += counts.time();
    }

    double batches() {
        return (double) batches / runs;
    }

    double steps() {
        return (double) steps / runs;
    }

    double time() {
        return (double) time / runs;
    }
}
