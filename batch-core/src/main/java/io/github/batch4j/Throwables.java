package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Utilities for exceptions. */
final class Throwables {

    /** The limit on suppressed exceptions: one in a constant, thrown repeatedly, must not grow without bound. */
    private static final int ENOUGH = 100;

    private Throwables() {}

    /**
     * Returns the failure itself if it is unchecked, or wraps it, so that a method without a throws clause can throw
     * it. An error is thrown from here.
     *
     * <p>The wrapper is of the type that JDK proxies use, so callers see the same exception through a proxied executor
     * and a plain one.
     */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new UndeclaredFailureException(failure);
    }

    /** Returns the failure that {@link #unchecked} has wrapped, or else the given one. */
    static Throwable declared(Throwable failure) {
        return failure instanceof UndeclaredFailureException wrapped ? wrapped.getUndeclaredThrowable() : failure;
    }

    /** Returns the cause of an exception that a future has wrapped, or else the given one. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && cause != null ? cause : failure;
    }

    /**
     * Attaches failures to the one that is thrown as suppressed exceptions, each once and none to itself. A failure
     * that leads back to the thrown one, by causes or suppressed exceptions, is replaced by a {@link
     * CircularReference}, so that the graph of exceptions stays acyclic.
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

    /** Copies a failure without the branches that lead back to {@code thrown}. */
    private static Throwable standIn(Throwable failure, Throwable thrown, Set<Throwable> attached) {
        CircularReference standIn = new CircularReference(failure);
        for (Throwable part : parts(failure)) {
            if (attached.add(part)) {
                standIn.addSuppressed(leadsTo(part, thrown) ? standIn(part, thrown, attached) : part);
            }
        }
        return standIn;
    }

    /**
     * True if an exception is reachable from another by causes and suppressed exceptions. The search is breadth-first
     * and limited: the failures of generators nested a hundred thousand deep form a chain as long, which must not be
     * walked again from each of its links.
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

    /** The cause and the suppressed exceptions of a failure, except its {@link GeneratorTrace}. */
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
     * A stand-in for a suppressed exception that would make the graph of causes and suppressed exceptions cyclic. The
     * other parts of that exception are attached to this one.
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
