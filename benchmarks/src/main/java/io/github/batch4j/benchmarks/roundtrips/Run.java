package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A run of a program by the engine, for all items of a page side by side. */
final class Run {

    private Run() {}

    static Counts run(Program program, Page page, List<Batcher<Load, Integer>> stores, BatchExecutor executor) {
        BatchTrace trace = BatchTrace.withoutCallers();
        Collection<? extends BatchGenerator<?>> items = IntStream.range(0, page.items())
                .mapToObj(number -> program.of(new Item(page, number, stores)))
                .toList();
        executor.execute(BatchGenerator.all(items, item -> item.map(Object.class::cast)), trace);
        Map<Integer, Integer> times = new TreeMap<>();
        for (BatchTrace.Entry entry : trace.entries()) {
            int latency = Counts.LATENCIES[stores.indexOf(entry.batch().batcher())];
            times.merge(entry.batch().step(), latency, Math::max);
        }
        return new Counts(
                trace.roundTrips(),
                times.size(),
                times.values().stream().mapToInt(Integer::intValue).sum());
    }
}
