package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** The operations of a batch and their answers, as the {@link AnswerCache} keeps them. */
final class CachedBatch {

    private final OperationSet operations;
    private final @Nullable Object[] answers;
    private final BatchReads asked;
    private final boolean givenUp;

    /**
     * Takes what has become of a batch.
     *
     * @param answers one for each operation, or none at all if there are none
     * @param asked what was asked. Equal operations of other batchers are other questions
     * @param givenUp whether it may still be under way, though nobody waits for it any more
     */
    CachedBatch(OperationSet operations, @Nullable Object[] answers, BatchReads asked, boolean givenUp) {
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

    BatchReads asked() {
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
}
