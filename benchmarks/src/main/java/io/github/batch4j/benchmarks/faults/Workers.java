package io.github.batch4j.benchmarks.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that execute without pause. */
final class Workers implements AutoCloseable {

    static final int COUNT = 8;

    private static final int IDS = 10;

    private final Clients clients;
    private final List<Thread> threads = new ArrayList<>();
    private volatile Tally tally = new Tally();
    private volatile CountDownLatch firstResult = new CountDownLatch(1);
    private volatile CountDownLatch resultOfEach = new CountDownLatch(0);
    private final AtomicInteger round = new AtomicInteger();
    private volatile boolean ended;

    Workers(Clients clients) {
        this.clients = clients;
        for (int i = 0; i < COUNT; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> work(random), "worker-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void work(Random random) {
        int seen = 0;
        while (!ended) {
            List<Integer> ids = random.ints(IDS, 0, Clients.USERS).boxed().toList();
            int begun = round.get();
            if (execute(ids) && begun != seen) {
                seen = begun;
                firstResult.countDown();
                resultOfEach.countDown();
            }
        }
    }

    private boolean execute(List<Integer> ids) {
        long start = System.nanoTime();
        try {
            List<String> names = clients.execute(ids);
            tally.result(names.equals(Clients.expected(ids)), System.nanoTime() - start);
            return true;
        } catch (Throwable failure) {
            tally.failure(failure, System.nanoTime() - start);
            return false;
        }
    }

    /** Starts a new phase, which counts the executions that end from now on. */
    Tally count() {
        Tally begun = new Tally();
        tally = begun;
        return begun;
    }

    /** Waits until each worker has begun and ended a successful execution. */
    Back awaitResults() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch each = new CountDownLatch(COUNT);
        firstResult = first;
        resultOfEach = each;
        long start = System.nanoTime();
        round.incrementAndGet();
        await(first);
        long afterFirst = System.nanoTime() - start;
        await(each);
        return new Back(afterFirst / 1_000_000, (System.nanoTime() - start) / 1_000_000);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("service has not come back within a minute");
        }
    }

    /** The times until one worker, and until all workers, had a result again. */
    record Back(long firstMillis, long eachMillis) {}

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(1));
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " hangs");
            }
        }
    }
}
