package io.github.batch4j;

import io.github.batch4j.WaitingBatch.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of a batcher for a batch that has got a permit, and for all waiting ones that it takes along. */
final class MergedCall<O extends BatchableOperation<?>, T extends @Nullable Object> {

    private final SharedCalls calls;
    private final WaitingBatch leader;
    private final Batcher.Blocking<O, T> batcher;
    private final SharedCalls.@Nullable PerAsker<O, T> perAsker;
    private final List<MergedPart<O>> parts = new ArrayList<>();
    private final OperationSet operations;

    /** True if the leader must not wait again: it has a failure of its own. */
    private boolean hasLeaderFailed;

    MergedCall(
            SharedCalls calls,
            WaitingBatch leader,
            Batcher.Blocking<O, T> batcher,
            SharedCalls.@Nullable PerAsker<O, T> perAsker) {
        this.calls = calls;
        this.leader = leader;
        this.batcher = batcher;
        this.perAsker = perAsker;
        this.operations = new OperationSet(leader.operations.size());
    }

    /**
     * Makes the call, with the permit that the leader has got, and frees the permit.
     *
     * @return the answers of the leader; null if a merged call has failed, so that its batches wait to be sent again
     * @throws Exception if the call was not merged and has failed, or if the leader has ended with it
     */
    @Nullable
    List<T> run(List<O> ofLeader) throws Exception {
        CallPermits permits = calls.permits();
        leader.state = State.RUNNING; // from here on the permit is freed below, and nowhere else
        boolean isMerged;
        List<?> answers;
        try {
            permits.own();
            isMerged = takeAlong();
            answers = isMerged ? callMerged() : batcher.runBatch(ofLeader);
        } catch (Throwable failure) {
            reportFailure(failure);
            if (isOfStore(failure)) {
                throw (Exception) failAll(failure);
            }
            if (sendsAgain(failure)) { // before the permit is freed, so that nobody gets ahead of them
                return null;
            }
            throw failure;
        } finally {
            permits.release();
        }
        if (!isMerged) {
            return Casts.result(answers);
        }
        try {
            distribute(answers);
            OwnFailure.separate(parts);
        } catch (Throwable failure) {
            reportFailure(failure);
            if (sendsAgain(failure)) {
                return null;
            }
            throw failure;
        }
        permits.answer(leader);
        return SharedBatcher.answer(leader);
    }

    /** Collects the batches of the call; returns false if there is none but the leader. */
    private boolean takeAlong() {
        if (leader.isAlone) {
            return false;
        }
        CallPermits permits = calls.permits();
        int most = batcher.maxBatchSize();
        WaitingBatch last = leader;
        boolean isMore = permits.takeAlong(leader, last, most - leader.operations.size());
        if (leader.next == null) {
            return false;
        }
        parts.add(new MergedPart<>(leader, operations));
        while (last.next != null) {
            WaitingBatch taken = last.next;
            if (!hasRoomFor(taken, most)) {
                last.next = null;
                permits.putBack(taken);
                break;
            }
            last = taken;
            if (last.state != State.OUT) {
                parts.add(new MergedPart<>(last, operations));
            }
            if (last.next == null && isMore) { // equal operations count once, so there may be room for more
                isMore = permits.takeAlong(leader, last, most - operations.size());
            }
        }
        if (parts.size() == 1) { // the others do not fit or have left
            leader.next = null;
            return false;
        }
        operations.seal();
        return true;
    }

    /** True if the operations that the call does not have yet fit into it. */
    private boolean hasRoomFor(WaitingBatch batch, int most) {
        int room = most - operations.size();
        if (batch.operations.size() <= room) {
            return true;
        }
        for (Object operation : batch.operations) {
            if (operations.find(operation) < 0 && --room < 0) {
                return false;
            }
        }
        return true;
    }

    private @Nullable List<?> callMerged() throws Exception {
        Object call;
        try {
            call = calls.onMergedCall(parts.size(), operations.size());
        } catch (Throwable ofListener) {
            hasLeaderFailed = true;
            throw ofListener;
        }
        for (WaitingBatch batch = leader; batch != null; batch = batch.next) {
            batch.call = call;
        }
        List<O> asked = asked();
        return perAsker == null
                ? batcher.runBatch(asked)
                : perAsker.runMerged(asked, Collections.unmodifiableList(parts));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // those of equal batchers
    private List<O> asked() {
        return (List) operations;
    }

    /** Sets the answers of each part. */
    private void distribute(@Nullable List<?> answers) {
        if (perAsker != null) {
            distributeMade(answers);
            return;
        }
        @Nullable Object[] results = answers instanceof BatchResults<?> each ? each.raw() : toArray(answers);
        if (results.length != operations.size()) {
            throw wrong("runBatch", Names.count(results.length, "result"), Names.count(operations.size(), "operation"));
        }
        for (MergedPart<O> part : parts) {
            part.pick(results, answers instanceof BatchResults);
        }
    }

    private @Nullable Object[] toArray(@Nullable List<?> answers) {
        if (answers == null) {
            throw wrong("runBatch", "null", Names.count(operations.size(), "operation"));
        }
        return answers.toArray();
    }

    private void distributeMade(@Nullable List<?> answers) {
        int made = answers == null ? 0 : answers.size();
        if (answers == null || made != parts.size()) {
            throw wrong("runMerged", Names.count(made, "list"), Names.count(parts.size(), "part"));
        }
        for (int i = 0; i < made; i++) {
            if (!parts.get(i).take((List<?>) answers.get(i))) {
                throw wrong("runMerged", "a list of another size", "part " + i);
            }
        }
    }

    private BatcherException wrong(String method, String got, String expected) {
        return new BatcherException(
                NamedBatcher.nameOf(batcher) + "." + method + " returned " + got + " for " + expected);
    }

    private void reportFailure(Throwable failure) {
        if (leader.next != null && !hasLeaderFailed) {
            calls.onFailedCall(failure);
        }
    }

    /**
     * True if a merged call has failed as its store is away, so that each of its batches would fail too. Not if the
     * leader has been interrupted or is late: that may be the reason of the failure, and concerns nobody else.
     */
    private boolean isOfStore(Throwable failure) {
        if (leader.next == null
                || hasLeaderFailed
                || leader.shouldLeave()
                || !(failure instanceof Exception exception)
                || !(batcher instanceof SharedCalls.PerAsker<?, ?> store)) {
            return false;
        }
        try {
            return store.isStoreFailure(exception);
        } catch (Throwable broken) {
            return false;
        }
    }

    /** Fails all batches of the call at once, each with a failure of its own; returns that of the leader. */
    private Throwable failAll(Throwable failure) {
        for (WaitingBatch batch = leader.next; batch != null; batch = batch.next) {
            batch.failure = OwnFailure.of(failure);
        }
        Throwable own = OwnFailure.of(failure);
        calls.permits().fail(leader);
        return own;
    }

    /**
     * Lets the batches of a merged call wait again, each alone. A leader that was interrupted, or whose deadline has
     * passed, ends like any batch that waits: the failure may be that of another's key.
     *
     * @return false if the leader is to fail at once
     */
    private boolean sendsAgain(Throwable failure) {
        if (leader.next == null) {
            return false;
        }
        Throwables.keepInterrupt(failure);
        if (hasLeaderFailed) {
            leader.state = State.OUT;
        }
        calls.permits().sendAgainAlone(leader);
        return !hasLeaderFailed;
    }
}
