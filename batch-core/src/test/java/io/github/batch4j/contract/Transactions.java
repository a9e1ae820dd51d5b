package io.github.batch4j.contract;

import io.github.batch4j.ThreadContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Transactions of the current thread that have names and no effect. */
final class Transactions implements ThreadContext {

    private final Deque<String> open = new ArrayDeque<>();
    private int ended;

    /** Returns the name of the innermost one, "none" if there is none. */
    String current() {
        return open.isEmpty() ? "none" : open.peek();
    }

    /** Runs code in a transaction of its own; in none, if it is called "none". */
    <T> T in(String name, Supplier<T> code) {
        open.push(name);
        try {
            return code.get();
        } finally {
            open.pop();
            ended++;
        }
    }

    @Override
    public Snapshot capture() {
        return () -> () -> {};
    }

    @Override
    public Transaction transaction() {
        String began = current();
        int endedBefore = ended;
        return new Transaction() {
            @Override
            public boolean isActive() {
                return !began.equals("none");
            }

            @Override
            public boolean isCurrent() {
                return began.equals(current());
            }

            @Override
            public boolean isUnchanged() {
                return isCurrent() && ended == endedBefore;
            }
        };
    }
}
