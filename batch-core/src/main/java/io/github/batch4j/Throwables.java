package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What is done with exceptions in more than one place. */
final class Throwables {

    /** A failure that is kept, in a constant say, and thrown again and again, must not grow for ever. */
    private static final int ENOUGH = 100;

    private Throwables() {}

    /**
     * The form in which a failure leaves a method that declares no exception: itself if it is unchecked. An error is
     * thrown from here.
     *
     * <p>Wrapping a checked one in just this type is what a JDK proxy does, so that callers see the same thing through
     * a proxied executor and a plain one.
     */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new UndeclaredFailureException(failure);
    }

    /** The failure that {@link #unchecked} has wrapped, or else the given one. */
    static Throwable declared(Throwable failure) {
        return failure instanceof UndeclaredFailureException wrapped ? wrapped.getUndeclaredThrowable() : failure;
    }

    /** What really failed, without the wrapping that futures put around it. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && cause != null ? cause : failure;
    }

    /**
     * Attaches failures to the one that is thrown, each once and none to itself. If it is itself a part of one of them,
     * its cause or attached to it, a {@link CircularReference} stands in for that one, so that whoever follows causes and
     * suppressed exceptions comes to an end.
     */
    static void attach(Throwable thrown, Iterable<? extends Throwable> others) {
        Throwable[] before = thrown.getSuppressed();
        if (before.length >= ENOUGH) {
            return;
        }
        Set<Throwable> attached = Collections.newSetFromMap(new IdentityHashMap<>());
        attached.add(thrown);
        Collections.addAll(attached, before);
        for (Throwable other : others) {
            if (attached.add(other)) {
                thrown.addSuppressed(leadsTo(other, thrown) ? standIn(other, thrown, attached) : other);
            }
        }
    }

    /** Restores the thread's interrupt status, which an InterruptedException has cleared: the caller must see it. */
    static void keepInterrupt(@Nullable Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws the first of some failures with the others attached to it, if there are any. */
    static void throwAll(List<? extends Throwable> failures) {
        if (!failures.isEmpty()) {
            Throwable first = failures.get(0);
            attach(first, failures);
            throw unchecked(first);
        }
    }

    /** Tells of a failure and its parts what does not lead to the given one. */
    private static Throwable standIn(Throwable failure, Throwable thrown, Set<Throwable> told) {
        CircularReference standIn = new CircularReference(failure);
        for (Throwable part : parts(failure)) {
            if (told.add(part)) {
                standIn.addSuppressed(leadsTo(part, thrown) ? standIn(part, thrown, told) : part);
            }
        }
        return standIn;
    }

    /**
     * Whether one is found from another by causes and suppressed exceptions. Only so many are looked through, nearest
     * first: failures of generators nested a hundred thousand deep are a chain as long, which is not to be followed
     * anew from each of its links.
     */
    private static boolean leadsTo(Throwable from, Throwable sought) {
        List<Throwable> found = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        found.add(from);
        for (int i = 0; i < found.size() && i < ENOUGH; i++) {
            for (Throwable part : parts(found.get(i))) {
                if (part == sought) {
                    return true;
                }
                if (seen.add(part)) {
                    found.add(part);
                }
            }
        }
        return false;
    }

    /** The cause and the suppressed exceptions of one, without the trace of its generator. */
    private static List<Throwable> parts(Throwable failure) {
        List<Throwable> parts = new ArrayList<>();
        Throwable cause = failure.getCause();
        if (cause != null) {
            parts.add(cause);
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!(suppressed instanceof GeneratorTrace)) {
                parts.add(suppressed);
            }
        }
        return parts;
    }

    /**
     * Stands in for a failure that is to be attached to a part of itself, to its cause say, so that it is told and yet
     * nobody who follows causes and suppressed exceptions goes round in a ring. What else it has attached is attached to
     * this.
     */
    static final class CircularReference extends RuntimeException {

        private static final long serialVersionUID = 1;

        CircularReference(Throwable failure) {
            super(
                    failure instanceof CircularReference
                            ? failure.getMessage()
                            : Names.describe(failure) + ", of which this failure is a part",
                    null,
                    true,
                    false);
        }
    }
}
