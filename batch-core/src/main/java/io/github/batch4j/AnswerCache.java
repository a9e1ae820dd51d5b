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
 * The answers that an executor keeps: those of operations that declare what they read, until an operation has been
 * run that declares to write the same.
 *
 * <p>A read and a write may be under way at once, and it is unknown which of them the store has seen first. So it goes
 * by a clock that ticks when a write has ended: an answer counts only if it was asked for after the last write to what
 * it read had ended. That way it does not matter in which order answers come, or are looked at.
 *
 * <p>To put each answer into a map would cost more than to get it from the engine to whoever has asked, and most are
 * never asked for again. So batches are kept as they are. Only when something is looked for are all but the last put
 * into the map; what has to make room before that is dropped without ever having been in there.
 */
final class AnswerCache {

    /** Stands for no answer, as null may be one. */
    static final Object NONE = new Object();

    /** The number of batches that are looked through. */
    private static final int LATEST = 4;

    private static final OperationSet NO_OPERATIONS = new OperationSet(1);

    private final int most;

    /** As they came, the oldest first; whatever is in the map came before them. */
    private final Deque<CachedBatch> latest = new ArrayDeque<>(LATEST + 1);

    private final Map<ContentHash.Key, Answer> earlier = new LinkedHashMap<>();

    /** The number of operations in both. */
    private int size;

    /** The time of the last write of each thing that was written. */
    private final Map<ContentHash.Key, Long> written = new HashMap<>();

    /**
     * The writes under way when an execution ended. It is unknown when they end, so no answer counts from then on.
     */
    private final Set<ContentHash.Key> inDoubt = new HashSet<>();

    /** The time of the last {@link #put}. */
    private long lastPut;

    private long now;

    /** The time before which no answer counts, whatever it has read. */
    private long invalidBefore;

    /** True if an answer was evicted, so that operations are to be looked for among what was written. */
    private boolean hasEvicted;

    private record Answer(@Nullable Object value, Object read, CachedBatch.Reads asked) {}

    /** Stands among what was written for an operation whose answers were evicted. */
    private record Evicted(Object operation) {}

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
            putEarlier(LATEST);
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
                        && counts(read, operation, batch.asked())) {
                    return batch.answer(index);
                }
            }
        }
        Answer answer = earlier.isEmpty() ? null : earlier.get(ContentHash.Key.of(operation, partition));
        return answer != null
                        && answer.asked.isOf(batcher, partition)
                        && read.equals(answer.read)
                        && counts(read, operation, answer.asked)
                ? answer.value
                : NONE;
    }

    private boolean counts(Object read, Object operation, CachedBatch.Reads asked) {
        if (asked.time() < invalidBefore) {
            return false;
        }
        if (written.isEmpty() && inDoubt.isEmpty()) {
            return true;
        }
        if (hasEvicted && !isCurrent(new Evicted(operation), asked)) {
            return false;
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

    /** Records the outcome of a batch. */
    void note(CachedBatch batch) {
        try {
            noteWrites(batch);
            if (batch.asked().isBroken()) {
                clear();
            } else if (batch.asked().hasReads() && batch.isAnswered() && inDoubt.size() <= most) {
                keep(batch);
                prime(batch);
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
        if (batch.asked().time() < lastPut) {
            putEarlier(0); // it was in flight when a value was put, which it must not hide
        }
        if (size > most) {
            dropOldest();
        }
        while (size > most) {
            CachedBatch oldest = latest.remove();
            size -= oldest.size();
            putEarlier(oldest, oldest.size() - Math.max(0, most - size));
        }
    }

    /** Drops answers from the map until there are no more than allowed, or none in the map. */
    private void dropOldest() {
        for (Iterator<?> oldest = earlier.keySet().iterator(); size > most && oldest.hasNext(); size--) {
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * Keeps the values of keys that a loader was not asked for, as long as there is room: nothing that was asked for
     * makes room for what was not, and what is known is not replaced.
     */
    private void prime(CachedBatch batch) {
        Load.Loaded<?, ?> loaded = batch.loaded();
        if (loaded == null) {
            return;
        }
        int left = most;
        for (Load<?, ?> other : loaded.others(batch.operations().get(0))) {
            if (size >= most || left-- == 0) {
                return;
            }
            Object read = other.reads();
            CachedBatch.Reads asked = batch.asked();
            if (read != null && find(other, asked.batcher(), asked.partition(), read) == NONE) {
                putEarlier(other, new Answer(loaded.value(other), read, asked));
            }
        }
    }

    /**
     * Keeps a value as the answer to an operation.
     *
     * @param partition where it is asked, null if there are no partitions
     */
    void put(BatchableOperation<?> operation, @Nullable Object partition, @Nullable Object value) {
        Object read = operation.reads();
        if (read == null || inDoubt.size() > most) {
            return;
        }
        putEarlier(0); // what is looked through first must not hide it
        lastPut = ++now; // later than all that is in flight
        CachedBatch.Reads asked = new CachedBatch.Reads(NO_OPERATIONS, operation.batcher(), partition, now);
        putEarlier(operation, new Answer(value, read, asked));
        dropOldest();
    }

    private void putEarlier(BatchableOperation<?> operation, Answer answer) {
        size -= earlier.size();
        putEarlier(ContentHash.Key.of(operation, answer.asked.partition()), answer);
        size += earlier.size();
    }

    /** Puts an answer behind all others, unless one is known that was asked for later. */
    private void putEarlier(ContentHash.Key key, Answer answer) {
        Answer known = earlier.remove(key);
        earlier.put(key, known != null && known.asked.time() > answer.asked.time() ? known : answer);
    }

    /** Forgets the answers to equal operations, in all partitions, and of those that are being asked just now. */
    void evict(BatchableOperation<?> operation) {
        hasEvicted = true;
        forget(new ContentHash.Key(new Evicted(operation)));
    }

    /** Forgets the answers to operations that read something, as if it had been written. */
    void evictReadersOf(Object read) {
        forget(new ContentHash.Key(read));
    }

    /** Puts the answers of all but the latest batches into the map. */
    private void putEarlier(int untouched) {
        try {
            while (latest.size() > untouched) {
                CachedBatch oldest = latest.remove();
                size -= oldest.size();
                putEarlier(oldest, 0);
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
                putEarlier(batch.asked().key(i), new Answer(batch.answer(i), read, batch.asked()));
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
        hasEvicted = false;
        size = 0;
        invalidBefore = ++now;
    }
}
