package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** The operations of a batch and their answers, as the {@link AnswerCache} keeps them. */
final class AnsweredBatch {

    private final OperationSet operations;
    private final @Nullable Object[] answers;
    private final Asked asked;

    /**
     * Who was asked, and when. Equal operations of other batchers are other questions.
     *
     * @param time by the cache's clock
     */
    record Asked(Batcher<?, ?> batcher, long time) {}

    /**
     * Takes what has become of a batch.
     *
     * @param answers one for each operation, or none at all if the batch has failed
     */
    AnsweredBatch(OperationSet operations, @Nullable Object[] answers, Asked asked) {
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

    Asked asked() {
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
