package io.github.batch4j.spring.jdbc;

/** The outcome of a write: its answer, or its failure. */
sealed interface WriteOutcome<T> {

    /** The answer; throws the failure if there is none. */
    T get();

    record Done<T>(T answer) implements WriteOutcome<T> {

        @Override
        public T get() {
            return answer;
        }
    }

    record Failed<T>(RuntimeException failure) implements WriteOutcome<T> {

        @Override
        public T get() {
            throw failure;
        }
    }
}
