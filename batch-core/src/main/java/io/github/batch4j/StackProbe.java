package io.github.batch4j;

/**
 * Sees to it that the stack overflows before the baton is handed over, if it is going to, and not in the middle: then
 * nobody would have it, or two. What recurses without end and yields on the way ends up just there.
 */
final class StackProbe {

    /** Deeper than it is to wake a virtual thread or to start one of a pool, when both are compiled. */
    private static final int CALLS = 24;

    /** The same as long as this is compiled already, and that is not. */
    private static final int CALLS_AT_FIRST = 64;

    /** How many of the first ones are left. May be counted down by several threads at once, and then is not exact. */
    private static int first = 50_000;

    private StackProbe() {}

    /**
     * Takes more of the stack than a hand-over does, and gives it back.
     *
     * @throws StackOverflowError if there is not so much
     */
    static void check() {
        int calls = CALLS;
        if (first > 0) {
            first--;
            calls = CALLS_AT_FIRST;
        }
        if (descend(calls, 1, 2, 3) == 0) {
            throw new AssertionError("a sum of positive numbers");
        }
    }

    /** The sum keeps the arguments on the stack, and the calls from being left out. */
    private static long descend(int calls, long a, long b, long c) {
        return calls == 0 ? a : descend(calls - 1, b, c, a) + a + b + c;
    }
}
