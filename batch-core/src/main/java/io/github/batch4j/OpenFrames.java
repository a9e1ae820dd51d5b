package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of an execution that have something to do if it ends before they do, in the order in which they were
 * opened.
 */
final class OpenFrames {

    private @Nullable Place newest;

    boolean isEmpty() {
        return newest == null;
    }

    Place add(OpenFrame frame) {
        Place place = new Place(frame, newest);
        if (newest != null) {
            newest.newer = place;
        }
        newest = place;
        return place;
    }

    void remove(@Nullable Place place) {
        if (place == null || place.removed) {
            return;
        }
        place.removed = true;
        if (place.newer == null) {
            newest = place.older;
        } else {
            place.newer.older = place.older;
        }
        if (place.older != null) {
            place.older.newer = place.newer;
        }
    }

    /** The frames that others wait for, oldest first. */
    List<WaitedFor> waitedFor() {
        List<WaitedFor> found = new ArrayList<>();
        for (Place place = newest; place != null; place = place.older) {
            if (place.frame instanceof WaitedFor frame) {
                found.add(frame);
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** Closes all frames, the innermost first, and gives back what that has thrown. */
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

    /** A frame that has something to do if the execution ends before it does. */
    interface OpenFrame {

        /** Ends the frame for good; called at most once, when the engine no longer runs. */
        void close();
    }

    /** An open frame that several others may wait for, so that they may come to wait for themselves. */
    interface WaitedFor extends OpenFrame {

        /** The frames that wait for this one, in the order in which they came. */
        List<Frame> waiters();

        /** What it is called in the message about a cycle. */
        String name();
    }

    /** The place of a frame in the list, by which it is removed. */
    static final class Place {

        private final OpenFrame frame;
        private @Nullable Place older;
        private @Nullable Place newer;
        private boolean removed;

        private Place(OpenFrame frame, @Nullable Place older) {
            this.frame = frame;
            this.older = older;
        }
    }
}
