package io.github.batch4j.benchmarks.soak;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NOT_SUPPORTED;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRED;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * The programs of one worker, on rows of its own. It tracks the expected value of each row, and compares it with each
 * result and with the table.
 */
final class Programs {

    static final int ROWS = 16;

    /** A monitor that all workers contend for, in bodies that do not yield meanwhile. */
    private static final Object MONITOR = new Object();

    private static final int[] PROPAGATIONS = {
        PROPAGATION_REQUIRED, PROPAGATION_REQUIRES_NEW, PROPAGATION_NOT_SUPPORTED, PROPAGATION_NESTED
    };

    private final Store store;
    private final Random random;
    private final long first;
    private final long[] expected = new long[ROWS];

    Programs(Store store, int worker) {
        this.store = store;
        this.random = new Random(worker);
        this.first = (long) worker * ROWS;
    }

    /** Thrown by programs that fail on purpose. */
    private static final class Meant extends RuntimeException {

        private static final long serialVersionUID = 1;

        Meant() {
            super("meant to fail", null, false, false);
        }
    }

    /** Executes one program. */
    void execute() {
        BatchExecutor executor = store.executors.create();
        switch (random.nextInt(5)) {
            case 0 -> bodiesThatMeetAMonitor(executor);
            case 1 -> bodiesWithTransactionsOfTheirOwn(executor);
            case 2 -> functionsWithTransactionsOfTheirOwn(executor);
            case 3 -> anUpdateBesideATransactionThatRollsBack(executor);
            default -> aTransactionAround(executor);
        }
    }

    private List<Long> rows() {
        return LongStream.range(0, ROWS).boxed().toList();
    }

    private long read(BatchExecutor executor, long row) {
        Long number = executor.execute(store.numbers.get(first + row));
        return number == null ? -1 : number;
    }

    private void add(long row) {
        store.jdbc.update("update numbers set number = number + 1 where id = ?", first + row);
    }

    private static void same(Object got, Object wanted, String program) {
        if (!got.equals(wanted)) {
            throw new WrongAnswerException(program + ": got " + got + ", expected " + wanted);
        }
    }

    private void compareWithTable(String program) {
        List<?> stored = store.jdbc.queryForList(
                "select number from numbers where id >= ? and id < ? order by id", Long.class, first, first + ROWS);
        same(stored, LongStream.of(expected).boxed().toList(), program + ", in the table");
    }

    private void bodiesThatMeetAMonitor(BatchExecutor executor) {
        List<Long> numbers = executor.all(rows(), row -> {
            meetMonitor(row % 8 == 0);
            long number = read(executor, row);
            meetMonitor(false);
            return number;
        });
        same(numbers, LongStream.of(expected).boxed().toList(), "bodies that meet a monitor");
    }

    @SuppressWarnings("WaitNotInLoop") // the wait has no condition
    private static void meetMonitor(boolean wait) {
        synchronized (MONITOR) {
            if (wait) {
                try {
                    MONITOR.wait(1);
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        }
    }

    private void bodiesWithTransactionsOfTheirOwn(BatchExecutor executor) {
        List<Long> before = executor.all(List.of(0L, 1L, 2L, 3L), row -> {
            long number = read(executor, row);
            boolean rollBack = row % 2 == 1;
            store.transaction(PROPAGATION_REQUIRED).executeWithoutResult(status -> {
                add(row);
                if (rollBack) {
                    status.setRollbackOnly();
                }
            });
            return number + read(executor, row);
        });
        same(
                before,
                List.of(2 * expected[0] + 1, 2 * expected[1], 2 * expected[2] + 1, 2 * expected[3]),
                "bodies with transactions of their own");
        expected[0]++;
        expected[2]++;
        compareWithTable("bodies with transactions of their own");
    }

    /** Runs two functions: one reads in a transaction that rolls back, the other writes in one of its own. */
    private void functionsWithTransactionsOfTheirOwn(BatchExecutor executor) {
        int propagation = PROPAGATIONS[random.nextInt(PROPAGATIONS.length)];
        BatchGenerator<Long> checked = store.numbers.get(first).map(number -> check(executor, propagation));
        BatchGenerator<Long> saved = store.numbers.get(first + 1).map(number -> save(1));
        boolean checkFirst = random.nextBoolean();

        List<Long> answers = executor.executeAll(checkFirst ? List.of(checked, saved) : List.of(saved, checked));

        same(answers.get(checkFirst ? 0 : 1), expected[2], "a function that rolls back");
        same(answers.get(checkFirst ? 1 : 0), 1L, "a function that saves");
        expected[1]++;
        compareWithTable("functions with transactions of their own");
    }

    private long check(BatchExecutor executor, int propagation) {
        return store.transaction(propagation == PROPAGATION_NESTED ? PROPAGATION_REQUIRED : propagation)
                .execute(status -> {
                    long number = read(executor, 2);
                    if (propagation != PROPAGATION_NOT_SUPPORTED) {
                        add(3);
                        status.setRollbackOnly();
                    }
                    return number;
                });
    }

    private long save(long row) {
        store.transaction(PROPAGATION_REQUIRED).executeWithoutResult(status -> add(row));
        return 1;
    }

    private void anUpdateBesideATransactionThatRollsBack(BatchExecutor executor) {
        BatchGenerator<Integer> update =
                store.increment.params(Map.of("id", first + 4)).update();
        BatchGenerator<Integer> failing = store.numbers
                .get(first + 5)
                .<Integer>map(
                        number -> store.transaction(PROPAGATION_REQUIRES_NEW).execute(status -> {
                            read(executor, 6);
                            add(5);
                            throw new Meant();
                        }))
                .recoverWith(Meant.class, failure -> BatchGenerator.value(0));
        List<Integer> answers = executor.executeAll(
                List.of(failing, store.numbers.get(first + 7).flatMap(number -> update), failing));
        same(answers, List.of(0, 1, 0), "an update beside a transaction that rolls back");
        expected[4]++;
        compareWithTable("an update beside a transaction that rolls back");
    }

    private void aTransactionAround(BatchExecutor executor) {
        boolean rollBack = random.nextBoolean();
        int inner = PROPAGATIONS[1 + random.nextInt(PROPAGATIONS.length - 1)];
        List<Long> answers = store.transaction(PROPAGATION_REQUIRED).execute(status -> {
            executor.executeAll(
                    List.of(store.increment.params(Map.of("id", first + 8)).update(), store.numbers.get(first + 9)));
            BatchGenerator<Long> apart = store.numbers
                    .get(first + 9)
                    .map(number -> store.transaction(inner).execute(innermost -> read(executor, 8)));
            List<Long> read = executor.executeAll(List.of(apart, store.numbers.get(first + 8)));
            if (rollBack) {
                status.setRollbackOnly();
            }
            return read;
        });
        long written = expected[8] + 1;
        same(
                answers,
                List.of(inner == PROPAGATION_NESTED ? written : expected[8], written),
                "a transaction around, with propagation " + inner + " inside");
        expected[8] += rollBack ? 0 : 1;
        compareWithTable("a transaction around");
    }
}
