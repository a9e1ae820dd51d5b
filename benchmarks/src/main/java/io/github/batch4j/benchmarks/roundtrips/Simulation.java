package io.github.batch4j.benchmarks.roundtrips;

import java.util.ArrayList;
import java.util.List;

/** A run of loads on stores that answer at once, by a policy. It counts and has no engine. */
final class Simulation {

    /** Chooses what is sent next, and in what manner. */
    interface Policy {

        /** Sends one batch or more. Called when nothing else can move. */
        void step(Simulation simulation);
    }

    /** Sends all that is pending, and delivers the answers when the last of them is there. */
    static final Policy BY_STEPS = simulation -> simulation.send(simulation.pending());

    /** Sends only the store that has waited longest. */
    static final Policy OLDEST_FIRST =
            simulation -> simulation.send(List.of(simulation.pending().get(0)));

    private final Loads loads;

    private final int[] awaited;
    private final List<List<Integer>> pending = new ArrayList<>();

    /** The stores with pending loads, in the order of their first ones. */
    private final List<Integer> order = new ArrayList<>();

    private int batches;
    private int steps;
    private int time;

    private Simulation(Loads loads) {
        this.loads = loads;
        this.awaited = loads.predecessors().clone();
        for (int store = 0; store < Graph.STORES; store++) {
            pending.add(new ArrayList<>());
        }
        for (int load = 0; load < loads.size(); load++) {
            if (awaited[load] == 0) {
                ask(load);
            }
        }
    }

    static Counts run(Loads loads, Policy policy) {
        Simulation simulation = new Simulation(loads);
        while (!simulation.order.isEmpty()) {
            policy.step(simulation);
        }
        return new Counts(simulation.batches, simulation.steps, simulation.time);
    }

    /** The stores with pending loads, in the order of their first ones. */
    List<Integer> pending() {
        return List.copyOf(order);
    }

    /** Sends the batches of some stores together, as one step. */
    void send(List<Integer> stores) {
        steps++;
        int slowest = 0;
        List<List<Integer>> sent = new ArrayList<>();
        for (int store : stores) {
            sent.add(take(store));
            slowest = Math.max(slowest, Counts.LATENCIES[store]);
        }
        time += slowest;
        sent.forEach(this::deliver);
    }

    private List<Integer> take(int store) {
        List<Integer> taken = List.copyOf(pending.get(store));
        pending.get(store).clear();
        order.removeIf(other -> other == store);
        batches++;
        return taken;
    }

    private void deliver(List<Integer> batch) {
        for (int load : batch) {
            for (int successor : loads.successors()[load]) {
                if (--awaited[successor] == 0) {
                    ask(successor);
                }
            }
        }
    }

    private void ask(int load) {
        int store = loads.stores()[load];
        if (pending.get(store).isEmpty()) {
            order.add(store);
        }
        pending.get(store).add(load);
    }
}
