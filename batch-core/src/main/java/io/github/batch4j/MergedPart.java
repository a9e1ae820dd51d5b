package io.github.batch4j;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A batch as part of a merged call, with the index of each of its operations in the call. */
final class MergedPart<O extends BatchableOperation<?>> implements SharedCalls.Part<O> {

    private final WaitingBatch batch;
    private final int[] indexes;

    /** Adds the operations of a batch to those of a call. */
    MergedPart(WaitingBatch batch, OperationSet call) {
        List<?> operations = batch.operations;
        this.batch = batch;
        this.indexes = new int[operations.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = call.merge(operations.get(i), indexes.length - i);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // those of an equal batcher
    public List<O> operations() {
        return (List<O>) Collections.unmodifiableList(batch.operations);
    }

    @Override
    public int index(int i) {
        return indexes[i];
    }

    @Override
    public <R extends @Nullable Object> R inContext(Callable<R> function) throws Exception {
        if (batch.context == null || batch.thread == Thread.currentThread()) {
            return function.call();
        }
        try (ThreadContext.Scope bound = batch.context.bind()) {
            return function.call();
        }
    }

    /** Takes its own from the answers of the call. */
    void pick(@Nullable Object[] answers, boolean mayBeFailed) {
        @Nullable Object[] own = new @Nullable Object[indexes.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = answers[indexes[i]];
        }
        batch.answer = mayBeFailed ? new BatchResults<>(own) : Arrays.asList(own);
    }

    /** Takes the answers that were made for it; returns false if they are not one per operation. */
    boolean take(@Nullable List<?> answers) {
        batch.answer = answers;
        return answers != null && answers.size() == indexes.length;
    }
}
