package io.github.batch4j;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What is done with exceptions in more than one place. */
final class Throwables {

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
        return failure instanceof RuntimeException unchecked ? unchecked : new UndeclaredThrowableException(failure);
    }

    /** What really failed, without the wrapping that futures put around it. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && cause != null ? cause : failure;
    }

    /** Attaches failures to the one that is thrown, each once and none to itself. */
    static void attach(Throwable thrown, Iterable<? extends Throwable> others) {
        Set<Throwable> attached = Collections.newSetFromMap(new IdentityHashMap<>());
        attached.add(thrown);
        Collections.addAll(attached, thrown.getSuppressed());
        for (Throwable other : others) {
            if (attached.add(other)) {
                thrown.addSuppressed(other);
            }
        }
    }
}
