package io.github.batch4j.benchmarks.soak;

/** Thrown by a program that got another result than expected. */
final class WrongAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongAnswerException(String message) {
        super(message);
    }
}
