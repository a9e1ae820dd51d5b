package io.github.batch4j.benchmarks.faults;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.dao.DataAccessException;

/** The outcomes of the executions of a phase; each counts in the phase in which it ended. Thread-safe. */
final class Tally {

    private final LongAdder results = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Queue<Throwable> strange = new ConcurrentLinkedQueue<>();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void result(boolean right, long nanos) {
        (right ? results : wrong).increment();
        longest.accumulate(nanos);
    }

    void failure(Throwable failure, long nanos) {
        if (!(failure instanceof DataAccessException)) {
            strange.add(failure);
        }
        failures.computeIfAbsent(failure.getClass().getSimpleName(), type -> new LongAdder())
                .increment();
        longest.accumulate(nanos);
    }

    long results() {
        return results.sum();
    }

    /** Returns the number of answers to other keys than the requested ones. */
    long wrong() {
        return wrong.sum();
    }

    /** Returns the number of failures per type of exception. */
    Map<String, Long> failures() {
        Map<String, Long> sums = new TreeMap<>();
        failures.forEach((type, count) -> sums.put(type, count.sum()));
        return sums;
    }

    /** Returns the failures that are no data access exceptions. */
    Collection<Throwable> strange() {
        return strange;
    }

    long longestMillis() {
        return longest.get() / 1_000_000;
    }
}
