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
 * An insertion-ordered set of the operations of a batch, which the batcher sees as an unmodifiable list.
 *
 * <p>It is a hash table of indexes over an array. {@link java.util.LinkedHashSet} would need three times the memory and
 * twice the time on the hottest path of all. Up to eight operations are compared without a table.
 */
final class OperationSet extends AbstractList<Object> implements RandomAccess {

    private static final int COMPARED = 8;

    /** The longest probe expected in a half-full table; a longer one means clustered hashes. */
    private static final int FAR = 64;

    private static final int[] NONE = {};

    private Object[] operations;
    private int size;

    /**
     * Index + 1 of the operation at each position, 0 if there is none. The length is a power of two, of which at most
     * half is used. It has all operations that may be merged, or is empty as long as they are few enough to compare.
     */
    private int[] table = NONE;

    /** The number of operations in the table. */
    private int hashed;

    /** The kind of hash in use; raised each time that hashes turn out to be clustered, never lowered. */
    private Hashing hashing = Hashing.NEIGHBOURS;

    /** The kinds of hash, from cheap to hard to collide. */
    private enum Hashing {
        /** The low bits of the hash code: consecutive hash codes stay adjacent, which is good for the CPU cache. */
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
     * The new length for a full array: at least double, and up to the expected length, but never more than 64 times the
     * current size.
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
        int position = position(hash(operation));
        int distance = 1;
        for (; table[position] != 0; distance++) {
            int index = table[position] - 1;
            if (operation.equals(operations[index])) {
                return index;
            }
            position = next(position, distance);
        }
        table[position] = size + 1;
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
        int position = position(hash(operation));
        for (int distance = 1; table[position] != 0; distance++) {
            int index = table[position] - 1;
            if (operation.equals(operations[index])) {
                return index;
            }
            position = next(position, distance);
        }
        return -1;
    }

    /** Adds an operation that must not be merged with earlier or later ones. */
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

    /** Adds an operation without comparing it with the others. */
    int append(Object operation, int expected) {
        if (size == operations.length) {
            operations = Arrays.copyOf(operations, grown(size, expected));
        }
        operations[size] = operation;
        return size++;
    }

    /** Adds an operation of another set without comparing it; later ones may be merged with it if they might there. */
    void appendFrom(OperationSet whole, int index, int expected) {
        Object operation = whole.operations[index];
        if (whole.isAlone(index)) {
            addAlone(operation, expected);
        } else {
            append(operation, expected);
        }
    }

    /** Uses the kind of hash of the set of which this is a part: that set has seen whether hashes are clustered. */
    void hashAs(OperationSet whole) {
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
                // It was added by comparison. It is sent like all others, but not merged; throwing here would fail the
                // unrelated operation that is being added.
                continue;
            }
            int position = position(hash);
            for (int distance = 1; table[position] != 0; distance++) {
                position = next(position, distance);
            }
            table[position] = i + 1;
            hashed++;
        }
    }

    private int hash(Object operation) {
        return hashing == Hashing.CONTENT ? ContentHash.of(operation) : operation.hashCode();
    }

    /**
     * The first position of a probe. High bits are mixed in, for hashes that differ only there. Many records of two
     * numbers have equal hash codes; these leave the dense region early.
     */
    private int position(int hash) {
        return hashing == Hashing.NEIGHBOURS
                ? (hash ^ (hash >>> 16)) & (table.length - 1)
                : (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(table.length - 1);
    }

    /** The next position of a probe: triangular probing, which visits every position and leaves clusters soon. */
    private int next(int position, int distance) {
        return (position + distance) & (table.length - 1);
    }

    /** An iterator without the check for concurrent modification that the inherited one makes at each step. */
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

    /** Drops the data that only {@link #merge} needs. Nothing may be added afterwards. */
    void seal() {
        if (table.length > 0) {
            table = NONE;
        }
        alone = null;
    }
}
