package io.github.batch4j;

/**
 * Sees to it that the stack overflows before a hand-over begins, if it is going to. {@link Baton} can take an offer back, but
 * a virtual thread is lost when the stack overflows while it is being woken. What recurses without end and yields on the
 * way ends up just there.
 */
final class StackProbe {

    /** Deeper than it is to wake a virtual thread, even if this is compiled and that is not. */
    private static final int CALLS = 64;

    private StackProbe() {}

    /**
     * Takes more of the stack than it does to wake a thread, and gives it back.
     *
     * @throws StackOverflowError if there is not so much
     */
    static void check() {
        if (descend(CALLS, 1, 2, 3) == 0) {
            throw new AssertionError("a sum of positive numbers");
        }
    }

    /** The sum keeps the arguments on the stack, and the calls from being left out. */
    private static long descend(int calls, long a, long b, long c) {
        return calls == 0 ? a : descend(calls - 1, b, c, a) + a + b + c;
    }
}
