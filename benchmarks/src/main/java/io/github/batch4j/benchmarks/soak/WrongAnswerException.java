package io.github.batch4j.benchmarks.soak;

/** Thrown by a program that was told something else than what must be so. */
final class WrongAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongAnswerException(String message) {
        super(message);
    }
}
