package io.github.batch4j.soak;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;

/** A factory of bodies that counts those that begin and those that are unwound. */
final class Bodies {

    private final LongAdder begun = new LongAdder();
    private final LongAdder unwound = new LongAdder();

    long begun() {
        return begun.sum();
    }

    long unwound() {
        return unwound.sum();
    }

    /** Runs code as the whole of a body. */
    <T> T counted(Callable<T> code) throws Exception {
        begun.increment();
        try {
            return code.call();
        } finally {
            unwound.increment();
        }
    }

    /** Bodies that yield twice, one after the other. */
    List<BatchGenerator<Integer>> asking(int count) {
        List<BatchGenerator<Integer>> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Stores.Get first = new Stores.Get(i);
            bodies.add(BatchGenerator.of(
                    batch -> counted(() -> batch.yield(new Stores.Get(batch.yield(first) + count)))));
        }
        return bodies;
    }

    /** A body that yields and then ends the execution. */
    BatchGenerator<Integer> askingAnd(BatchGenerator<Integer> last) {
        return BatchGenerator.of(batch -> counted(() -> {
            batch.yield(new Stores.Get(0));
            return batch.yield(last);
        }));
    }

    /** A body that fails when it has been answered. */
    BatchGenerator<Integer> failing() {
        return BatchGenerator.of(batch -> counted(() -> {
            batch.yield(new Stores.Get(0));
            throw new SoakFailure();
        }));
    }

    /** Blocking code without generators. */
    int service(BatchExecutor executor, int key) {
        try {
            return counted(() -> executor.execute(new Stores.Get(executor.execute(new Stores.Get(key)) + 1)));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The failure of bodies that fail on purpose. */
    static final class SoakFailure extends RuntimeException {}
}
