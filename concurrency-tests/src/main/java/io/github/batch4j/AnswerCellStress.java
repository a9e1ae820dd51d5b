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

/** An answer cell whose answer arrives from another thread. */
public final class AnswerCellStress {

    private static final int NOTHING = -1;

    private AnswerCellStress() {}

    /** The notifications of a listener that does nothing, for which the time is recorded. */
    private static ExecutionListeners.Call notice() {
        return new ExecutionListeners.Call(new BatchListener() {}, Casts.<SentBatch>result(null));
    }

    abstract static class Shared {

        private final CompletableFuture<List<Letter>> stage = new CompletableFuture<>();
        final AnswerCell cell = new AnswerCell(Thread.currentThread(), notice());

        Shared() {
            cell.receiveFrom(stage);
        }

        final void answer() {
            stage.complete(Letter.write());
        }

        /** The result of reading the cell: {@link Letter#WHOLE} or {@link #NOTHING}. */
        final int look() {
            if (!cell.hasArrived()) {
                return NOTHING;
            }
            return cell.answer() instanceof List<?> letters
                            && letters.get(0) instanceof Letter letter
                            && cell.stopped() != 0
                    ? letter.read()
                    : 0;
        }
    }

    /** The cell is read meanwhile. */
    @JCStressTest
    @Outcome(
            id = {"-1, -1, 42", "-1, 42, 42", "42, 42, 42"},
            expect = ACCEPTABLE,
            desc = "Nothing, and then all of it.")
    @State
    public static class LookedInto extends Shared {

        @Actor
        public void store() {
            answer();
        }

        @Actor
        public void caller(III_Result result) {
            result.r1 = look();
            result.r2 = look();
        }

        @Arbiter
        public void afterwards(III_Result result) {
            result.r3 = look();
        }
    }

    /** The cell is given up meanwhile. */
    @JCStressTest
    @Outcome(
            id = {"-1, -1, -1", "-1, 42, 42", "42, 42, 42"},
            expect = ACCEPTABLE,
            desc = "Nothing changes when it has been given up.")
    @State
    public static class GivenUp extends Shared {

        @Actor
        public void store() {
            answer();
        }

        @Actor
        public void caller(III_Result result) {
            result.r1 = look();
            cell.giveUp();
            result.r2 = look();
        }

        @Arbiter
        public void afterwards(III_Result result) {
            result.r3 = look();
        }
    }
}
