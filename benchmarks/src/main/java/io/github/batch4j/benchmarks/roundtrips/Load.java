package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A load of a place of the graph, for one item. */
record Load(Batcher<Load, Integer> batcher, int item, int place) implements BatchableOperation<Integer> {

    /** Returns stores that block. */
    static List<Batcher<Load, Integer>> blocking() {
        return IntStream.range(0, Graph.STORES)
                .<Batcher<Load, Integer>>mapToObj(store -> Batcher.blocking(name(store), Load::answers))
                .toList();
    }

    /** Returns stores that answer through a stage. */
    static List<Batcher<Load, Integer>> async() {
        return IntStream.range(0, Graph.STORES)
                .<Batcher<Load, Integer>>mapToObj(
                        store -> Batcher.async(name(store), loads -> CompletableFuture.completedFuture(answers(loads))))
                .toList();
    }

    private static String name(int store) {
        return "store " + store;
    }

    private static List<Integer> answers(List<Load> loads) {
        return Collections.nCopies(loads.size(), 0);
    }
}
