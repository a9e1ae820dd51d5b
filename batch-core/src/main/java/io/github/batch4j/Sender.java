package io.github.batch4j;

import io.github.batch4j.Batch.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends the batches of a step: the asynchronous ones at once, then the blocking ones, one after the other. The answers
 * of a blocking batch are delivered before the next is sent, those of the others when all are there, or as the
 * {@link SendPolicy} says.
 *
 * <p>The progress of a step is kept in fields rather than local variables: a blocking batcher may call {@code execute},
 * and the nested call then continues the step where the outer one was.
 */
final class Sender {

    private final Engine engine;
    private final Step step;
    private final BatchCall.Queue inFlight = new BatchCall.Queue();

    /** The stack of blocking calls whose answers are not delivered yet: one, unless a listener calls another. */
    private @Nullable BatchCall returned;

    /** The batches with writes that were sent and not delivered, as long as cache entries depend on them. */
    private List<Batch> writing = List.of();

    Sender(Engine engine, PendingBatches pending) {
        this.engine = engine;
        this.step = new Step(engine, pending);
    }

    /** The step whose batches are sent. */
    Step step() {
        return step;
    }

    /** True if nothing is left to send and nothing is in flight. */
    boolean isIdle() {
        return step.isOver() && inFlight.isEmpty();
    }

    /** Sends batches, up to the first whose answers can be delivered at once, or waits for the answers in flight. */
    void proceed() {
        BatchCall call;
        do {
            call = step.poll(engine.isEven() && (inFlight.isEmpty() || engine.deliversOnArrival()));
            if (call == null) {
                awaitAnswers();
                deliverAnswers();
                return;
            }
            send(call);
        } while (call.batch.kind() == Kind.ASYNC);
    }

    /** Delivers the answers that have arrived; returns true if there are any. */
    boolean deliverAnswers() {
        boolean any = false;
        BatchCall call;
        while ((call = inFlight.pollArrived()) != null) {
            deliver(call);
            any = true;
        }
        return any;
    }

    private BatchCall takeReturned() {
        BatchCall call = Casts.castNonNull(returned);
        returned = (BatchCall) call.next;
        call.next = null;
        return call;
    }

    private void deliver(BatchCall call) {
        end(call, engine.partitions());
        if (!writing.isEmpty()) {
            writing.remove(call.batch);
        }
        engine.runQueue().deliver(call);
    }

    /** Ends a call in the partition of its batch, since answers may be computed lazily here. */
    private static void end(BatchCall call, @Nullable Partitions partitions) {
        if (partitions == null) {
            call.end();
            return;
        }
        ThreadContext.Scope scope = null;
        try {
            scope = partitions.enter(call.batch);
        } catch (Throwable thrown) {
            call.fail(thrown);
        }
        try {
            call.end();
        } finally {
            leave(scope, call.batch);
        }
    }

    /** Unbinds a partition. An exception thrown by it fails only the batch. */
    private static void leave(ThreadContext.@Nullable Scope scope, Batch batch) {
        try {
            if (scope != null) {
                scope.close();
            }
        } catch (Throwable thrown) {
            batch.fail(thrown);
        }
    }

    private void send(BatchCall call) {
        Batch batch = call.batch;
        if (batch.failure() != null) {
            if (batch.kind() == Kind.ASYNC) {
                inFlight.add(call);
            } else {
                deliver(call);
            }
            return;
        }
        engine.announce(call);
        engine.recorder.sends(batch);
        noteWriting(batch);
        if (batch.kind() == Kind.BLOCKING) {
            runBlocking((Batcher.Blocking<?, ?>) batch.batcher(), call);
            call.next = returned;
            returned = call;
            call.sent();
            notifyOfArrivals();
            deliver(takeReturned());
        } else if (batch.kind() == Kind.ASYNC) {
            CompletionStage<?> stage = sendAsync((Batcher.Async<?, ?>) batch.batcher(), call, engine.partitions());
            inFlight.add(call);
            if (stage == null) {
                call.sent();
            } else {
                call.sentThrough(stage, Thread.currentThread());
            }
        } else {
            // Not in flight: it ends with its generator, which is not waited for here.
            LayeredFrame.start(engine, (Batcher.Layered<?, ?>) batch.batcher(), call);
        }
    }

