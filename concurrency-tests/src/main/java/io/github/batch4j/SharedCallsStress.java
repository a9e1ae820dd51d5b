package io.github.batch4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The only permit of a limit is handed from one thread to another. The second batch comes while the first one is woken,
 * so that it is taken along, waits for the next call, or finds the permit free. A lost wake-up would be a hang.
 */
public final class SharedCallsStress {

    private static final int INTERRUPTED = -1;

    private SharedCallsStress() {}

    /** An occupied limit of one call and a batcher. */
    private static final class Occupied {

        private final SharedCalls calls = SharedCalls.of(1);
        private final Batcher<Get, Integer> batcher;

        Occupied(Batcher.Blocking<Get, Integer> store) {
            batcher = calls.shareAnswers(store);
            calls.permits().tryAcquire();
        }

        int ask(int key) {
            return BatchExecutor.create().execute(new Get(batcher, key));
        }

        void release() {
            calls.permits().release();
        }

        int left() {
            return calls.callsUnderWay() + calls.waitingBatches();
        }
    }

    record Get(Batcher<Get, Integer> batcher, int key) implements BatchableOperation<Integer> {}

    private static List<Integer> answer(List<Get> operations) {
        return operations.stream().map(Get::key).toList();
    }

    /** Both get their answers, in one call or two. */
    @JCStressTest
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Both were answered, and the permit is free.")
    @State
    public static class HandOver {

        private final Occupied occupied = new Occupied(SharedCallsStress::answer);

        @Actor
        public void waiter(III_Result result) {
            result.r1 = occupied.ask(1);
        }

        @Actor
        public void owner(III_Result result) {
            occupied.release();
            result.r2 = occupied.ask(2);
        }

        @Arbiter
        public void afterwards(III_Result result) {
            result.r3 = occupied.left();
        }
    }

    /** A leader dies in each merged call, and both are sent again. */
    @JCStressTest
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Both were answered, and the permit is free.")
    @State
    public static class DyingLeader {

        private final Occupied occupied = new Occupied(operations -> {
            if (operations.size() > 1) {
                throw new StackOverflowError();
            }
            return answer(operations);
        });

        @Actor
        public void waiter(III_Result result) {
            result.r1 = occupied.ask(1);
        }

        @Actor
        public void owner(III_Result result) {
            occupied.release();
            result.r2 = occupied.ask(2);
        }

        @Arbiter
        public void afterwards(III_Result result) {
            result.r3 = occupied.left();
        }
    }

    /** The first batch is interrupted while it waits, while it is woken, or while it leads; the second one never is. */
    @JCStressTest
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "The answer came before the interrupt.")
    @Outcome(id = "-1, 2, 0", expect = ACCEPTABLE, desc = "The first one left, and the permit was passed on.")
    @State
    public static class LeavingLeader {

        private final Occupied occupied = new Occupied(SharedCallsStress::answer);
        private final InterruptedCaller interrupted = new InterruptedCaller();

        @Actor
        public void waiter(III_Result result) {
            result.r1 = interrupted.run(this::askInterrupted);
        }

        private int askInterrupted() {
            try {
                return occupied.ask(1);
            } catch (BatchInterruptedException left) {
                return INTERRUPTED;
            }
        }

        @Actor
        public void owner(III_Result result) {
            occupied.release();
            interrupted.interrupt();
            result.r2 = occupied.ask(2);
        }

        @Arbiter
        public void afterwards(III_Result result) {
            result.r3 = occupied.left();
        }
    }
}
