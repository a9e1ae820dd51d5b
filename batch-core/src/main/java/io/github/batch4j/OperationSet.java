package io.github.batch4j;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The operations of a batch in the order in which they came, equal ones once; for the batcher, an unmodifiable list.
 *
 * <p>A hash table of indexes over an array. {@link java.util.LinkedHashSet} would do, at three times the memory and
 * twice the time for what is the hottest path of all; up to eight operations are simply compared.
 */
final class OperationSet extends AbstractList<Object> implements RandomAccess {

    private static final int COMPARED = 8;
    private static final int[] NONE = {};

    private Object[] operations;
    private int size;

    /** Index + 1 of the operation with that hash, 0 if none; its length is a power of two, at most half of it used. */
    private int[] table = NONE;

    private int[] hashes = NONE;

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

    /**
     * How long arrays should be that are full: at least double, and at once as long as is expected, unless that is out of
     * proportion to what is there.
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
        int hash = spread(operation.hashCode());
        if (size < COMPARED) {
            for (int i = 0; i < size; i++) {
                if (operations[i].equals(operation)) {
                    return i;
                }
            }
            return append(operation, expected);
        }
        if (table.length < 2 * (size + 1)) {
            rehash(expected);
        }
        int at = find(operation, hash);
        if (table[at] == 0) {
            int index = append(operation, expected);
            hashes[index] = hash;
            table[at] = index + 1;
        }
        return table[at] - 1;
    }

    /** Adds an operation that must not be merged with others. Such are never mixed with those that may. */
    int append(Object operation, int expected) {
        if (size == operations.length) {
            operations = Arrays.copyOf(operations, grown(size, expected));
            if (hashes.length > 0) {
                hashes = Arrays.copyOf(hashes, operations.length);
            }
        }
        operations[size] = operation;
        return size++;
    }

    /** Bits that differ only high up would all fall into one place of a small table. */
    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }

    /** The place of the operation in the table, or the free one in which it belongs. */
    private int find(Object operation, int hash) {
        int mask = table.length - 1;
        int at = hash & mask;
        // The distance grows by one each time, which visits all places of a power of two and leaves clusters soon.
        for (int distance = 1; table[at] != 0; distance++) {
            int index = table[at] - 1;
            if (hashes[index] == hash && operations[index].equals(operation)) {
                return at;
            }
            at = (at + distance) & mask;
        }
        return at;
    }

    private void rehash(int expected) {
        if (hashes.length == 0) {
            hashes = new int[operations.length];
            for (int i = 0; i < size; i++) {
                hashes[i] = spread(operations[i].hashCode());
            }
        }
        table = new int[Integer.highestOneBit(2 * grown(size, expected) - 1) * 2];
        int mask = table.length - 1;
        for (int i = 0; i < size; i++) {
            int at = hashes[i] & mask;
            for (int distance = 1; table[at] != 0; distance++) {
                at = (at + distance) & mask;
            }
            table[at] = i + 1;
        }
    }

    /** Drops what only {@link #merge} needs. Nothing may be added after this. */
    void seal() {
        if (table != NONE) {
            table = NONE;
            hashes = NONE;
        }
    }
}
