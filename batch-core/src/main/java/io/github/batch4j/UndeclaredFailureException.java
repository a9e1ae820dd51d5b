package io.github.batch4j;

import java.lang.reflect.UndeclaredThrowableException;

/**
 * A wrapper of a checked exception on its way through methods that declare none; a type of its own, so that only our
 * wrappers are unwrapped.
 */
final class UndeclaredFailureException extends UndeclaredThrowableException {

    private static final long serialVersionUID = 1;

    UndeclaredFailureException(Throwable failure) {
        super(failure, failure.toString());
    }
}
