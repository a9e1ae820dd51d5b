package io.github.batch4j;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What is done with exceptions in more than one place. */
final class Throwables {

    /** A failure that is kept, by a shared generator say, and thrown again and again, must not grow for ever. */
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
        return failure instanceof RuntimeException unchecked ? unchecked : new Wrapped(failure);
    }

    /** The failure that {@link #unchecked} has wrapped, or else the given one. */
    static Throwable declared(Throwable failure) {
        return failure instanceof Wrapped wrapped ? wrapped.getUndeclaredThrowable() : failure;
    }

    /** Tells our own wrapping from that of others. */
    private static final class Wrapped extends UndeclaredThrowableException {

        private static final long serialVersionUID = 1;

        private Wrapped(Throwable failure) {
            super(failure);
        }
    }

    /** What really failed, without the wrapping that futures put around it. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && cause != null ? cause : failure;
    }

    /** Attaches failures to the one that is thrown, each once and none to itself. */
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
                thrown.addSuppressed(other);
            }
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
}
