package io.github.batch4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
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
 *
 * <p>To put each answer into a map would cost more than to get it from the engine to whoever has asked, and most are
 * never asked for again. So the last batches are kept as they are, and only those before them are in a map.
 */
final class AnswerCache {

    /** Says that there is no answer; null may be one. */
    static final Object NONE = new Object();

    /** How many batches are looked through. */
    private static final int LATEST = 4;

    private final int most;
    private final Deque<AnsweredBatch> latest = new ArrayDeque<>(LATEST + 1);
    private final Map<Object, Answer> earlier = new LinkedHashMap<>();
    private int size;

    /** When each of the things that were written was last written. */
    private final Map<Object, Long> written = new HashMap<>();

    private long now;

    /** What was asked for before counts no more, whatever it has read. */
    private long forgotten;

    /** An answer, and when it was asked for. */
    private record Answer(@Nullable Object value, long asked) {}

    /**
     * Makes an empty cache.
     *
     * @param most how many answers are kept
     */
    AnswerCache(int most) {
        this.most = most;
    }

    /** The time, for {@link #note}. */
    long now() {
        return now;
    }

    /** The answer to an equal operation, {@link #NONE} if none is kept. */
    @Nullable
    Object find(BatchableOperation<?> operation) {
        if (size == 0) {
            return NONE;
        }
        for (Iterator<AnsweredBatch> youngestFirst = latest.descendingIterator(); youngestFirst.hasNext(); ) {
            AnsweredBatch batch = youngestFirst.next();
            int index = batch.operations().find(operation);
            if (index >= 0 && batch.isAnswered(index) && counts(operation, batch.asked())) {
                return batch.answer(index);
            }
        }
        Answer answer = earlier.isEmpty() ? null : earlier.get(operation);
        return answer != null && counts(operation, answer.asked) ? answer.value : NONE;
    }

    private boolean counts(BatchableOperation<?> operation, long asked) {
        if (!operation.mergeable() || operation.writes() != null) {
            return false;
        }
        Object read = operation.reads();
        return read != null && asked >= forgotten && (written.isEmpty() || asked >= written.getOrDefault(read, 0L));
    }

    /** Takes in what has become of a batch. */
    void note(AnsweredBatch batch) {
        boolean hasReads = false;
        try {
            for (Object each : batch.operations()) {
                BatchableOperation<?> operation = (BatchableOperation<?>) each;
                Object wrote = operation.writes();
                if (wrote != null) {
                    forget(wrote);
                }
                hasReads = hasReads || operation.reads() != null;
            }
        } catch (Throwable broken) {
            // They have their answers, and must get them. What they may have changed is not known, so nothing is kept.
            clear();
            return;
        }
        if (hasReads && batch.isAnswered()) {
            keep(batch);
        }
    }

    private void keep(AnsweredBatch batch) {
        latest.add(batch);
        size += batch.size();
        while (latest.size() > LATEST || (size > most && !latest.isEmpty())) {
            putEarlier(latest.remove());
        }
    }

    private void putEarlier(AnsweredBatch batch) {
        size -= batch.size() + earlier.size();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.isAnswered(i)) {
                earlier.put(batch.operations().get(i), new Answer(batch.answer(i), batch.asked()));
            }
        }
        size += earlier.size();
        for (Iterator<?> eldest = earlier.keySet().iterator(); size > most && eldest.hasNext(); size--) {
            eldest.next();
            eldest.remove();
        }
    }

    private void forget(Object wrote) {
        written.put(wrote, ++now);
        if (written.size() > most) {
            clear();
        }
    }

    /** Forgets everything, and what is being asked just now. */
    void clear() {
        latest.clear();
        earlier.clear();
        written.clear();
        size = 0;
        forgotten = ++now;
    }
}
