package io.github.batch4j;

/** A check of mutual exclusion without any lock: counts visits, and how often two of them overlapped. */
final class Alone {

    private int inside;
    private int entered;
    private int disturbed;

    /** Enters and leaves, and checks whether another visit overlaps. */
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

    /** Returns the number of visits, less those overwritten by others. */
    int entered() {
        return entered;
    }

    /** Returns the number of times that a visitor was not alone or saw stale values. */
    int disturbed() {
        return disturbed;
    }
}
