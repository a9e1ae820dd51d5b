package io.github.batch4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answers that an executor keeps: those of operations that say what they read, until an operation has been run that
 * says it writes the same.
 *
 * <p>A read and a write may be under way at once, and nobody knows which of them the store has seen first. So it goes
 * by a clock that ticks when a write has ended: an answer counts only if it was asked for after the last write to what
 * it read had ended. That way it does not matter in which order answers come, or are looked at.
 *
 * <p>To put each answer into a map would cost more than to get it from the engine to whoever has asked, and most are
 * never asked for again. So batches are kept as they are. Only when something is looked for are all but the last put
 * into the map; what has to make room before that is dropped without ever having been in there.
 */
final class AnswerCache {

    /** Says that there is no answer; null may be one. */
    static final Object NONE = new Object();

    /** How many batches are looked through. */
    private static final int LATEST = 4;

    private final int most;

    /** As they came, the eldest first; whatever is in the map came before them. */
    private final Deque<CachedBatch> latest = new ArrayDeque<>(LATEST + 1);

    private final Map<ContentHash.Key, Answer> earlier = new LinkedHashMap<>();

    /** How many operations there are in both. */
    private int size;

    /** When each of the things that were written was last written. */
    private final Map<ContentHash.Key, Long> written = new HashMap<>();

    /**
     * The writes under way when an execution ended. Nobody knows when they end, so no answer counts from then on.
     */
    private final Set<ContentHash.Key> inDoubt = new HashSet<>();

    private long now;

    /** What was asked for before counts no more, whatever it has read. */
    private long invalidBefore;

    private record Answer(@Nullable Object value, Object read, CachedBatch.Reads asked) {}

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

    /**
     * The answer of an equal batcher to an equal operation, {@link #NONE} if none is kept.
     *
     * @param partition where it is asked, null if there are no partitions
     */
    @Nullable
    Object find(BatchableOperation<?> operation, Batcher<?, ?> batcher, @Nullable Object partition) {
        if (size == 0) {
            return NONE;
        }
        if (latest.size() > LATEST) {
            putEarlier();
        }
        try {
            // Asked first: what is never kept need not have an equality.
            Object read = operation.mergeable() && operation.writes() == null ? operation.reads() : null;
            return read == null ? NONE : find(operation, batcher, partition, read);
        } catch (Throwable broken) {
            return NONE; // without a cache it would be sent, so it is
        }
    }

    private @Nullable Object find(
            BatchableOperation<?> operation, Batcher<?, ?> batcher, @Nullable Object partition, Object read) {
        for (Iterator<CachedBatch> youngestFirst = latest.descendingIterator(); youngestFirst.hasNext(); ) {
            CachedBatch batch = youngestFirst.next();
            if (batch.asked().isOf(batcher, partition)) {
                int index = batch.operations().find(operation);
                if (index >= 0
                        && batch.isAnswered(index)
                        && read.equals(batch.asked().read(index))
                        && counts(read, batch.asked())) {
                    return batch.answer(index);
                }
            }
        }
        Answer answer = earlier.isEmpty() ? null : earlier.get(ContentHash.Key.of(operation, partition));
        return answer != null
                        && answer.asked.isOf(batcher, partition)
                        && read.equals(answer.read)
                        && counts(read, answer.asked)
                ? answer.value
                : NONE;
    }

    private boolean counts(Object read, CachedBatch.Reads asked) {
        if (asked.time() < invalidBefore) {
            return false;
        }
        if (written.isEmpty() && inDoubt.isEmpty()) {
            return true;
        }
        if (!(read instanceof Set<?> several)) {
            return isCurrent(read, asked);
        }
        for (Object each : several) {
            if (!isCurrent(each, asked)) {
                return false;
            }
        }
        return true;
    }

    private boolean isCurrent(Object read, CachedBatch.Reads asked) {
        ContentHash.Key key = new ContentHash.Key(read);
        return asked.time() >= written.getOrDefault(key, 0L) && !inDoubt.contains(key);
    }

    /** Takes in what has become of a batch. */
    void note(CachedBatch batch) {
        try {
            noteWrites(batch);
            if (batch.asked().isBroken()) {
                clear();
            } else if (batch.asked().hasReads() && batch.isAnswered() && inDoubt.size() <= most) {
                keep(batch);
            }
        } catch (Throwable broken) {
            // They have their answers, and must get them. What they may have changed is not known, so nothing is kept.
            clear();
        }
    }

    /** Forgets what was written. */
    private void noteWrites(CachedBatch batch) {
        for (Object each : batch.operations()) {
            BatchableOperation<?> operation = (BatchableOperation<?>) each;
            Object wrote = operation.writes();
            if (wrote instanceof Set<?> several) {
                several.forEach(one -> noteWrite(new ContentHash.Key(one), batch));
            } else if (wrote != null) {
                noteWrite(new ContentHash.Key(wrote), batch);
            }
        }
    }

    private void noteWrite(ContentHash.Key wrote, CachedBatch batch) {
        forget(wrote);
        if (batch.isGivenUp() && inDoubt.size() <= most) { // with more than that nothing is kept
            inDoubt.add(wrote);
        }
    }

    private void keep(CachedBatch batch) {
        latest.add(batch);
        size += batch.size();
        if (size > most) {
            for (Iterator<?> eldest = earlier.keySet().iterator(); size > most && eldest.hasNext(); size--) {
                eldest.next();
                eldest.remove();
            }
        }
        while (size > most) {
            CachedBatch eldest = latest.remove();
            size -= eldest.size();
            putEarlier(eldest, eldest.size() - Math.max(0, most - size));
        }
    }

    private void putEarlier() {
        try {
            while (latest.size() > LATEST) {
                CachedBatch eldest = latest.remove();
                size -= eldest.size();
                putEarlier(eldest, 0);
            }
        } catch (Throwable broken) { // by an operation that cannot be hashed; it is not the one that is looked for
            clear();
        }
    }

    /** Puts the answers of a batch into the map, from one on. */
    private void putEarlier(CachedBatch batch, int from) {
        size -= earlier.size();
        for (int i = from; i < batch.size(); i++) {
            Object read = batch.isAnswered(i) ? batch.asked().read(i) : null;
            if (read != null) {
                earlier.put(batch.asked().key(i), new Answer(batch.answer(i), read, batch.asked()));
            }
        }
        size += earlier.size();
    }

    private void forget(ContentHash.Key wrote) {
        written.put(wrote, ++now);
        if (written.size() > most) {
            clear();
        }
    }

    /** Forgets everything, and what is being asked just now. What is still being written stays so. */
    void clear() {
        latest.clear();
        earlier.clear();
        written.clear();
        size = 0;
        invalidBefore = ++now;
    }
}
