package io.github.batch4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** An asynchronous batch that another thread answers before or while the caller parks. */
public final class AnswerStress {

    private static final int INTERRUPTED = -1;

    private AnswerStress() {}

    /** An operation that is answered with a letter when the stage is completed. */
    record Get(CompletableFuture<List<Letter>> stage) implements BatchableOperation<Letter> {

        @Override
        public Batcher<Get, Letter> batcher() {
            return new Post(stage);
        }
    }

    record Post(CompletableFuture<List<Letter>> stage) implements Batcher.Async<Get, Letter> {

        @Override
        public CompletableFuture<List<Letter>> sendBatch(List<Get> operations) {
            return stage;
        }
    }

    /** Another thread answers, and the caller always gets the answer. */
    @JCStressTest
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The answer came, all of it.")
    @State
    public static class Parked {

        private final CompletableFuture<List<Letter>> stage = new CompletableFuture<>();

        @Actor
        public void store() {
            stage.complete(Letter.write());
        }

        @Actor
        public void caller(I_Result result) {
            result.r1 = BatchExecutor.create().execute(new Get(stage)).read();
        }
    }

    /**
     * Another thread interrupts and then answers: the caller gets one or the other, and its interrupted status tells
     * which.
     */
    @JCStressTest
    @Outcome(id = "42, 1, 0", expect = ACCEPTABLE, desc = "The answer came first, and the interrupt was kept.")
    @Outcome(id = "-1, 1, 0", expect = ACCEPTABLE, desc = "The interrupt was first, and the answer is not read.")
    @Outcome(id = "-1, 1, 1", expect = ACCEPTABLE, desc = "The interrupt was first, and the batch was cancelled.")
    @State
    public static class Interrupted {

        private final CompletableFuture<List<Letter>> stage = new CompletableFuture<>();
        private final InterruptedCaller interrupted = new InterruptedCaller();

        @Actor
        public void caller(III_Result result) {
            result.r1 = interrupted.run(this::execute);
        }

        private int execute() {
            try {
                return BatchExecutor.create().execute(new Get(stage)).read();
            } catch (BatchInterruptedException end) {
                return INTERRUPTED;
            }
        }

        @Actor
        public void interrupterAndStore() {
            interrupted.interrupt();
            stage.complete(Letter.write());
        }

        @Arbiter
        public void afterwards(III_Result result) {
            result.r2 = interrupted.wasInterruptedAfterwards() ? 1 : 0;
            result.r3 = stage.isCancelled() ? 1 : 0;
        }
    }
}
