package io.github.batch4j.soak;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** A thread with one execution after the other, each of which asks a store for a few keys. */
@SuppressWarnings("EnumOrdinal")
final class SharedAsker {

    enum End {
        ANSWERED,
        POISONED,
        INTERRUPTED,
        TIMED_OUT
    }

    /** Few keys, so that executions often ask for the same. */
    private static final int KEYS = 30;

    private static final int MOST_KEYS = 8;
    private static final Duration SHORT = Duration.ofNanos(150_000);

    private final List<SharedStore> stores;
    private final SplittableRandom random;
    private final long executions;
    private final AtomicLongArray ends = new AtomicLongArray(End.values().length);
    private @Nullable Thread thread;
    private boolean mayBeInterrupted;
    private volatile @Nullable Throwable failure;
    private volatile boolean hasEnded;

    SharedAsker(List<SharedStore> stores, long seed, long executions) {
        this.stores = stores;
        this.random = new SplittableRandom(seed);
        this.executions = executions;
    }

    synchronized void start(boolean virtual) throws Exception {
        thread = virtual
                ? (Thread) Thread.class
                        .getMethod("startVirtualThread", Runnable.class)
                        .invoke(null, (Runnable) this::run)
                : new Thread(this::run, "asker");
        if (!virtual) {
            thread.start();
        }
    }

    private void run() {
        try {
            for (long i = 0; i < executions; i++) {
                ends.incrementAndGet(execute().ordinal());
            }
        } catch (Throwable unexpected) {
            failure = unexpected;
        } finally {
            hasEnded = true;
        }
    }

    private End execute() {
        SharedStore store = stores.get(random.nextInt(stores.size()));
        List<SharedStore.Get> asked = new ArrayList<>();
        List<Long> expected = new ArrayList<>();
        for (int i = random.nextInt(1, MOST_KEYS); i > 0; i--) {
            long key = random.nextInt(KEYS);
            asked.add(store.get(key));
            expected.add(store.value(key));
        }
        int kind = random.nextInt(100);
        if (kind < 2) {
            asked.add(store.get(-1));
        }
        allowInterrupts(kind >= 2 && kind < 10);
        try {
            BatchGenerator<List<Long>> all = BatchGenerator.all(asked);
            List<Long> got = kind >= 90
                    ? BatchExecutor.create().execute(all, SHORT)
                    : BatchExecutor.create().execute(all);
            if (!got.equals(expected)) {
                throw new AssertionError("expected " + expected + ", got " + got);
            }
            return End.ANSWERED;
        } catch (SharedStore.Poisoned poisoned) {
            return expect(kind < 2, poisoned, End.POISONED);
        } catch (BatchTimeoutException late) {
            return expect(kind >= 90, late, End.TIMED_OUT);
        } catch (BatchInterruptedException interrupted) {
            return expect(kind >= 2 && kind < 10, interrupted, End.INTERRUPTED);
        } catch (java.lang.reflect.UndeclaredThrowableException thrown) {
            boolean isInterrupted = thrown.getCause() instanceof InterruptedException;
            return expect(isInterrupted && kind >= 2 && kind < 10, thrown, End.INTERRUPTED);
        } finally {
            allowInterrupts(false);
        }
    }

    private static End expect(boolean expected, RuntimeException thrown, End end) {
        if (!expected) {
            throw thrown;
        }
        return end;
    }

    private synchronized void allowInterrupts(boolean may) {
        mayBeInterrupted = may;
        if (!may) {
            Thread.interrupted();
        }
    }

    /** Interrupts the execution under way, if it is one that may be interrupted. */
    synchronized void interrupt() {
        if (mayBeInterrupted && thread != null) {
            thread.interrupt();
        }
    }

    void join() throws InterruptedException {
        Thread joined;
        synchronized (this) {
            joined = thread;
        }
        if (joined != null) {
            joined.join();
        }
    }

    long count(End end) {
        return ends.get(end.ordinal());
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    boolean hasEnded() {
        return hasEnded;
    }
}
