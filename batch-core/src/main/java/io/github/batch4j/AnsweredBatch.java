package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** The operations of a batch and their answers, as the {@link AnswerCache} keeps them. */
final class AnsweredBatch {

    private final OperationSet operations;
    private final @Nullable Object[] answers;
    private final long asked;

    /**
     * Takes what has become of a batch.
     *
     * @param answers one for each operation, or none at all if the batch has failed
     * @param asked when they were asked for, by the cache's clock
     */
    AnsweredBatch(OperationSet operations, @Nullable Object[] answers, long asked) {
        this.operations = operations;
        this.answers = answers;
        this.asked = asked;
    }

    OperationSet operations() {
        return operations;
    }

    int size() {
        return operations.size();
    }

    long asked() {
        return asked;
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
