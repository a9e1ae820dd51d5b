package io.github.batch4j;

import io.github.batch4j.Batch.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends the batches of a step and waits until all have answered.
 *
 * <p>The progress of a step is kept in fields rather than local variables: a blocking batcher may call {@code execute},
 * and the nested call then continues the step where the outer one was.
 */
final class Sender {

    private final Engine engine;
    private final BatchCall.Queue unsent = new BatchCall.Queue();
    private final BatchCall.Queue inFlight = new BatchCall.Queue();
    private int step;

    Sender(Engine engine) {
        this.engine = engine;
    }

    /** True if nothing is left to send and nothing is in flight. */
    boolean isIdle() {
        return unsent.isEmpty() && inFlight.isEmpty();
    }

    /** Continues the step numbers of another sender. */
    void countFrom(Sender other) {
        step = other.step;
    }

    /** Begins the next step. A layered batch is not a step of its own: it belongs to the step that it prepares. */
    void begin(List<Batch> chosen) {
        if (chosen.get(0).kind() != Kind.LAYERED) {
            step++;
        }
        int number = chosen.get(0).kind() == Kind.LAYERED ? step + 1 : step;
        for (int i = 0; i < chosen.size(); i++) {
            Batch batch = chosen.get(i);
            int most = most(batch);
            if (batch.size() <= most) {
                unsent.add(new BatchCall(batch, engine, number));
            } else {
                batch.split(most).forEach(part -> unsent.add(new BatchCall(part, engine, number)));
            }
        }
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

    /** Sends the remaining batches, waits for those in flight, and queues the answers for delivery. */
    void finish() {
        BatchCall call;
        while ((call = unsent.poll()) != null) {
            send(call);
        }
        awaitAnswers();
        while ((call = inFlight.poll()) != null) {
            end(call, engine.partitions());
            engine.runQueue().deliver(call);
        }
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
            inFlight.add(call);
            return;
        }
        engine.announce(call);
        if (batch.kind() == Kind.BLOCKING) {
            runBlocking((Batcher.Blocking<?, ?>) batch.batcher(), call);
            inFlight.add(call);
            call.sent();
            notifyOfArrivals();
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
        while ((open = inFlight.open()) != null) {
            engine.deadlines().park(open);
            if (open.isOpen()) {
                BatchCall waited = open;
                engine.deadlines().check(() -> "while waiting for " + waited, waited::places);
            }
            notifyOfArrivals(); // and then look again before parking: a listener may have used up the permit
        }
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
        while ((call = inFlight.poll()) != null) {
            try {
                call.cancel();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        }
        return failures;
    }
}
