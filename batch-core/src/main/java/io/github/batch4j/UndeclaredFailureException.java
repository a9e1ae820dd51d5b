package io.github.batch4j;

import java.lang.reflect.UndeclaredThrowableException;

/**
 * A checked exception on its way through methods that declare none; a type of its own, to tell it from others'
 * wrapping.
 */
final class UndeclaredFailureException extends UndeclaredThrowableException {

    private static final long serialVersionUID = 1;

    UndeclaredFailureException(Throwable failure) {
        super(failure, failure.toString());
    }
}
