package io.github.batch4j.benchmarks.faults;

import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.CoroutineKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The main program: many requests of many users whose queries are shared, with time limits, interrupts and failures
 * among them, while the database is killed and started again. No user must get a row that was mapped for another.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.github.batch4j.benchmarks.faults.SharingRun 100000 virtual
 * }</pre>
 */
public final class SharingRun {

    private static final int WORKERS = 32;
    private static final int IDS = 3;
    private static final long STANDSTILL_SECONDS = 60;

    private final int requests;
    private final int kills;
    private final ThreadFactory factory;
    private final List<Interrupts> interrupts = new ArrayList<>();
    private volatile boolean isOver;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable CoroutineKind> kind = new AtomicReference<>();

    final LongAdder right = new LongAdder();
    final LongAdder crossed = new LongAdder();
    final LongAdder timedOut = new LongAdder();
    final LongAdder interrupted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder ofDatabase = new LongAdder();
    final Queue<Throwable> strange = new ConcurrentLinkedQueue<>();
    long merged;
    long inUse;
    int hung;

    /**
     * Makes a run.
     *
     * @param kills the number of times that the database is killed
     */
    SharingRun(int requests, int kills, ThreadFactory factory) {
        this.requests = requests;
        this.kills = kills;
        this.factory = factory;
    }

    /**
     * Runs the requests, and ends with a status other than 0 if one is wrong or hangs.
     *
     * @param arguments the number of requests, and {@code platform} or {@code virtual} threads
     */
    public static void main(String... arguments) throws Exception {
        boolean virtual = "virtual".equals(arguments[1]);
        SharingRun run = new SharingRun(Integer.parseInt(arguments[0]), 2, virtual ? virtualThreads() : Thread::new);
        run.run();
        System.out.println(
                "| callers | bodies on | JDK | right | crossed | timed out | interrupted | failed in a mapper |"
                        + " failed at the database | others | merged batches | in use at the end | hung |"
                        + " threads left |");
        System.out.println("| " + arguments[1] + " | " + run.kind + " | "
                + Runtime.version().feature() + " | " + run.right + " | " + run.crossed + " | " + run.timedOut + " | "
                + run.interrupted + " | " + run.refused + " | " + run.ofDatabase + " | " + run.strange.size() + " | "
                + run.merged + " | " + run.inUse + " | " + run.hung + " | "
                + workers() + " |");
        run.strange.stream().limit(10).forEach(Throwable::printStackTrace);
        System.exit(run.isFine() && workers() == 0 ? 0 : 1);
    }

    private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }

    /** The number of threads of requests and of their bodies that are left. Those of a pool end when they are idle. */
    static long workers() throws InterruptedException {
        for (int i = 0; i < 200 && left() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return left();
    }

    private static long left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sharing-")
                        || thread.getName().toLowerCase(Locale.ROOT).contains("batch"))
                .count();
    }

    boolean isFine() {
        return crossed.sum() == 0 && strange.isEmpty() && inUse == 0 && hung == 0 && right.sum() > 0 && merged > 0;
    }

    void run() throws IOException, InterruptedException {
        Postgres postgres = new Postgres();
        try (SharedClients clients = new SharedClients(postgres)) {
            List<Thread> threads = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                Interrupts own = new Interrupts();
                interrupts.add(own);
                Thread thread = factory.newThread(() -> work(clients, own));
                thread.setName("sharing-" + worker);
                threads.add(thread);
            }
            threads.forEach(Thread::start);
            new Thread(this::interruptAtRandom, "sharing-interrupter").start();
            for (int kill = 1; kill <= kills; kill++) {
                awaitRequest(requests / (kills + 1) * kill);
                postgres.kill();
                postgres.restart();
            }
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(STANDSTILL_SECONDS + requests / 100));
                hung += thread.isAlive() ? 1 : 0;
            }
            merged = clients.merged();
            inUse = clients.inUse();
        } finally {
            isOver = true;
            postgres.close();
        }
    }

    private void awaitRequest(int number) throws InterruptedException {
        while (next.get() < number) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Interrupts requests while they run, each at a time of its own. */
    private void interruptAtRandom() {
        Random random = new Random(1);
        while (!isOver) {
            interrupts.get(random.nextInt(WORKERS)).interrupt();
            LockSupport.parkNanos(random.nextInt(200_000));
        }
    }

    private void work(SharedClients clients, Interrupts interrupts) {
        kind.set(CoroutineKind.current());
        for (int request = next.getAndIncrement(); request < requests; request = next.getAndIncrement()) {
            int user = request % SharedClients.USERS;
            boolean isInterrupted = request % 25 == 7;
            Duration limit = request % 20 == 2 ? Duration.ofMillis(1) : null;
            List<Integer> ids = new Random(request)
                    .ints(IDS, 0, SharedClients.USERS)
                    .boxed()
                    .toList();
            try {
                if (isInterrupted && request % 2 == 0) {
                    Thread.currentThread().interrupt();
                } else if (isInterrupted) {
                    interrupts.expect();
                }
                (clients.request(user, ids, limit) ? right : crossed).increment();
            } catch (BatchInterruptedException failure) {
                (isInterrupted ? interrupted : crossed).increment();
            } catch (DataAccessException failure) {
                (SharedClients.isExpected(failure, ids) ? ofDatabase : crossed).increment();
            } catch (Throwable failure) {
                count(failure, user);
            } finally {
                interrupts.end();
            }
        }
    }

    private void count(Throwable failure, int user) {
        if (!SharedClients.isExpected(failure, user)) {
            strange.add(failure);
        } else {
            (failure instanceof SharedClients.NotForUserException ? refused : timedOut).increment();
        }
    }

    /** The interrupts of a worker: at most one for a request that expects it, and none after its end. */
    private static final class Interrupts {

        private final Semaphore sent = new Semaphore(0);
        private final AtomicReference<@Nullable Thread> target = new AtomicReference<>();
        private boolean isExpected;

        /** Expects an interrupt of the calling thread, at any time until the end of its request. */
        void expect() {
            isExpected = true;
            target.set(Thread.currentThread());
        }

        /** Interrupts the request that expects it, if there is one. */
        void interrupt() {
            Thread worker = target.getAndSet(null);
            if (worker != null) {
                worker.interrupt();
                sent.release();
            }
        }

        /** Ends a request, after the interrupt if that is on its way, and clears it. */
        void end() {
            if (isExpected && target.getAndSet(null) == null) {
                sent.acquireUninterruptibly();
            }
            isExpected = false;
            Thread.interrupted();
        }
    }
}
