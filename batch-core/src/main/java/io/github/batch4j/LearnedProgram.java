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
        /** By steps, since looking ahead gained nothing here. Nothing is recorded any more. */
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
     * Adds an execution.
     *
     * @param ran the mode in which it ran
     * @param tookLonger true if a held batch has cost a step
     */
    void add(Mode ran, int batches, boolean tookLonger) {
        if (mode == Mode.OFF) {
            return;
        }
        executions++;
        longer += tookLonger ? 1 : 0;
        if (ran == Mode.LEARNING && bySteps < TRIED) {
            bySteps++;
            batchesBySteps += batches;
        } else if (ran != Mode.LEARNING && ahead < TRIED) {
            ahead++;
            batchesAhead += batches;
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
