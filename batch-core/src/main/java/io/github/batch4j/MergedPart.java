package io.github.batch4j;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A batch as part of a merged call, with the index of each of its operations in the call. */
final class MergedPart<O extends BatchableOperation<?>> implements SharedCalls.Part<O> {

    private static final @Nullable Object[] NONE = {};

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
        if (batch.thread == Thread.currentThread()) {
            return function.call();
        }
        Deadline ofLeader = Deadline.ofBatch();
        try (ThreadContext.@Nullable Scope bound = bind()) {
            Deadline.restore(batch.deadline);
            return function.call();
        } finally {
            Deadline.restore(ofLeader);
        }
    }

    private ThreadContext.@Nullable Scope bind() {
        return batch.context == null ? null : batch.context.bind();
    }

    @Override
    public boolean isWaiting() {
        return batch.state != WaitingBatch.State.OUT;
    }

    /** Takes its own from the answers of the call. */
    void pick(@Nullable Object[] answers, boolean mayBeFailed) {
        @Nullable Object[] own = new @Nullable Object[indexes.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = answers[indexes[i]];
        }
        batch.answer = mayBeFailed ? new BatchResults<>(own) : Arrays.asList(own);
    }

    /** The answers, each as the engine takes it; none if they cannot have failed, or are made when they are read. */
    @Nullable
    Object[] answersSoFar() {
        return batch.answer instanceof BatchResults<?> results && !results.isToBeComputed() ? results.raw() : NONE;
    }

    /** Replaces some failures by copies of its own. */
    void copyFailures(Set<Throwable> shared) {
        @Nullable Object[] own = answersSoFar().clone();
        if (own.length == 0) {
            return;
        }
        Map<Throwable, Object> copies = new IdentityHashMap<>();
        for (int i = 0; i < own.length; i++) {
            if (own[i] instanceof BatchResults.Failed failed && shared.contains(failed.failure())) {
                own[i] = copies.computeIfAbsent(
                        failed.failure(), failure -> new BatchResults.Failed(OwnFailure.of(failure)));
            }
        }
        batch.answer = new BatchResults<>(own);
    }

    /** Takes the answers that were made for it; returns false if they are not one per operation. */
    boolean take(@Nullable List<?> answers) {
        batch.answer = answers;
        return answers != null && answers.size() == indexes.length;
    }
}
