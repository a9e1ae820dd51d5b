package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the generator that failed was waiting, attached to its failure as a suppressed exception: the failure's own
 * stack trace shows the batcher, this shows who asked.
 */
final class GeneratorTrace extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** How many places are shown: a chain may be a million long. */
    static final int LONGEST = 32;

    private final ArrayList<String> places = new ArrayList<>();

    private GeneratorTrace() {
        super(null, null, false, false);
    }

    /** Adds places to the trace of an exception, which grows as the exception passes from generator to generator. */
    static void add(Throwable failure, List<String> places) {
        if (!places.isEmpty()) {
            of(failure).add(places);
        }
    }

    /** The places between a frame, of which a child is waited for, and the top. */
    static List<String> from(Frame frame, int child) {
        List<String> places = new ArrayList<>();
        Frame place = frame;
        int slot = child;
        while (place instanceof Frame.Inner inner && places.size() < LONGEST) {
            places.add(inner.describe(slot));
            slot = inner.slot;
            place = inner.parent;
        }
        places.add(place.describe(slot));
        return places;
    }

    /** Synchronized, as some throw one and the same exception on many threads. */
    private synchronized void add(List<String> more) {
        for (String place : more) {
            if (places.size() > LONGEST) {
                return;
            }
            places.add(places.size() < LONGEST ? place : "...");
        }
    }

    private static GeneratorTrace of(Throwable failure) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof GeneratorTrace trace) {
                return trace;
            }
        }
        GeneratorTrace trace = new GeneratorTrace();
        failure.addSuppressed(trace);
        return trace;
    }

    @Override
    public synchronized String getMessage() {
        return "the generator that failed was waiting in" + System.lineSeparator() + "\t\tat "
                + String.join(System.lineSeparator() + "\t\tat ", places);
    }
}
