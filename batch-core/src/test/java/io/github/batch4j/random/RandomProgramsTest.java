package io.github.batch4j.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.Batcher;
import io.github.batch4j.LearnedPolicy;
import io.github.batch4j.random.Interpreter.Outcome;
import io.github.batch4j.random.Program.Whole;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random programs with fixed seeds, compared with a sequential interpreter and with themselves. */
class RandomProgramsTest {

    /** The distance of the seeds of two tests. */
    private static final long SEEDS = 1_000;

    /** The number of programs of each seed; more by {@code -Dbatch4j.programs=1000}. */
    private static final int PROGRAMS = Integer.getInteger("batch4j.programs", 400);

    /** The number of programs that are run often enough to be learned, and the number of their runs. */
    private static final int LEARNED = 30;

    private static final int RUNS = 30;

    /** The stand-in for a suppressed failure that itself leads back to the failure it is attached to. */
    private static final Pattern STAND_IN = Pattern.compile("Throwables.CircularReference.*failed (\\d+), of which");

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "4, true"})
    void resultsAndFailuresAreThoseOfTheInterpreterAndBatchesAreTheSameEachTime(long seed, boolean sharing) {
        int failed = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            Whole program = ProgramMaker.make(seed * SEEDS + i, sharing);
            Outcome expected = new Interpreter(program).run();
            BatchTrace first = new BatchTrace();
            check(program, expected, first, !sharing);
            BatchTrace again = new BatchTrace();
            check(program, expected, again, !sharing);
            assertThat(batches(again)).as("batches of %s", program).isEqualTo(batches(first));
            failed += expected.failed() ? 1 : 0;
        }
        assertThat(failed).as("programs that fail").isBetween(PROGRAMS / 10, PROGRAMS * 9 / 10);
    }

    /** Bodies that are held back take more steps, with the same results. */
    @ParameterizedTest
    @CsvSource({"1, 5, false", "2, 6, false", "1, 7, true", "3, 8, true"})
    void soTheyAreWhenBodiesAreHeldBack(int maxBodies, long seed, boolean sharing) {
        for (int i = 0; i < PROGRAMS; i++) {
            Whole program = ProgramMaker.make(seed * SEEDS + i, sharing);
            Outcome expected = new Interpreter(program).run();
            BatchTrace first = new BatchTrace();
            check(BatchExecutor.builder().maxBodies(maxBodies).build(), program, expected, first, false);
            BatchTrace again = new BatchTrace();
            check(BatchExecutor.builder().maxBodies(maxBodies).build(), program, expected, again, false);
            assertThat(batches(again)).as("batches of %s", program).isEqualTo(batches(first));
        }
    }

    /** Without stores that block, a policy that has learned holds batches back, and hardly ever adds a step. */
    @ParameterizedTest
    @CsvSource({"14, false", "22, true"})
    void soTheyAreWithALearnedPolicy(long seed, boolean sharing) {
        int longer = 0;
        int fewer = 0;
        int executions = 0;
        for (int i = 0; i < LEARNED; i++) {
            Whole program = ProgramMaker.make(seed * SEEDS + i, sharing);
            Outcome expected = new Interpreter(program).run();
            LearnedPolicy policy = LearnedPolicy.create();
            BatchTrace bySteps = BatchTrace.withoutCallers();
            check(BatchExecutor.create(), program, new Generators(true), expected, bySteps);
            for (int run = 0; run < RUNS; run++) {
                BatchTrace trace = BatchTrace.withoutCallers();
                BatchExecutor executor =
                        BatchExecutor.builder().sendPolicy(policy).build();
                check(executor, program, new Generators(true), expected, trace);
                fewer += trace.roundTrips() < bySteps.roundTrips() ? 1 : 0;
                executions++;
                longer += asynchronousSteps(trace) > asynchronousSteps(bySteps) ? 1 : 0;
            }
        }
        assertThat(longer).as("executions with more steps of %d", executions).isLessThanOrEqualTo(executions / 100);
        assertThat(fewer).as("executions with fewer batches").isPositive();
    }

    private static void check(Whole program, Outcome expected, BatchTrace trace, boolean countSteps) {
        check(BatchExecutor.create(), program, expected, trace, countSteps);
    }

    private static void check(
            BatchExecutor executor, Whole program, Outcome expected, BatchTrace trace, boolean countSteps) {
        check(executor, program, new Generators(false), expected, trace);
        if (countSteps) {
            assertThat(asynchronousSteps(trace))
                    .as("steps with asynchronous batches of %s", program)
                    .isLessThanOrEqualTo(expected.steps());
        }
    }

    private static void check(
            BatchExecutor executor, Whole program, Generators generators, Outcome expected, BatchTrace trace) {
        Object value = null;
        RuntimeException failure = null;
        try {
            value = executor.execute(generators.build(program), trace);
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
        if (expected.failed()) {
            assertThat(failure).as("failure of %s", program).isNotNull();
            assertThat(Answers.code(failure)).as("failure of %s", program).isEqualTo(expected.code());
            assertThat(attached(failure)).as("attached in %s", program).containsAll(expected.attached());
        } else {
            assertThat(failure).as("failure of %s", program).isNull();
            assertThat(value).as("result of %s", program).isEqualTo(expected.value());
        }
        assertThat(generators.open).as("finally blocks not run in %s", program).hasValue(0);
        assertThat(trace.batches()).as("batches of %s", program).allSatisfy(RandomProgramsTest::hasNoDuplicates);
    }

    private static void hasNoDuplicates(List<?> operations) {
        assertThat(new HashSet<Object>(operations)).hasSameSizeAs(operations);
    }

    private static long asynchronousSteps(BatchTrace trace) {
        return trace.entries().stream()
                .filter(entry -> entry.batch().batcher() instanceof Batcher.Async)
                .map(entry -> entry.batch().step())
                .distinct()
                .count();
    }

    private static List<String> batches(BatchTrace trace) {
        return trace.entries().stream()
                .map(entry -> entry.batch().step() + " " + entry.batch())
                .toList();
    }

    /** Returns the codes of all failures attached to one, directly or indirectly. */
    private static TreeSet<Integer> attached(Throwable failure) {
        TreeSet<Integer> codes = new TreeSet<>();
        HashSet<Throwable> seen = new HashSet<>();
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            for (Throwable suppressed : open.pop().getSuppressed()) {
                Matcher standIn = STAND_IN.matcher(suppressed.toString());
                if (standIn.find()) {
                    codes.add(Integer.valueOf(standIn.group(1)));
                    open.push(suppressed);
                }
                boolean ofProgram = suppressed instanceof Answers.Failed || suppressed.getCause() != null;
                if (ofProgram && seen.add(suppressed)) {
                    codes.add(Answers.code(suppressed));
                    open.push(suppressed);
                }
            }
        }
        return codes;
    }
}
