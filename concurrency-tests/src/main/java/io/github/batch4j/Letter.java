package io.github.batch4j;

import java.util.List;

/** An answer of several plain fields, which a data race would show half written. */
final class Letter {

    static final int WHOLE = 42;

    private int first;
    private int second;

    static List<Letter> write() {
        Letter written = new Letter();
        written.first = WHOLE / 2;
        written.second = WHOLE / 2;
        return List.of(written);
    }

    /** Returns {@link #WHOLE} if all fields are written. */
    int read() {
        return first + second;
    }
}
