package io.github.batch4j;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that are held back before they begin, since as many have begun and not ended as are allowed: a body that waits
 * holds memory, and on some carriers a thread.
 *
 * <p>A body that is held may be what others wait for, so none is held for good: when nothing else can move, and there
 * is no full batch that could be sent, more are let in. And those come first that have come last: the bodies that are
 * below another one have to end before that one can.
 */
final class Admission {

    private final int most;
    private final ArrayDeque<BodyFrame> held = new ArrayDeque<>(1);

    /** Held in this turn, in their order. */
    private final ArrayDeque<BodyFrame> heldNow = new ArrayDeque<>(1);

    /** The number of bodies that have begun and not ended. */
    private int begun;

    private boolean uneven;

    /** The number of bodies that may still begin above the limit. */
    private int letIn;

    /**
     * Makes the admission of an execution.
     *
     * @param most how many bodies may have begun and not ended, as long as others can go on with that
     */
    Admission(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /** Lets a body begin or holds it. */
    boolean admit(BodyFrame body) {
        if (!isOpen()) {
            heldNow.add(body);
            uneven = true;
            return false;
        }
        if (++begun > most) {
            letIn--;
        }
        body.admit();
        return true;
    }

    /** Notes that a body has ended which had begun. */
    void ended() {
        begun--;
        if (begun == 0 && !isHolding()) {
            uneven = false;
        }
    }

    private boolean isOpen() {
        return begun < most || letIn > 0;
    }

    /** The next of those that were held which may begin now; null if there is none. Ends the turn. */
    @Nullable
    BodyFrame next() {
        while (!heldNow.isEmpty()) {
            held.addFirst(heldNow.removeLast());
        }
        if (held.isEmpty()) {
            letIn = 0;
            return null;
        }
        if (!isOpen()) {
            return null;
        }
        BodyFrame next = held.remove();
        admit(next);
        return next;
    }

    boolean hasNext() {
        return isOpen() && isHolding();
    }

    /** Tells if a body is held. */
    boolean isHolding() {
        return !held.isEmpty() || !heldNow.isEmpty();
    }

    /** Tells if a body is or was held: some may be further on than others. */
    boolean isUneven() {
        return uneven;
    }

    /** Lets as many more begin as are allowed in all: without them nothing goes on. */
    void letIn() {
        letIn = most;
    }

    void clear() {
        held.clear();
        heldNow.clear();
    }
}
