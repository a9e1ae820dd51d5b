package io.github.batch4j;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a batch in the order in which they came, equal ones once; for the batcher, an unmodifiable list.
 *
 * <p>A hash table of indexes over an array. {@link java.util.LinkedHashSet} would do, at three times the memory and
 * twice the time for what is the hottest path of all; up to eight operations are simply compared.
 */
final class OperationSet extends AbstractList<Object> implements RandomAccess {

    private static final int COMPARED = 8;

    /** The longest probe that is likely in a half empty table; a longer one means that hashes come in clusters. */
    private static final int FAR = 64;

    private static final int[] NONE = {};

    private Object[] operations;
    private int size;

    /**
     * Index + 1 of the operation in that place, 0 if none; its length is a power of two, at most half of it used. It
     * has all operations that may be merged, and as long as it is empty there is none: few are simply compared.
     */
    private int[] table = NONE;

    /** How many operations are in the table. */
    private int hashed;

    /** The kind of hash in use; only ever goes up, as hashes turn out to come in clusters. */
    private Hashing hashing = Hashing.NEIGHBOURS;

    /** The kinds of hash, from cheap to hard to collide. */
    private enum Hashing {
        /** The low bits of the hash code: those that follow each other are left so, which the memory likes. */
        NEIGHBOURS,
        /** The high bits of the hash code times the golden ratio, which scatters neighbours widely. */
        SCATTERED,
        /** A hash of the content, for operations whose hash codes are the same. */
        CONTENT
    }

    /** The indexes of operations that must not be merged, null if there are none. */
    private @Nullable BitSet alone;

    OperationSet(int capacity) {
        operations = new Object[capacity];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Object get(int index) {
        return operations[Objects.checkIndex(index, size)];
    }

    @Override
    public Iterator<Object> iterator() {
        return new OperationIterator();
    }

    /**
     * The next length of arrays that are full: at least double, and at once as long as is expected, unless that is out
     * of proportion to what is there.
     *
     * @param expected how many more are likely to come
     */
    static int grown(int size, int expected) {
        return Math.max(2 * size, Math.min(size + expected + 1, 64 * size));
    }

    /**
     * Adds an operation unless an equal one is there.
     *
     * @param expected how many more are likely to come
     * @return its index
     */
    int merge(Object operation, int expected) {
        if (size < COMPARED) {
            for (int i = 0; i < size; i++) {
                if (!isAlone(i) && operation.equals(operations[i])) {
                    return i;
                }
            }
            return append(operation, expected);
        }
        if (table.length < 2 * (hashed + 1)) {
            rehash(expected);
        }
        int place = place(hash(operation));
        int distance = 1;
        for (; table[place] != 0; distance++) {
            int index = table[place] - 1;
            if (operation.equals(operations[index])) {
                return index;
            }
            place = next(place, distance);
        }
        table[place] = size + 1;
        hashed++;
        int added = append(operation, expected);
        if (distance > FAR && hashing != Hashing.CONTENT) {
            hashing = hashing == Hashing.NEIGHBOURS ? Hashing.SCATTERED : Hashing.CONTENT;
            rehash(expected);
        }
        return added;
    }

    /** The index of an equal operation of a sealed set, -1 if there is none. */
    int find(Object operation) {
        if (size <= COMPARED) {
            for (int i = 0; i < size; i++) {
                if (operation.equals(operations[i])) {
                    return i;
                }
            }
            return -1;
        }
        if (table.length == 0) {
            rehash(0);
        }
        int place = place(hash(operation));
        for (int distance = 1; table[place] != 0; distance++) {
            int index = table[place] - 1;
            if (operation.equals(operations[index])) {
                return index;
            }
            place = next(place, distance);
        }
        return -1;
    }

    /** Adds an operation that must not be merged with others, not with those either that come later. */
    int addAlone(Object operation, int expected) {
        if (alone == null) {
            alone = new BitSet();
        }
        alone.set(size);
        return append(operation, expected);
    }

    private boolean isAlone(int index) {
        return alone != null && alone.get(index);
    }

    /** Adds an operation without a look at the others. */
    int append(Object operation, int expected) {
        if (size == operations.length) {
            operations = Arrays.copyOf(operations, grown(size, expected));
        }
        operations[size] = operation;
        return size++;
    }

    /** Adds an operation of another set without a look at those that are here; it may be merged if it might there. */
    void appendFrom(OperationSet whole, int index, int expected) {
        Object operation = whole.operations[index];
        if (whole.isAlone(index)) {
            addAlone(operation, expected);
        } else {
            append(operation, expected);
        }
    }

    /** Lets this part of another set look where that one does, which knows whether hashes come in clusters. */
    void placeAs(OperationSet whole) {
        hashing = whole.hashing;
    }

    private void rehash(int expected) {
        int mergeable = alone == null ? size : Math.max(COMPARED, size - alone.cardinality());
        table = new int[Integer.highestOneBit(2 * grown(mergeable, expected) - 1) * 2];
        hashed = 0;
        for (int i = 0; i < size; i++) {
            if (isAlone(i)) {
                continue;
            }
            int hash;
            try {
                hash = hash(operations[i]);
            } catch (Throwable broken) {
                // It came while operations were still compared. It is sent like all, but no equal one is found for it;
                // to throw here would fail the operation that happens to be added now.
                continue;
            }
            int place = place(hash);
            for (int distance = 1; table[place] != 0; distance++) {
                place = next(place, distance);
            }
            table[place] = i + 1;
            hashed++;
        }
    }

    private int hash(Object operation) {
        return hashing == Hashing.CONTENT ? ContentHash.of(operation) : operation.hashCode();
    }

    /**
     * The first place to look at. Bits that differ only high up must count too. Records of two numbers, of which many
     * have the same hash, leave the neighbourhood early.
     */
    private int place(int hash) {
        return hashing == Hashing.NEIGHBOURS
                ? (hash ^ (hash >>> 16)) & (table.length - 1)
                : (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(table.length - 1);
    }

    /** Where to look next: ever further on, which visits all places of a power of two and leaves clusters soon. */
    private int next(int place, int distance) {
        return (place + distance) & (table.length - 1);
    }

    /** The inherited one checks for changes at each step, of which there are none. */
    private final class OperationIterator implements Iterator<Object> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Object next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            return operations[next++];
        }
    }

    /** Drops what only {@link #merge} needs. Nothing may be added after this. */
    void seal() {
        if (table.length > 0) {
            table = NONE;
        }
        alone = null;
    }
}
