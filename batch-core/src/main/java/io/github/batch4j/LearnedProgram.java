package io.github.batch4j;

/**
 * The record of the executions that begin at one place: how far looking ahead may go there, and whether it is worth it.
 *
 * <p>Used only by the holder of the {@link LearnedPolicy}'s lock, except for {@link #mode()}.
 */
final class LearnedProgram {

    /** The number of executions by steps whose batches are the measure. */
    private static final int TRIED = 20;

    /** The manner in which an execution is run. */
    enum Mode {
        /** By steps, to learn. */
        LEARNING,
        /** Counts on the shortest executions seen so far. */
        AHEAD,
        /** Counts on the shortest continuation of any operation. */
        CAREFUL,
        /** By steps, since looking ahead is not possible or gains nothing. Nothing is recorded any more. */
        OFF
    }

    private volatile Mode mode = Mode.LEARNING;
    private int bySteps;
    private long batchesBySteps;
    private int ahead;
    private long batchesAhead;
    private int executions;

    /** The number of executions that took more steps than by steps. */
    private int longer;

    Mode mode() {
        return mode;
    }

    void setMode(Mode mode) {
        this.mode = mode;
    }

    /**
     * The measures of an execution.
     *
     * @param mode the mode in which it ran
     * @param tookLonger true if a held batch has cost a step
     */
    record Run(Mode mode, int batches, boolean tookLonger) {}

    /** Adds an execution. */
    void add(Run run) {
        if (mode == Mode.OFF) {
            return;
        }
        executions++;
        longer += run.tookLonger ? 1 : 0;
        if (run.mode == Mode.LEARNING && bySteps < TRIED) {
            bySteps++;
            batchesBySteps += run.batches;
        } else if (run.mode != Mode.LEARNING && ahead < TRIED) {
            ahead++;
            batchesAhead += run.batches;
        }
        mode = next();
    }

    private Mode next() {
        if (ahead == TRIED && batchesAhead >= batchesBySteps) {
            return Mode.OFF;
        }
        if (bySteps < TRIED || longer * 125L > executions) { // 0.8 %, so that it stays below one
            return Mode.LEARNING;
        }
        return longer * 200L > executions ? Mode.CAREFUL : Mode.AHEAD;
    }
}