    /** Runs a blocking batch with the deadline bound, since some batchers wait for others before they call a store. */
    private void runBlocking(Batcher.Blocking<?, ?> batcher, BatchCall call) {
        Deadline deadline = engine.deadlines().first();
        if (deadline == null) {
            runBlocking(batcher, call, engine.partitions());
            return;
        }
        Deadline outer = Deadline.bind(deadline);
        try {
            runBlocking(batcher, call, engine.partitions());
        } finally {
            Deadline.restore(outer);
        }
    }

    private void noteWriting(Batch batch) {
        Memos memos = engine.executor().memosIfAny();
        if ((engine.answers == null && memos == null) || batch.kind() == Kind.LAYERED) {
            return;
        }
        boolean before = engine.setComparing(true);
        try {
            if (batch.hasWrites()) {
                writing = writing.isEmpty() ? new ArrayList<>() : writing;
                writing.add(batch);
                if (memos != null) {
                    memos.forgetReads(engine);
                }
            }
        } finally {
            engine.setComparing(before);
        }
    }

    /**
     * True if a batch in flight may write what an operation reads. A cache entry is then not served: the write may have
     * completed, although its answer is not delivered yet.
     */
    boolean isWriting(BatchableOperation<?> operation) {
        if (writing.isEmpty()) {
            return false;
        }
        Object read = operation.reads();
        for (Batch batch : writing) {
            if (read != null && batch.mayWrite(read)) {
                return true;
            }
        }
        return false;
    }

    private static void runBlocking(Batcher.Blocking<?, ?> batcher, BatchCall call, @Nullable Partitions partitions) {
        try {
            if (partitions == null) {
                call.batch.answer(batcher.runBatch(call.batch.seal()), "runBatch");
            } else {
                partitions.in(call.batch, () -> {
                    call.batch.answer(batcher.runBatch(call.batch.seal()), "runBatch");
                    return call;
                });
            }
        } catch (Throwable thrown) {
            Throwables.keepInterrupt(thrown);
            call.batch.fail(thrown);
        }
        call.stop();
    }

    /** Sends a batch; returns null if that has failed. */
    private static @Nullable CompletionStage<?> sendAsync(
            Batcher.Async<?, ?> batcher, BatchCall call, @Nullable Partitions partitions) {
        try {
            CompletionStage<? extends List<?>> stage = partitions == null
                    ? batcher.sendBatch(call.batch.seal())
                    : partitions.in(call.batch, () -> batcher.sendBatch(call.batch.seal()));
            if (stage == null) {
                throw call.batch.wrong("sendBatch", "null", "expected a CompletionStage of one result each");
            }
            return stage;
        } catch (Throwable thrown) {
            Throwables.keepInterrupt(thrown);
            call.fail(thrown);
            return null;
        }
    }

    private void awaitAnswers() {
        notifyOfArrivals();
        BatchCall open;
        while ((open = inFlight.open()) != null && !(engine.deliversOnArrival() && hasArrived())) {
            engine.deadlines().park(open);
            if (open.isOpen()) {
                BatchCall waited = open;
                engine.deadlines().check(() -> "while waiting for " + waited, waited::places);
            }
            notifyOfArrivals(); // and then look again before parking: a listener may have used up the permit
        }
    }

    private boolean hasArrived() {
        return inFlight.hasArrived() || engine.hasArrivedStage();
    }

    /** Notifies listeners of the answers in flight that have arrived, before this thread blocks or waits again. */
    private void notifyOfArrivals() {
        if (engine.listeners != null) {
            inFlight.notifyOfArrivals();
        }
    }

    /** Gives up all batches in flight. Returns the exceptions that listeners have thrown when notified. */
    List<Throwable> cancel() {
        List<Throwable> failures = new ArrayList<>();
        BatchCall call;
        while ((call = returned == null ? inFlight.poll() : takeReturned()) != null) {
            try {
                call.cancel();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
