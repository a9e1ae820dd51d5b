package io.github.batch4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a batcher, as it was when it was sent: when that was, what each operation reads, and whether an
 * operation is still the same, which a mutable one need not be.
 */
final class AskedBatch {

    private static final int[] NONE = {};

    private final OperationSet operations;
    private final Batcher<?, ?> batcher;
    private final @Nullable Object partition;
    private final long time;

    /** What all of them read, null if that differs or is nothing. */
    private @Nullable Object ofAll;

    /** What each of them reads, null if it is the same, or nothing. */
    private @Nullable Object @Nullable [] ofEach;

    /** The hash codes that they had; empty if nothing is read. */
    private int[] hashes = NONE;

    private boolean broken;

    /**
     * Takes down a batch that is about to be sent.
     *
     * @param time by the clock of an {@link AnswerCache}
     */
    AskedBatch(OperationSet operations, Batcher<?, ?> batcher, @Nullable Object partition, long time) {
        this.operations = operations;
        this.batcher = batcher;
        this.partition = partition;
        this.time = time;
        try {
            for (int i = 0; i < operations.size(); i++) {
                BatchableOperation<?> operation = (BatchableOperation<?>) operations.get(i);
                Object read = operation.reads();
                noteRead(i, read);
                if (read != null) {
                    noteHash(i, operation.hashCode());
                }
            }
        } catch (Throwable thrown) {
            broken = true;
        }
    }

    private void noteRead(int index, @Nullable Object read) {
        if (ofEach != null) {
            ofEach[index] = read;
        } else if (index == 0) {
            ofAll = read;
        } else if (read != ofAll && (read == null || !read.equals(ofAll))) {
            ofEach = new @Nullable Object[operations.size()];
            Arrays.fill(ofEach, 0, index, ofAll);
            ofEach[index] = read;
            ofAll = null;
        }
    }

    private void noteHash(int index, int hash) {
        if (hashes.length == 0) {
            hashes = new int[operations.size()];
        }
        hashes[index] = hash;
    }

    /** Whether an operation has thrown, so that nothing is known of what they read. */
    boolean isBroken() {
        return broken;
    }

    /** Whether anything was read. */
    boolean hasReads() {
        return hashes.length > 0;
    }

    long time() {
        return time;
    }

    /** Whether an equal batcher was asked, in the same partition. */
    boolean isOf(Batcher<?, ?> other, @Nullable Object ofOther) {
        return (batcher == other || other.equals(batcher)) && (partition == null || partition.equals(ofOther));
    }

    /** The key of one of them in a map. */
    HashKey key(int index) {
        return Partitions.key(operations.get(index), partition);
    }

    /** What one of them reads, null if its answer is not to be kept: it reads nothing, or has been changed since. */
    @Nullable
    Object read(int index) {
        Object read = ofEach == null ? ofAll : ofEach[index];
        return read != null && hashes[index] == operations.get(index).hashCode() ? read : null;
    }
}
