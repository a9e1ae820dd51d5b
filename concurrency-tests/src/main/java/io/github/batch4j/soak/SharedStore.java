package io.github.batch4j.soak;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A blocking store whose calls are shared. It takes some microseconds, and fails if interrupted. */
final class SharedStore implements Batcher.Blocking<SharedStore.Get, Long> {

    /** Keys below zero break the call. */
    record Get(SharedStore store, long key) implements BatchableOperation<Long> {

        @Override
        public Batcher<Get, Long> batcher() {
            return store.shared;
        }
    }

    static final class Poisoned extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private static final long NANOS = 20_000;

    private final String name;
    private final int factor;
    private final Batcher<Get, Long> shared;
    private final AtomicInteger underWay;
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicLong calls = new AtomicLong();

    /**
     * Makes a store.
     *
     * @param underWay the number of calls under way of all stores with the same limit
     */
    SharedStore(String name, int factor, SharedCalls limit, AtomicInteger underWay) {
        this.name = name;
        this.factor = factor;
        this.underWay = underWay;
        this.shared = limit.shareAnswers(this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int maxBatchSize() {
        return 20;
    }

    Get get(long key) {
        return new Get(this, key);
    }

    /** The value of a key. */
    long value(long key) {
        return key * factor;
    }

    @Override
    public List<Long> runBatch(List<Get> operations) throws InterruptedException {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        calls.incrementAndGet();
        try {
            LockSupport.parkNanos(NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("the call was interrupted");
            }
            if (operations.size() > maxBatchSize()
                    || operations.stream().distinct().count() < operations.size()) {
                throw new IllegalStateException("a batch that is too large or has equal operations");
            }
            if (operations.stream().anyMatch(one -> one.key < 0)) {
                throw new Poisoned();
            }
            return operations.stream().map(one -> value(one.key)).toList();
        } finally {
            underWay.decrementAndGet();
        }
    }

    long calls() {
        return calls.get();
    }

    /** The maximum number of calls of all stores that were under way at once when one of this store began. */
    int most() {
        return most.get();
    }
}
