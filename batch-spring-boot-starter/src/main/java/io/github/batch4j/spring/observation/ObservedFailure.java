package io.github.batch4j.spring.observation;

/**
 * The failure of an execution or batch as handlers see it: the class of the exception as its message, no cause and no
 * stack trace. Messages of stores and drivers have values in them, which do not belong in traces.
 */
final class ObservedFailure extends RuntimeException {

    ObservedFailure(Throwable failure) {
        super(failure.getClass().getName(), null, false, false);
    }
}
