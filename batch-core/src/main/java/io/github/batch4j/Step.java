package io.github.batch4j;

import io.github.batch4j.Batch.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current step: its number, and the calls that are to be made in it, the asynchronous ones first.
 *
 * <p>A blocking batch stays pending until it is its turn, and grows meanwhile by what the answers of the others lead
 * to. As long as no asynchronous batch is pending or in flight, nothing is gained by keeping to the step: batches that
 * are not part of it may be sent first, and another step begins when a batcher is called again.
 */
final class Step {

    private static final List<Batch> NONE = List.of();

    private final Engine engine;
    private final PendingBatches pending;

    /** The calls of batches that do not grow any more. */
    private final BatchCall.Queue closed = new BatchCall.Queue();

    /** The blocking batches that still grow. The list is made when there are several batches for the first time. */
    private List<Batch> growing = NONE;

    /** The blocking batches that were sent before those. */
    private List<Batch> sent = NONE;

    private int number;

    Step(Engine engine, PendingBatches pending) {
        this.engine = engine;
        this.pending = pending;
    }

    /** Continues the numbers of another execution. */
    void countFrom(Step other) {
        number = other.number;
    }

    /** True if no call is left to make. */
    boolean isOver() {
        return closed.isEmpty() && growing.isEmpty();
    }

    /** True if batches are pending that could be sent although they are not part of the step. */
    boolean mayBeginMore() {
        return closed.isEmpty() && !pending.isEmpty() && (growing.isEmpty() || pending.first(Kind.ASYNC) != null);
    }

    /** Begins the next step with pending batches. A layered one is not a step of its own: it prepares one. */
    void begin(List<Batch> chosen) {
        if (chosen.get(0).kind() == Kind.LAYERED) {
            close(chosen.get(0), number + 1);
            return;
        }
        beginNext();
        if (chosen.size() == 1) {
            closeOnly(chosen.get(0));
            return;
        }
        Batch[] all = chosen.toArray(Batch[]::new);
        int blocking = count(all, Kind.BLOCKING);
        boolean grow = BlockingOrder.isWorthwhile(blocking);
        boolean before = engine.setComparing(true); // removal calls hashCode of batchers
        try {
            pending.removeAll(all, grow ? Kind.BLOCKING : null);
        } finally {
            engine.setComparing(before);
        }
        addAll(all, Kind.ASYNC, false);
        addAll(all, Kind.BLOCKING, grow);
    }

    /** Begins the next step with batches that are no longer pending. */
    void beginClosed(List<Batch> full) {
        beginNext();
        Batch[] all = full.toArray(Batch[]::new);
        addAll(all, Kind.ASYNC, false);
        addAll(all, Kind.BLOCKING, false);
        addAll(all, Kind.LAYERED, false);
    }

    private void beginNext() {
        number++;
        if (!growing.isEmpty()) {
            growing.clear();
        }
        if (!sent.isEmpty()) {
            sent.clear();
        }
    }

    private void grow(Batch batch) {
        if (growing == NONE) {
            growing = new ArrayList<>();
            sent = new ArrayList<>();
        }
        growing.add(batch);
    }

    private static int count(Batch[] all, Kind kind) {
        int count = 0;
        for (Batch batch : all) {
            count += batch.kind() == kind ? 1 : 0;
        }
        return count;
    }

    private void addAll(Batch[] all, Kind kind, boolean grow) {
        for (Batch batch : all) {
            if (batch.kind() == kind && grow) {
                grow(batch);
            } else if (batch.kind() == kind) {
                addCalls(batch, most(batch), number);
            }
        }
    }

    private void addCalls(Batch batch, int most, int number) {
        if (batch.size() <= most) {
            closed.add(new BatchCall(batch, engine, number));
        } else {
            batch.split(most).forEach(part -> closed.add(new BatchCall(part, engine, number)));
        }
    }

    /**
     * The next call to make; null if none is left.
     *
     * @param mayLeave whether batches that are not part of the step may be sent before those that are
     */
    @Nullable
    BatchCall poll(boolean mayLeave) {
        if (closed.isEmpty() && !growing.isEmpty()) {
            Batch layered = pending.first(Kind.LAYERED);
            if (layered != null) {
                close(layered, number); // what its generator asks for may join the step
            } else {
                boolean isFree = mayLeave && pending.first(Kind.ASYNC) == null;
                closeNext(BlockingOrder.first(isFree ? pending.all() : growing, engine));
            }
        }
        return closed.poll();
    }

    /** Closes the blocking batch to send next. */
    private void closeNext(Batch next) {
        if (!growing.remove(next) && hasCalled(next)) {
            beginNext();
            growing.addAll(pending.all());
            growing.remove(next);
        }
        closeOnly(next);
        if (!growing.isEmpty()) {
            sent.add(next);
        }
    }

    /** Closes a batch. Of a blocking one that is too large, what does not fill a call may still grow. */
    private void closeOnly(Batch batch) {
        int most = most(batch);
        if (batch.size() <= most || batch.size() % most == 0 || batch.kind() != Kind.BLOCKING) {
            close(batch, most, number);
            return;
        }
        List<Batch> parts = batch.split(most);
        Batch rest = parts.remove(parts.size() - 1);
        pending.replace(batch, rest);
        grow(rest);
        parts.forEach(part -> closed.add(new BatchCall(part, engine, number)));
    }

    private boolean hasCalled(Batch batch) {
        boolean comparing = engine.setComparing(true);
        try {
            for (Batch before : sent) {
                if (before.hasSameBatcherAs(batch)) {
                    return true;
                }
            }
            return false;
        } catch (Throwable broken) { // by equals of a batcher or partition, which is then not known to be the same
            return false;
        } finally {
            engine.setComparing(comparing);
        }
    }

    private void close(Batch batch, int number) {
        close(batch, most(batch), number);
    }

    private void close(Batch batch, int most, int number) {
        boolean before = engine.setComparing(true); // removal calls hashCode of the batcher
        try {
            pending.remove(batch);
        } finally {
            engine.setComparing(before);
        }
        addCalls(batch, most, number);
    }

    /** The maximum number of operations per batch. If the batcher fails to return it, the batch is failed. */
    int most(Batch batch) {
        Partitions partitions = engine.partitions();
        boolean before = engine.setComparing(true);
        try {
            int most = partitions == null
                    ? batch.batcher().maxBatchSize()
                    : partitions.in(batch, batch.batcher()::maxBatchSize);
            if (most >= 1) {
                return most;
            }
            batch.fail(new BatcherException(
                    NamedBatcher.nameOf(batch.batcher()) + ".maxBatchSize returned " + most + ", expected at least 1"));
        } catch (Throwable thrown) {
            batch.fail(thrown);
        } finally {
            engine.setComparing(before);
        }
        return Integer.MAX_VALUE;
    }
}
