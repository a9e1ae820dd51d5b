package io.github.batch4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The operations of a batch and their answers, as the {@link AnswerCache} keeps them. */
final class CachedBatch {

    private final OperationSet operations;
    private final @Nullable Object[] answers;
    private final Reads asked;
    private final boolean givenUp;

    /**
     * Takes what has become of a batch.
     *
     * @param answers one for each operation, or none at all if there are none
     * @param asked what was asked. Equal operations of other batchers are other questions
     * @param givenUp whether it may still be under way, though nobody waits for it any more
     */
    CachedBatch(OperationSet operations, @Nullable Object[] answers, Reads asked, boolean givenUp) {
        this.operations = operations;
        this.answers = answers;
        this.asked = asked;
        this.givenUp = givenUp;
    }

    OperationSet operations() {
        return operations;
    }

    int size() {
        return operations.size();
    }

    Reads asked() {
        return asked;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    boolean isAnswered() {
        return answers.length > 0;
    }

    /** Whether one of them has an answer that is no failure. */
    boolean isAnswered(int index) {
        return !(answers[index] instanceof BatchResults.Failed);
    }

    @Nullable
    Object answer(int index) {
        return answers[index];
    }

    /**
     * A batch as it was when it was sent: the time, what each operation reads, and its hash code, by which a mutable
     * operation is found to have changed.
     */
    static final class Reads {

        private static final int[] NONE = {};

        private final OperationSet operations;
        private final Batcher<?, ?> batcher;
        private final @Nullable Object partition;
        private final long time;

        /** The read that all share; null if they differ or there is none. */
        private @Nullable Object ofAll;

        /** The read of each; null if all are alike or there is none. */
        private @Nullable Object @Nullable [] ofEach;

        /** The hash codes that they had; empty if nothing is read. */
        private int[] hashes = NONE;

        private boolean broken;

        /**
         * Takes down a batch that is about to be sent.
         *
         * @param time by the clock of an {@link AnswerCache}
         */
        Reads(OperationSet operations, Batcher<?, ?> batcher, @Nullable Object partition, long time) {
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

        /** True if an operation has thrown, so that nothing is known of what they read. */
        boolean isBroken() {
            return broken;
        }

        /** True if anything was read. */
        boolean hasReads() {
            return hashes.length > 0;
        }

        long time() {
            return time;
        }

        /** Compares batcher and partition. */
        boolean isOf(Batcher<?, ?> other, @Nullable Object ofOther) {
            return (batcher == other || other.equals(batcher)) && (partition == null || partition.equals(ofOther));
        }

        /** The key of one of them in a map. */
        ContentHash.Key key(int index) {
            return ContentHash.Key.of(operations.get(index), partition);
        }

        /** The read of one operation; null if its answer is not to be kept: it has none, or has been changed since. */
        @Nullable
        Object read(int index) {
            Object read = ofEach == null ? ofAll : ofEach[index];
            return read != null && hashes[index] == operations.get(index).hashCode() ? read : null;
        }
    }
}
