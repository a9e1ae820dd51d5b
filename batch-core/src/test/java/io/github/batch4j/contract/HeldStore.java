package io.github.batch4j.contract;

import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A blocking store whose calls end when the test lets them; it records the keys of each call, in order. */
final class HeldStore implements Batcher.Blocking<Ask, String> {

    private final String name;
    private final int maxBatchSize;
    private final Batcher<Ask, String> batcher;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Throwable> poison = new HashMap<>();
    private final Map<String, RuntimeException> failures = new HashMap<>();
    private final Semaphore ends = new Semaphore(0);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    HeldStore(String name, SharedCalls shared) {
        this(name, shared, Integer.MAX_VALUE);
    }

    HeldStore(String name, SharedCalls shared, int maxBatchSize) {
        this.name = name;
        this.maxBatchSize = maxBatchSize;
        this.batcher = shared.shareAnswers(this);
    }

    /** Makes each call with a key fail. */
    HeldStore poisonedBy(String key, Throwable failure) {
        poison.put(key, failure);
        return this;
    }

    /** Makes one key fail, and no other. */
    HeldStore failing(String key, RuntimeException failure) {
        failures.put(key, failure);
        return this;
    }

    Ask get(String key) {
        return new Ask(batcher, key);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int maxBatchSize() {
        return maxBatchSize;
    }

    @Override
    public List<String> runBatch(List<Ask> operations) throws Exception {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        calls.add(operations.toString());
        try {
            ends.acquire();
            for (Ask operation : operations) {
                Throwable failure = poison.get(operation.key());
                if (failure instanceof Error error) {
                    throw error;
                } else if (failure != null) {
                    throw (Exception) failure;
                }
            }
            return answers(operations);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private List<String> answers(List<Ask> operations) {
        if (failures.isEmpty()) {
            return operations.stream().map(HeldStore::answer).toList();
        }
        return BatchResults.of(operations, operation -> {
            if (failures.containsKey(operation.key())) {
                throw failures.get(operation.key());
            }
            return answer(operation);
        });
    }

    @SuppressWarnings("StringOperationCanBeSimplified") // a new object each time
    private static String answer(Ask operation) {
        return new String(operation.key().toUpperCase(Locale.ROOT));
    }

    /** Returns the calls made, each as {@code [a, b]}. */
    List<String> calls() {
        return calls;
    }

    /** Returns the maximum number of calls that were under way at once. */
    int mostAtOnce() {
        return most.get();
    }

    void awaitCalls(int count) {
        await(() -> calls.size() == count);
    }

    /** Lets one call end. */
    void end() {
        ends.release();
    }

    /** Lets all calls end. */
    void endAll() {
        ends.release(1_000);
    }

    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("timed out");
            }
            Thread.yield();
        }
    }
}
