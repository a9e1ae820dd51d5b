package io.github.batch4j;

/** Counts what should be done by one at a time, without any lock, and how often that was not so. */
final class Alone {

    private int inside;
    private int entered;
    private int disturbed;

    /** Comes in, and sees who else is there or has been, and what he has left. */
    void enter() {
        int before = entered;
        if (inside++ != 0) {
            disturbed++;
        }
        Thread.onSpinWait();
        if (inside-- != 1) {
            disturbed++;
        }
        entered = before + 1;
    }

    /** How often somebody came in, less the visits that were overwritten by others. */
    int entered() {
        return entered;
    }

    /** How often somebody was not alone, or found things as they were some time ago. */
    int disturbed() {
        return disturbed;
    }
}
