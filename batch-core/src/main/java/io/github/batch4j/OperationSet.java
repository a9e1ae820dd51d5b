package io.github.batch4j;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The operations of a batch in the order in which they came, equal ones once.
 *
 * <p>A hash table of indexes over an array. {@link java.util.LinkedHashMap} would do, at three times the memory and
 * twice the time for what is the hottest path of all; up to eight operations are simply compared.
 */
final class OperationSet {

    private static final int COMPARED = 8;

    private Object[] operations = new Object[4];
    private int size;

    /** Index + 1 of the operation with that hash, 0 if none; its length is a power of two, at most half of it used. */
    private int[] table = {};

    private int[] hashes = {};

    int size() {
        return size;
    }

    /**
     * Adds an operation unless an equal one is there.
     *
     * @param expected how many more are likely to come
     * @return its index
     */
    int merge(Object operation, int expected) {
        int hash = operation.hashCode();
        hash ^= hash >>> 16;
        if (size < COMPARED) {
            for (int i = 0; i < size; i++) {
                if (operations[i].equals(operation)) {
                    return i;
                }
            }
            return add(operation, expected);
        }
        if (table.length < 2 * (size + 1)) {
            rehash(expected);
        }
        int at = find(operation, hash);
        if (table[at] == 0) {
            int index = add(operation, expected);
            hashes[index] = hash;
            table[at] = index + 1;
        }
        return table[at] - 1;
    }

    /** Adds an operation that must not be merged with others. Such are never mixed with those that may. */
    int add(Object operation, int expected) {
        if (size == operations.length) {
            operations = Arrays.copyOf(operations, grown(expected));
            if (hashes.length > 0) {
                hashes = Arrays.copyOf(hashes, operations.length);
            }
        }
        operations[size] = operation;
        return size++;
    }

    /** At least double, and at once as much as is expected, unless that is out of proportion to what is there. */
    private int grown(int expected) {
        return Math.max(2 * size, Math.min(size + expected + 1, 64 * size));
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
                int hash = operations[i].hashCode();
                hashes[i] = hash ^ hash >>> 16;
            }
        }
        table = new int[Integer.highestOneBit(2 * grown(expected) - 1) * 2];
        int mask = table.length - 1;
        for (int i = 0; i < size; i++) {
            int at = hashes[i] & mask;
            for (int distance = 1; table[at] != 0; distance++) {
                at = (at + distance) & mask;
            }
            table[at] = i + 1;
        }
    }

    /** All of them as an unmodifiable list. Nothing may be added after this. */
    List<Object> seal() {
        table = new int[0];
        hashes = table;
        if (operations.length != size) {
            operations = Arrays.copyOf(operations, size);
        }
        return Collections.unmodifiableList(Arrays.asList(operations));
    }
}
