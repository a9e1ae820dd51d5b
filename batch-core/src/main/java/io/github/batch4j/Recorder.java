package io.github.batch4j;

import java.util.List;

/**
 * The hooks through which an execution reports its course to a policy that learns. They do nothing by default.
 *
 * <p>Frames report which answers have led to them, so that it is known what an operation was asked for with.
 */
class Recorder {

    /** The hooks of all other policies. */
    static final Recorder NONE = new Recorder();

    /** True if places in the program are told apart by their callers. */
    boolean needsCallers() {
        return false;
    }

    /** Records that a call of {@code execute} begins. The outermost one determines the program. */
    void begins(Frame.Execution execution) {}

    /** Records that an operation was asked for, the last of a batch. */
    void asked(Batch batch, BatchableOperation<?> operation, Frame waiter, int slot) {}

    /** Chooses the batches of the next step from those that could be sent. */
    List<Batch> choose(List<Batch> pending) {
        return pending;
    }

    /** Records that a function has made the generator that is started next. */
    void makes(Object function) {}

    /** Records that a batch is sent. */
    void sends(Batch batch) {}

    /** Records that a batch's answer goes to a waiter. */
    void delivers(Batch batch, int waiter) {}

    /** Records that the generator of a layered batch begins. */
    void begins(Batch layered) {}

    /** Records that the generator of a layered batch has ended. */
    void ends(Batch layered) {}

    /** Records that a frame starts a child, by its number. */
    void startsChild(Frame frame, int child) {}

    /** Records that a frame has got the result of a child and may wait for others. */
    void collects(Frame frame) {}

    /** Records that a frame has all results of its children. */
    void finishes(Frame frame) {}

    /** The trails whose answers have led to the frame that moves. */
    Trail[] causes() {
        return Trail.NONE;
    }

    /** Sets the trails whose answers have led to the frame that moves next. */
    void setCauses(Trail[] causes) {}

    /** Records that the execution has ended well. */
    void end() {}
}
