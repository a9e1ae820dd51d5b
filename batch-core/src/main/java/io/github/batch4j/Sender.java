package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the batches of a step and waits until all have answered.
 *
 * <p>How far a step has come stands in fields, not in a method's variables: a blocking batcher may call {@code execute}
 * again, and the inner call then goes on with the step where the outer one stands.
 */
final class Sender {

    private final Engine engine;

    /** The calls of this step, and of steps further out that wait for it. */
    private final List<BatchCall> calls = new ArrayList<>(4);

    private int sent;
    private int step;
    private final AtomicInteger unanswered = new AtomicInteger();

    Sender(Engine engine) {
        this.engine = engine;
    }

    /** Whether nothing is left to be sent. */
    boolean isIdle() {
        return sent == calls.size();
    }

    /** Begins the next step. A layered batch is no step of its own, it belongs to the one that it prepares. */
    void begin(List<PendingBatch> chosen) {
        if (!(chosen.get(0).batcher() instanceof Batcher.Layered)) {
            step++;
        }
        for (PendingBatch batch : chosen) {
            int most = most(batch);
            if (batch.size() <= most) {
                calls.add(new BatchCall(batch));
            } else {
                batch.split(most).forEach(part -> calls.add(new BatchCall(part)));
            }
        }
    }

    private static int most(PendingBatch batch) {
        try {
            int most = batch.batcher().maxBatchSize();
            if (most >= 1) {
                return most;
            }
            batch.fail(new BatcherException(
                    batch.batcher().name() + ".maxBatchSize returned " + most + ", expected at least 1"));
        } catch (Throwable thrown) {
            batch.fail(thrown);
        }
        return Integer.MAX_VALUE;
    }

    /** Sends what is to be sent, waits for what is under way, and hands the answers to the engine. */
    void finish() {
        while (sent < calls.size()) {
            BatchCall call = calls.get(sent);
            if (call.batch.batcher() instanceof Batcher.Layered<?, ?> layered) {
                calls.remove(sent); // it ends when its generator does, which is not waited for here
                engine.announce(call, step + 1);
                LayeredFrame.start(engine, layered, call);
            } else {
                sent++;
                engine.announce(call, step);
                send(call);
            }
        }
        awaitAnswers();
        for (int i = 0; i < calls.size(); i++) {
            BatchCall call = calls.get(i);
            if (call.isAnswered()) {
                calls.remove(i--);
                sent--;
                call.end();
                engine.deliver(call.batch);
            }
        }
    }

    private void send(BatchCall call) {
        Batcher<?, ?> batcher = call.batch.batcher();
        if (call.batch.failure() != null) {
            call.answered();
        } else if (batcher instanceof Batcher.Async<?, ?> async) {
            sendAsync(async, call);
        } else {
            runBlocking((Batcher.Blocking<?, ?>) batcher, call);
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
        call.answered();
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
                throw new BatchInterruptedException("interrupted while waiting for " + unfinished());
            }
        }
    }

    private List<BatchCall> unfinished() {
        return calls.stream().filter(call -> !call.isAnswered()).toList();
    }

    /** Gives up what is under way. */
    void cancel() {
        unfinished().forEach(BatchCall::cancel);
        calls.clear();
        sent = 0;
    }
}
