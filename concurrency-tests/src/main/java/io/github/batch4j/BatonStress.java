package io.github.batch4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Bodies on threads and their caller run one at a time, and each sees everything written before it. Two executions run
 * at once, so that their bodies take threads from each other.
 */
@JCStressTest
@Outcome(id = "16, 0, 16, 0", expect = ACCEPTABLE, desc = "All came by, each of them alone.")
@State
public class BatonStress {

    private static final int BODIES = 4;
    private static final int YIELDS = 2;

    @Actor
    public void one(IIII_Result result) {
        Alone alone = execute();
        result.r1 = alone.entered();
        result.r2 = alone.disturbed();
    }

    @Actor
    public void another(IIII_Result result) {
        Alone alone = execute();
        result.r3 = alone.entered();
        result.r4 = alone.disturbed();
    }

    /** Counts one visit for each activation of each body, for each batch and for both ends. */
    private static Alone execute() {
        Alone alone = new Alone();
        Ask.Store store = new Ask.Store(alone::enter);
        List<BatchGenerator<Integer>> bodies = new ArrayList<>();
        for (int i = 0; i < BODIES; i++) {
            bodies.add(body(alone, store.get(i)));
        }
        alone.enter();
        BatchExecutor.create().execute(BatchGenerator.all(bodies));
        alone.enter();
        return alone;
    }

    private static BatchGenerator<Integer> body(Alone alone, Ask ask) {
        return BatchGenerator.of(batch -> {
            alone.enter();
            for (int i = 0; i < YIELDS; i++) {
                batch.yield(ask);
                alone.enter();
            }
            return ask.key();
        });
    }
}
