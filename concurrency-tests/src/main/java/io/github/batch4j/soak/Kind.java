package io.github.batch4j.soak;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchInterruptedException;
import io.github.batch4j.BatchTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ways in which an execution runs and ends, each with its share of a thousand. */
enum Kind {
    RETURNS(640, null) {
        @Override
        void execute(BatchExecutor executor, Bodies bodies, Interrupter interrupter) {
            executor.executeAll(bodies.asking(SIZE));
        }
    },
    NESTED(100, null) {
        @Override
        void execute(BatchExecutor executor, Bodies bodies, Interrupter interrupter) {
            executor.all(IntStream.range(0, SIZE).boxed().toList(), key -> bodies.service(executor, key));
        }
    },
    ZIPPED(100, null) {
        @Override
        void execute(BatchExecutor executor, Bodies bodies, Interrupter interrupter) {
            executor.zip(() -> bodies.service(executor, 0), () -> bodies.service(executor, 1), Integer::sum);
        }
    },
    FAILS(90, Bodies.SoakFailure.class) {
        @Override
        void execute(BatchExecutor executor, Bodies bodies, Interrupter interrupter) {
            executor.executeAll(with(bodies, bodies.failing()));
        }
    },
    INTERRUPTS_ITSELF(45, BatchInterruptedException.class) {
        @Override
        void execute(BatchExecutor executor, Bodies bodies, Interrupter interrupter) {
            executor.executeAll(with(bodies, bodies.askingAnd(bodies.askingAnd(new Stores.Interrupt()))));
        }
    },
    IS_INTERRUPTED(20, BatchInterruptedException.class) {
        @Override
        void execute(BatchExecutor executor, Bodies bodies, Interrupter interrupter) {
            executor.executeAll(with(bodies, bodies.askingAnd(new Stores.Never(interrupter::interrupt))));
        }
    },
    TIMES_OUT(5, BatchTimeoutException.class) {
        @Override
        void execute(BatchExecutor executor, Bodies bodies, Interrupter interrupter) {
            executor.execute(
                    BatchGenerator.all(with(bodies, bodies.askingAnd(new Stores.Never(waiting -> {})))), TIMEOUT);
        }
    };

    private static final int SIZE = 3;
    private static final int ALL = 1_000;
    private static final Duration TIMEOUT = Duration.ofMillis(1);

    private final int share;
    private final @Nullable Class<? extends RuntimeException> end;

    Kind(int share, @Nullable Class<? extends RuntimeException> end) {
        this.share = share;
        this.end = end;
    }

    static Kind choose(RandomGenerator random) {
        int number = random.nextInt(ALL);
        for (Kind kind : values()) {
            number -= kind.share;
            if (number < 0) {
                return kind;
            }
        }
        throw new AssertionError("shares do not add up to " + ALL);
    }

    private static List<BatchGenerator<Integer>> with(Bodies bodies, BatchGenerator<Integer> last) {
        List<BatchGenerator<Integer>> all = new ArrayList<>(bodies.asking(SIZE - 1));
        all.add(last);
        return all;
    }

    /** One execution; bodies are counted, and the interrupter gets the thread that is to be interrupted. */
    abstract void execute(BatchExecutor executor, Bodies bodies, Interrupter interrupter);

    /** Runs it once and checks its end, and that the thread is interrupted afterwards exactly if expected. */
    void run(Bodies bodies, Interrupter interrupter) {
        RuntimeException thrown = null;
        try {
            execute(BatchExecutor.create(), bodies, interrupter);
        } catch (RuntimeException failure) {
            thrown = failure;
        }
        boolean asExpected = end == null ? thrown == null : end.isInstance(thrown);
        if (!asExpected || Thread.interrupted() != (end == BatchInterruptedException.class)) {
            throw new AssertionError(this + " ended otherwise", thrown);
        }
    }
}
