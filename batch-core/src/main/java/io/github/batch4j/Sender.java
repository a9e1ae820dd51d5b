package io.github.batch4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the batches of a step and waits until all have answered.
 *
 * <p>What is still to be sent and what is still to be waited for stand in fields, not in a method's variables: a blocking
 * batcher may call {@code execute} again, and the inner call then goes on with the step where the outer one stands.
 */
final class Sender {

    private final Engine engine;
    private final Queue<PendingBatch> unsent = new ArrayDeque<>(4);
    private final List<BatchCall> underWay = new ArrayList<>(4);
    private final AtomicInteger unanswered = new AtomicInteger();
    private int step;

    Sender(Engine engine) {
        this.engine = engine;
    }

    /** Whether the last step is over. */
    boolean isIdle() {
        return unsent.isEmpty() && underWay.isEmpty();
    }

    /** Begins the next step. A layered batch is no step of its own, it belongs to the one that it prepares. */
    void begin(List<PendingBatch> chosen) {
        if (!(chosen.get(0).batcher() instanceof Batcher.Layered)) {
            step++;
        }
        for (PendingBatch batch : chosen) {
            unsent.addAll(split(batch));
        }
    }

    private static List<PendingBatch> split(PendingBatch batch) {
        int most;
        try {
            most = batch.batcher().maxBatchSize();
            if (most < 1) {
                throw new BatcherException(
                        batch.batcher().name() + ".maxBatchSize returned " + most + ", expected at least 1");
            }
        } catch (Throwable thrown) {
            batch.fail(thrown);
            most = Integer.MAX_VALUE;
        }
        return batch.split(most);
    }

    /** Sends what is to be sent, waits for what is under way, and hands the answers to the engine. */
    void finish() {
        PendingBatch batch;
        while ((batch = unsent.poll()) != null) {
            send(batch);
        }
        awaitAnswers();
        List<BatchCall> answered = List.copyOf(underWay);
        underWay.clear();
        for (BatchCall call : answered) {
            call.end();
            engine.deliver(call.batch);
        }
    }

    private void send(PendingBatch batch) {
        Batcher<?, ?> batcher = batch.batcher();
        boolean layered = batcher instanceof Batcher.Layered;
        BatchCall call = engine.call(batch, layered ? step + 1 : step);
        if (batch.failure() != null) {
            call.stop();
            underWay.add(call);
        } else if (layered) {
            LayeredFrame.start(engine, (Batcher.Layered<?, ?>) batcher, call);
        } else if (batcher instanceof Batcher.Async<?, ?> async) {
            underWay.add(call);
            sendAsync(async, call);
        } else {
            runBlocking((Batcher.Blocking<?, ?>) batcher, call);
            underWay.add(call);
        }
    }

    private static void runBlocking(Batcher.Blocking<?, ?> batcher, BatchCall call) {
        try {
            call.batch.answer(batcher.runBatch(call.batch.seal()), "runBatch");
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            call.batch.fail(thrown);
        }
        call.stop();
    }

    private void sendAsync(Batcher.Async<?, ?> batcher, BatchCall call) {
        Thread waiter = Thread.currentThread();
        unanswered.incrementAndGet();
        try {
            CompletionStage<? extends List<?>> stage = batcher.sendBatch(call.batch.seal());
            if (stage == null) {
                throw call.batch.wrong("sendBatch", "null", "expected a CompletionStage of one result each");
            }
            call.answersThrough(stage);
            stage.whenComplete((answer, failure) -> {
                if (call.arrive(answer, failure) && unanswered.decrementAndGet() == 0) {
                    LockSupport.unpark(waiter);
                }
            });
        } catch (Throwable thrown) {
            if (call.arrive(null, thrown)) {
                unanswered.decrementAndGet();
            }
        }
    }

    private void awaitAnswers() {
        while (unanswered.get() > 0) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted() && unanswered.get() > 0) {
                throw new BatchInterruptedException("interrupted while waiting for " + underWay);
            }
        }
    }

    /** Gives up what is under way. */
    void cancel() {
        underWay.forEach(BatchCall::cancel);
        underWay.clear();
        unsent.clear();
    }
}
