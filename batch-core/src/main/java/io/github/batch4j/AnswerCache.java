package io.github.batch4j;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers that an executor keeps: those of operations that say what they read, until an operation has been run that
 * says it writes the same.
 *
 * <p>A read and a write may be under way at once, and nobody knows which of them the store has seen first. So it goes by
 * a clock that ticks when a write has ended: an answer counts only if it was asked for after the last write to what it
 * read had ended. That way it does not matter in which order answers come, or are looked at.
 */
final class AnswerCache {

    /** Says that there is no answer; null may be one. */
    static final Object NONE = new Object();

    private final int maxEntries;
    private final Map<Object, Kept> answers = new LinkedHashMap<>();

    /** When each of the things that were written was last written. */
    private final Map<Object, Long> written = new HashMap<>();

    private long now;

    /** What was asked for before counts no more, whatever it has read. */
    private long forgotten;

    /** An answer, and when it was asked for. */
    private record Kept(@Nullable Object answer, long asked) {}

    AnswerCache(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    /** The time, for {@link #note}. */
    long now() {
        return now;
    }

    /** The answer to an equal operation, {@link #NONE} if none is kept. */
    @Nullable
    Object find(BatchableOperation<?> operation) {
        if (answers.isEmpty()) {
            return NONE;
        }
        Kept kept = answers.get(operation);
        if (kept == null) {
            return NONE;
        }
        Object read = operation.reads();
        return read != null && kept.asked >= lastWritten(read) ? kept.answer : NONE;
    }

    private long lastWritten(Object what) {
        return written.isEmpty() ? forgotten : Math.max(forgotten, written.getOrDefault(what, forgotten));
    }

    /**
     * Takes in what has become of an operation.
     *
     * @param answer {@link #NONE} if it has failed, or nobody knows
     * @param asked what the time was when it was sent
     */
    void note(BatchableOperation<?> operation, @Nullable Object answer, long asked) {
        try {
            Object wrote = operation.writes();
            if (wrote != null) {
                forget(wrote);
            } else if (answer != NONE) {
                keep(operation, answer, asked);
            }
        } catch (Throwable broken) {
            // It has its answer, and must get it. What it may have changed is not known, so nothing is kept.
            clear();
        }
    }

    private void keep(BatchableOperation<?> operation, @Nullable Object answer, long asked) {
        if (operation.reads() != null) {
            answers.put(operation, new Kept(answer, asked));
            if (answers.size() > maxEntries) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
    }

    private void forget(Object wrote) {
        written.put(wrote, ++now);
        if (written.size() > maxEntries) {
            clear();
        }
    }

    /** Forgets everything, and what is being asked just now. */
    void clear() {
        answers.clear();
        written.clear();
        forgotten = ++now;
    }
}
