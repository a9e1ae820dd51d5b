package io.github.batch4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Two threads share one executor: they run in turn, or one of them is refused. Afterwards the executor works as before.
 */
public final class ConfinementStress {

    private static final int REFUSED = 0;
    private static final int RUN = 1;
    private static final int WRONG = 2;

    private ConfinementStress() {}

    abstract static class Shared {

        private final BatchExecutor executor = BatchExecutor.create();
        private final Alone alone = new Alone();
        private final Ask ask = new Ask.Store(alone::enter).get(RUN);

        /** The work of both threads, each part of which must run alone. */
        abstract BatchGenerator<Integer> generator(Alone alone, Ask ask);

        final int execute() {
            try {
                return executor.execute(generator(alone, ask));
            } catch (IllegalStateException refused) {
                return String.valueOf(refused.getMessage()).startsWith("BatchExecutor used by two threads at once")
                        ? REFUSED
                        : WRONG;
            }
        }

        final int disturbed() {
            return alone.disturbed();
        }
    }

    /** The executor runs a pipeline. */
    @JCStressTest
    @Outcome(id = "1, 1, 1, 0", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(
            id = {"0, 1, 1, 0", "1, 0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "One was refused.")
    @State
    public static class Pipelines extends Shared {

        @Override
        BatchGenerator<Integer> generator(Alone alone, Ask ask) {
            return ask.flatMap(first -> ask);
        }

        @Actor
        public void one(IIII_Result result) {
            result.r1 = execute();
        }

        @Actor
        public void another(IIII_Result result) {
            result.r2 = execute();
        }

        @Arbiter
        public void afterwards(IIII_Result result) {
            result.r3 = execute();
            result.r4 = disturbed();
        }
    }

    /** The executor runs bodies, on threads that are admitted while they are inside. */
    @JCStressTest
    @Outcome(id = "1, 1, 1, 0", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(
            id = {"0, 1, 1, 0", "1, 0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "One was refused.")
    @State
    public static class Bodies extends Shared {

        @Override
        BatchGenerator<Integer> generator(Alone alone, Ask ask) {
            BatchGenerator<Integer> body = BatchGenerator.of(batch -> {
                alone.enter();
                int answer = batch.yield(ask);
                alone.enter();
                return answer;
            });
            return BatchGenerator.zip(body, body, Math::min);
        }

        @Actor
        public void one(IIII_Result result) {
            result.r1 = execute();
        }

        @Actor
        public void another(IIII_Result result) {
            result.r2 = execute();
        }

        @Arbiter
        public void afterwards(IIII_Result result) {
            result.r3 = execute();
            result.r4 = disturbed();
        }
    }
}
