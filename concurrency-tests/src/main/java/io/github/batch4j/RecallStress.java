package io.github.batch4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Bodies that are stopped while they pass the baton on: the one that blocks is interrupted at any of these moments, and
 * no later user of the same thread is.
 */
@SuppressWarnings("EnumOrdinal") // jcstress expects numbers
public final class RecallStress {

    private static final int BODIES = 4;

    /** The count for a body that was interrupted while it was closed, and so could not release its resource. */
    private static final int DISTURBED = 100;

    private RecallStress() {}

    /** How a disturbed execution ends. */
    private enum End {
        INTERRUPTED,
        TIMED_OUT,
        NEITHER
    }

    /** Bodies of which the last waits for an answer that never comes, and the number of those in flight. */
    private static final class Blocked {

        private final CountDownLatch never = new CountDownLatch(1);
        private final AtomicInteger open = new AtomicInteger();
        private final Ask.Store store;
        private final boolean yieldsFirst;

        /**
         * Makes the bodies.
         *
         * @param yieldsFirst true if the one that blocks also yields before, like the others
         * @param whenAsked the action of the calling thread when they have yielded
         */
        Blocked(boolean yieldsFirst, Runnable whenAsked) {
            this.yieldsFirst = yieldsFirst;
            this.store = new Ask.Store(whenAsked);
        }

        BatchGenerator<List<Integer>> bodies() {
            List<BatchGenerator<Integer>> bodies = new ArrayList<>();
            for (int i = 1; i <= BODIES; i++) {
                bodies.add(body(store.get(i), i == BODIES));
            }
            return BatchGenerator.all(bodies);
        }

        private BatchGenerator<Integer> body(Ask ask, boolean blocks) {
            return BatchGenerator.of(batch -> {
                open.incrementAndGet();
                try {
                    if (!blocks || yieldsFirst) {
                        batch.yield(ask);
                    }
                    if (blocks) {
                        never.await();
                    }
                    return ask.key();
                } catch (CancellationException closed) {
                    open.addAndGet(Thread.currentThread().isInterrupted() ? DISTURBED : 0);
                    throw closed;
                } finally {
                    open.decrementAndGet();
                }
            });
        }

        End execute(BatchExecutor executor) {
            try {
                executor.execute(bodies());
                return End.NEITHER;
            } catch (BatchInterruptedException end) {
                return End.INTERRUPTED;
            } catch (BatchTimeoutException end) {
                return End.TIMED_OUT;
            }
        }

        int open() {
            return open.get();
        }
    }

    /** Returns the number of new bodies on the pooled threads that find themselves interrupted. */
    private static int interruptedBodies() {
        Ask.Store store = new Ask.Store(() -> {});
        List<BatchGenerator<Integer>> bodies = new ArrayList<>();
        for (int i = 0; i < BODIES; i++) {
            Ask ask = store.get(i);
            bodies.add(BatchGenerator.of(batch -> {
                int before = Thread.interrupted() ? 1 : 0;
                batch.yield(ask);
                return before + (Thread.interrupted() ? 1 : 0);
            }));
        }
        return BatchExecutor.create().execute(BatchGenerator.all(bodies)).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The caller is interrupted. */
    @JCStressTest
    @Outcome(id = "0, 1, 0, 0", expect = ACCEPTABLE, desc = "The bodies came to an end and the interrupt was kept.")
    @State
    public static class Interrupt {

        private final InterruptedCaller interrupted = new InterruptedCaller();

        @Actor
        public void caller(IIII_Result result) {
            Blocked blocked = new Blocked(false, () -> {});
            result.r1 = interrupted
                    .run(() -> blocked.execute(BatchExecutor.create()))
                    .ordinal();
            result.r2 = interrupted.wasInterruptedAfterwards() ? 1 : 0;
            result.r3 = blocked.open();
            result.r4 = interruptedBodies();
        }

        @Actor
        public void interrupter() {
            interrupted.interrupt();
        }
    }

    /** The caller is interrupted when the bodies have yielded once. */
    @JCStressTest
    @Outcome(id = "0, 1, 0, 0", expect = ACCEPTABLE, desc = "The bodies came to an end and the interrupt was kept.")
    @State
    public static class InterruptLater {

        private final InterruptedCaller interrupted = new InterruptedCaller();

        @Actor
        public void caller(IIII_Result result) {
            Blocked blocked = new Blocked(true, interrupted::begin);
            result.r1 = interrupted
                    .runToEnd(() -> blocked.execute(BatchExecutor.create()))
                    .ordinal();
            result.r2 = interrupted.wasInterruptedAfterwards() ? 1 : 0;
            result.r3 = blocked.open();
            result.r4 = interruptedBodies();
        }

        @Actor
        public void interrupter() {
            interrupted.interrupt();
        }
    }

    /** The deadline passes, for two executions that take threads from each other. */
    @JCStressTest
    @Outcome(id = "1, 1, 0, 0", expect = ACCEPTABLE, desc = "The bodies came to an end in both.")
    @State
    public static class Timeout {

        /** About the time that the first bodies take. */
        private static final Duration SHORT = Duration.ofNanos(30_000);

        @Actor
        public void one(IIII_Result result) {
            Blocked blocked = new Blocked(true, () -> {});
            result.r1 = blocked.execute(BatchExecutor.builder().timeout(SHORT).build())
                    .ordinal();
            result.r3 = blocked.open() + interruptedBodies();
        }

        @Actor
        public void another(IIII_Result result) {
            Blocked blocked = new Blocked(true, () -> {});
            result.r2 = blocked.execute(BatchExecutor.builder().timeout(SHORT).build())
                    .ordinal();
            result.r4 = blocked.open() + interruptedBodies();
        }
    }

    /**
     * The caller is interrupted while bodies run that never block: the interrupt ends the execution or is still set.
     */
    @JCStressTest
    @Outcome(id = "0, 1, 0, 0", expect = ACCEPTABLE, desc = "Interrupted, and the interrupt was kept.")
    @Outcome(
            id = "2, 1, 0, 0",
            expect = ACCEPTABLE,
            desc = "Interrupted when all was done, and the interrupt was kept.")
    @Outcome(id = "2, 0, 0, 0", expect = ACCEPTABLE, desc = "All was done before it could be interrupted.")
    @State
    public static class InterruptAnytime {

        private final InterruptedCaller interrupted = new InterruptedCaller();

        @Actor
        public void caller(IIII_Result result) {
            AtomicInteger open = new AtomicInteger();
            result.r1 = interrupted.run(() -> execute(open)).ordinal();
            result.r2 = interrupted.wasInterruptedAfterwards() ? 1 : 0;
            result.r3 = open.get();
            result.r4 = interruptedBodies();
        }

        private static End execute(AtomicInteger open) {
            Blocked unblocked = new Blocked(true, () -> {});
            unblocked.never.countDown();
            End end = unblocked.execute(BatchExecutor.create());
            open.set(unblocked.open());
            return end;
        }

        @Actor
        public void interrupter() {
            interrupted.interrupt();
        }
    }
}
