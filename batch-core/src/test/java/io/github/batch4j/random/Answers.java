package io.github.batch4j.random;

import io.github.batch4j.random.Program.Store;
import java.util.List;

/** The answers of stores and functions, by an arbitrary fixed rule that generators and interpreter share. */
final class Answers {

    static final int KEYS = 12;

    private Answers() {}

    /** Returns the answer of a store that is not layered; every fifth key fails. */
    static Object of(Store store, int key) {
        int answer = key * 7 + store.ordinal();
        if (store == Store.DOWN) {
            throw new Failed(1000);
        }
        if (answer % 5 == 0) {
            throw new Failed(answer);
        }
        return answer;
    }

    static int mapped(Object value) {
        if (number(value) % 11 == 10) {
            throw new Failed(number(value));
        }
        return number(value) + 1;
    }

    static int choose(Object value, int branches) {
        return number(value) % branches;
    }

    static int key(Object value) {
        return number(value) % KEYS;
    }

    static Object combined(Object a, Object b, Object c) {
        return List.of(a, b, c);
    }

    private static int number(Object value) {
        return Math.floorMod(value.hashCode(), 1_000_003);
    }

    static boolean recoverable(int code) {
        return code % 3 == 0;
    }

    /** The exception of all failures. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1;
        final int code;

        Failed(int code) {
            super("failed " + code);
            this.code = code;
        }
    }

    /** The exception type of half of the failures. */
    static RuntimeException failure(int code) {
        return recoverable(code) ? new IllegalStateException("failed " + code, new Failed(code)) : new Failed(code);
    }

    static int code(Throwable failure) {
        return failure instanceof Failed failed ? failed.code : ((Failed) failure.getCause()).code;
    }
}
