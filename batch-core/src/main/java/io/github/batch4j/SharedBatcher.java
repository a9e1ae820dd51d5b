package io.github.batch4j;

import io.github.batch4j.WaitingBatch.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A blocking batcher whose batches run in the permits of {@link SharedCalls}. */
final class SharedBatcher<O extends BatchableOperation<?>, T extends @Nullable Object>
        implements Batcher.Blocking<O, T> {

    private final SharedCalls calls;
    private final Batcher.Blocking<O, T> batcher;

    /** Answers each asker of a merged call; null if the answers may be shared. */
    private final SharedCalls.@Nullable PerAsker<O, T> perAsker;

    SharedBatcher(SharedCalls calls, Batcher.Blocking<O, T> batcher, SharedCalls.@Nullable PerAsker<O, T> perAsker) {
        this.calls = calls;
        this.batcher = batcher;
        this.perAsker = perAsker;
    }

    @Override
    public String name() {
        return batcher.name();
    }

    @Override
    public int maxBatchSize() {
        return batcher.maxBatchSize();
    }

    @Override
    public List<T> runBatch(List<O> operations) throws Exception {
        if (calls.mustGoAround()) {
            return batcher.runBatch(operations);
        }
        return calls.permits().tryAcquire() ? runWithPermit(operations) : runLater(operations);
    }

    /** Runs a batch by itself, in a permit that the current thread has got. */
    private List<T> runWithPermit(List<O> operations) throws Exception {
        CallPermits permits = calls.permits();
        try {
            permits.own();
            return batcher.runBatch(operations);
        } finally {
            permits.release();
        }
    }

    /** Waits for a permit or for the answer of a merged call, again and again if such a call fails. */
    private List<T> runLater(List<O> operations) throws Exception {
        CallPermits permits = calls.permits();
        WaitingBatch batch = new WaitingBatch(this, operations, calls);
        try {
            permits.add(batch);
            while (true) {
                permits.await(batch);
                if (batch.state == State.ANSWERED) {
                    return answered(batch);
                }
                List<T> answer = new MergedCall<>(calls, batch, batcher, perAsker).run(operations);
                if (batch.state == State.RUNNING) {
                    return Casts.result(answer);
                }
            }
        } catch (Throwable failure) {
            permits.leave(batch); // an error may have come between getting a permit and using it
            throw failure;
        }
    }

    private List<T> answered(WaitingBatch batch) throws Exception {
        Throwable failure = batch.failure;
        if (failure != null) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
        calls.onAnswer(batch.call);
        return answer(batch);
    }

    @SuppressWarnings("unchecked") // set by a call of an equal batcher
    static <T extends @Nullable Object> List<T> answer(WaitingBatch batch) {
        return (List<T>) Casts.castNonNull(batch.answer);
    }

    /** True if the answers of a merged call are made for each asker, in its context. */
    boolean isPerAsker() {
        return perAsker != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedBatcher<?, ?> shared
                && calls == shared.calls
                && (perAsker == null) == (shared.perAsker == null)
                && batcher.equals(shared.batcher);
    }

    @Override
    public int hashCode() {
        return batcher.hashCode();
    }

    @Override
    public String toString() {
        return batcher.toString();
    }
}
