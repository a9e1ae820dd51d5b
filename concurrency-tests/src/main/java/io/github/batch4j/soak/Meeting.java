package io.github.batch4j.soak;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Executions that meet those of other threads: at monitors, in {@link Object#wait}, in a map that computes under a
 * lock. No body yields while it holds one. Each is checked for its exact result.
 */
enum Meeting {
    MONITORS_IN_BODIES {
        @Override
        List<Integer> execute(BatchExecutor executor, Bodies bodies, int from) {
            return executor.executeAll(each(
                    from,
                    key -> BatchGenerator.of(batch -> bodies.counted(() -> {
                        guarded(key);
                        int answer = batch.yield(new Stores.Get(key));
                        guarded(key + 1);
                        return batch.yield(new Stores.Get(answer + 1)) - 1;
                    }))));
        }
    },
    MONITORS_IN_FUNCTIONS {
        @Override
        List<Integer> execute(BatchExecutor executor, Bodies bodies, int from) {
            return executor.executeAll(each(
                    from,
                    key -> new Stores.Get(key)
                            .<Integer>map(answer -> {
                                guarded(answer);
                                return answer;
                            })
                            .flatMap(Stores.Get::new)));
        }
    },
    MONITORS_IN_SERVICES {
        @Override
        List<Integer> execute(BatchExecutor executor, Bodies bodies, int from) {
            return executor.all(IntStream.range(from, from + SIZE).boxed().toList(), key -> {
                guarded(key);
                int answer = bodies.service(executor, key) - 1;
                guarded(key);
                return answer;
            });
        }
    },
    WAITS {
        @Override
        List<Integer> execute(BatchExecutor executor, Bodies bodies, int from) {
            return executor.executeAll(each(
                    from,
                    key -> BatchGenerator.of(batch -> bodies.counted(() -> {
                        waitAMoment();
                        int answer = batch.yield(new Stores.Get(key));
                        waitAMoment();
                        return answer;
                    }))));
        }
    },
    COMPUTES {
        @Override
        List<Integer> execute(BatchExecutor executor, Bodies bodies, int from) {
            return executor.executeAll(each(
                    from,
                    key -> BatchGenerator.of(batch -> bodies.counted(() -> {
                        int computed = COMPUTED.computeIfAbsent(key % LOCKS.length, any -> {
                            guarded(any);
                            return any;
                        });
                        COMPUTED.remove(computed);
                        return batch.yield(new Stores.Get(key));
                    }))));
        }
    },
    HELD_BACK {
        @Override
        List<Integer> execute(BatchExecutor executor, Bodies bodies, int from) {
            BatchExecutor narrow = BatchExecutor.builder().maxBodies(1).build();
            return narrow.executeAll(each(
                    from,
                    key -> BatchGenerator.of(batch -> bodies.counted(() -> {
                        guarded(key);
                        return batch.yield(bodies.asking(1).get(0)) + batch.yield(new Stores.Get(key)) - 1;
                    }))));
        }
    };

    private static final int SIZE = 4;
    private static final int KEYS = 1_000_000;
    private static final int SPINS = 50;
    private static final long MOMENT_NANOS = 1_000;

    private static final Object[] LOCKS = {new Object(), new Object(), new Object()};

    /** The values guarded by the locks. */
    private static final long[] GUARDED = new long[LOCKS.length];

    private static final LongAdder ENTERED = new LongAdder();
    private static final ConcurrentHashMap<Integer, Integer> COMPUTED = new ConcurrentHashMap<>();

    private interface Body {
        BatchGenerator<Integer> of(int key);
    }

    /** One execution, whose results are the keys from the given number on. */
    abstract List<Integer> execute(BatchExecutor executor, Bodies bodies, int from);

    static void runAny(RandomGenerator random, Bodies bodies) {
        Meeting meeting = values()[random.nextInt(values().length)];
        int from = random.nextInt(KEYS);
        List<Integer> results = meeting.execute(BatchExecutor.create(), bodies, from);
        if (!results.equals(IntStream.range(from, from + SIZE).boxed().toList())) {
            throw new AssertionError(meeting + " from " + from + " has got " + results);
        }
    }

    /** Returns the number of updates lost because a lock did not exclude others. */
    static long lost() {
        long guarded = 0;
        for (int i = 0; i < LOCKS.length; i++) {
            synchronized (LOCKS[i]) {
                guarded += GUARDED[i];
            }
        }
        return ENTERED.sum() - guarded;
    }

    private static List<BatchGenerator<Integer>> each(int from, Body body) {
        List<BatchGenerator<Integer>> bodies = new ArrayList<>();
        for (int key = from; key < from + SIZE; key++) {
            bodies.add(body.of(key));
        }
        return bodies;
    }

    private static void guarded(int key) {
        int lock = Math.floorMod(key, LOCKS.length);
        ENTERED.increment();
        synchronized (LOCKS[lock]) {
            long before = GUARDED[lock];
            for (int i = 0; i < SPINS; i++) {
                Thread.onSpinWait();
            }
            GUARDED[lock] = before + 1;
        }
    }

    private static void waitAMoment() throws InterruptedException {
        Object own = new Object();
        long end = System.nanoTime() + MOMENT_NANOS;
        synchronized (own) {
            while (System.nanoTime() - end < 0) {
                own.wait(1);
            }
        }
    }
}
