package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * The operations of a batch and their answers, as the {@link AnswerCache} keeps them.
 *
 * @param answers one for each operation, or none at all if the batch has failed
 * @param asked when they were asked for, by the cache's clock
 */
record AnsweredBatch(OperationSet operations, @Nullable Object[] answers, long asked) {

    boolean isAnswered() {
        return answers.length > 0;
    }

    /** Whether one of them has an answer that is no failure. */
    boolean isAnswered(int index) {
        return !(answers[index] instanceof BatchResults.Failed);
    }
}
