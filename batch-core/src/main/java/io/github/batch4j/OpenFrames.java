package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of an execution that have to be closed if it ends before they do, in the order in which they were opened.
 */
final class OpenFrames {

    private @Nullable Node newest;

    boolean isEmpty() {
        return newest == null;
    }

    Node add(OpenFrame frame) {
        Node node = new Node(frame, newest);
        if (newest != null) {
            newest.newer = node;
        }
        newest = node;
        return node;
    }

    void remove(@Nullable Node node) {
        if (node == null || node.removed) {
            return;
        }
        node.removed = true;
        if (node.newer == null) {
            newest = node.older;
        } else {
            node.newer.older = node.older;
        }
        if (node.older != null) {
            node.older.newer = node.newer;
        }
    }

    /** The open frames that may have several waiters, oldest first. */
    List<WaitedFor> waitedFor() {
        List<WaitedFor> found = new ArrayList<>();
        for (Node node = newest; node != null; node = node.older) {
            if (node.frame instanceof WaitedFor frame) {
                found.add(frame);
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** Closes all frames, the innermost first, and returns the exceptions that they throw. */
    List<Throwable> close() {
        List<Throwable> failures = new ArrayList<>();
        while (newest != null) {
            OpenFrame frame = newest.frame;
            remove(newest);
            try {
                frame.close();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        }
        return failures;
    }

    /** A frame that has to be closed if the execution ends before it does. */
    interface OpenFrame {

        /** Ends the frame; called at most once, when the engine no longer runs. */
        void close();
    }

    /** An open frame that may have several waiters, and may therefore be part of a wait cycle. */
    interface WaitedFor extends OpenFrame {

        /** The frames that wait for this one, in order of arrival. */
        List<Frame> waiters();

        /** The name in the message about a cycle. */
        String name();
    }

    /** A node of the doubly linked list, kept by its frame so that removal takes constant time. */
    static final class Node {

        private final OpenFrame frame;
        private @Nullable Node older;
        private @Nullable Node newer;
        private boolean removed;

        private Node(OpenFrame frame, @Nullable Node older) {
            this.frame = frame;
            this.older = older;
        }
    }
}
