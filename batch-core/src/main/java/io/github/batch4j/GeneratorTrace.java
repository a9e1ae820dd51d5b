package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;

/**
 * A trace of the places at which a failed generator was waiting, attached to its failure as a suppressed exception. The
 * failure's own stack trace shows the batcher; this one shows the callers.
 */
final class GeneratorTrace extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The number of places shown; a chain may have a million. */
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

    /** Appends places. Synchronized, because one exception may be thrown on many threads. */
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
