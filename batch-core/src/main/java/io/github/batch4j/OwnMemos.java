package io.github.batch4j;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of shared generators that hold in one execution alone: failures, second runs, reads of a transaction.
 */
final class OwnMemos {

    private final OpenFrames open;
    private final @Nullable OwnMemos around;

    /** Null as long as there is nothing. */
    private @Nullable Map<SharedGenerator.Memo, SharedGenerator.State> states;

    /**
     * Makes those of an execution.
     *
     * @param around those of the execution in a function of which this one runs, null if there is none
     */
    OwnMemos(OpenFrames open, @Nullable OwnMemos around) {
        this.open = open;
        this.around = around;
    }

    SharedGenerator.@Nullable State find(SharedGenerator.Memo memo) {
        return states == null ? null : states.get(memo);
    }

    void keep(SharedGenerator.Memo memo, SharedGenerator.State state) {
        if (states == null) {
            states = new HashMap<>();
        }
        states.put(memo, state);
    }

    void forget(SharedGenerator.Memo memo) {
        if (states != null) {
            states.remove(memo);
        }
    }

    /** Forgets what was only read, here and further out. */
    void forgetRead() {
        for (OwnMemos own = this; own != null; own = own.around) {
            if (own.states != null) {
                own.states
                        .values()
                        .removeIf(state -> state instanceof SharedGenerator.Outcome outcome && !outcome.wrote());
            }
        }
    }

    /** Notes that any of the shared generators may have written that run here or further out. */
    void noteWriteOfAll() {
        for (OwnMemos own = this; own != null; own = own.around) {
            for (OpenFrames.WaitedFor frame : own.open.waitedFor()) {
                if (frame instanceof SharedFrame shared) {
                    shared.noteWrite();
                }
            }
        }
    }
}
