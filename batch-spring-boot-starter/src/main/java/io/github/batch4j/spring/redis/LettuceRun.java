package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchResults;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.backoff.BackOffExecution;

/** The run of one batch through Lettuce: attempts until all calls have ended, no retry is left, or the time is up. */
final class LettuceRun {

    private final LettuceConnectionFactory connections;
    private final CommandPlan plan;
    private final @Nullable Retries retries;
    private final CompletableFuture<BatchResults<@Nullable Object>> answered = new CompletableFuture<>();

    /** The attempt in flight, or the last one; null before the first. */
    private volatile @Nullable LettuceAttempt last;

    LettuceRun(LettuceConnectionFactory connections, CommandPlan plan, @Nullable Retries retries) {
        this.connections = connections;
        this.plan = plan;
        this.retries = retries;
    }

    CompletionStage<BatchResults<@Nullable Object>> start(@Nullable Duration timeout) {
        send(plan.calls());
        if (!answered.isDone()) {
            CompletionStage<?> end = answered;
            end.whenComplete((answers, failure) -> cancel());
            if (timeout != null) {
                limit(timeout);
            }
        }
        return answered;
    }

    private void send(List<Call> calls) {
        if (calls.isEmpty()) {
            answered.complete(plan.answers());
            return;
        }
        LettuceAttempt attempt;
        try {
            attempt = new LettuceAttempt(connections, calls.size(), this::attempted);
        } catch (RuntimeException failure) {
            calls.forEach(call -> call.fail(LettuceFailures.translated(call, failure)));
            attempted();
            return;
        }
        last = attempt;
        attempt.write(calls);
        if (answered.isDone()) { // the time was up in between, when the attempt before this one was cancelled
            attempt.cancel();
        }
    }

    /** Ends an attempt. An exception of the policy goes to the caller: a thread of the driver would swallow it. */
    private void attempted() {
        boolean again;
        try {
            again = retries != null && sendAgain(retries);
        } catch (Throwable failure) {
            answered.completeExceptionally(failure);
            return;
        }
        if (!again) {
            answered.complete(plan.answers());
        }
    }

    private boolean sendAgain(Retries retries) {
        List<Call> again = plan.calls().stream().filter(retries::allowsRetry).toList();
        long delay = again.isEmpty() || answered.isDone() ? BackOffExecution.STOP : retries.nextDelay();
        if (delay == BackOffExecution.STOP) {
            return false;
        }
        CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, RedisThreads.INSTANCE)
                .execute(() -> resend(again));
        return true;
    }

    private void resend(List<Call> calls) {
        try {
            if (!answered.isDone()) {
                send(calls);
            }
        } catch (Throwable failure) { // the thread would swallow it
            answered.completeExceptionally(failure);
        }
    }

    private void limit(Duration timeout) {
        CompletableFuture<@Nullable Void> timer = new CompletableFuture<@Nullable Void>()
                .completeOnTimeout(null, TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        CompletionStage<@Nullable Void> up = timer;
        up.thenRunAsync(() -> timeIsUp(timeout), RedisThreads.INSTANCE);
        CompletionStage<?> end = answered;
        end.whenComplete((answers, failure) -> timer.cancel(false));
    }

    private void timeIsUp(Duration timeout) {
        for (Call call : plan.calls()) {
            if (!call.hasEnded()) {
                call.fail(new QueryTimeoutException(call + " was not answered within " + timeout.toMillis()
                        + " ms, the timeout of this RedisBatch"));
            }
        }
        answered.complete(plan.answers());
    }

    private void cancel() {
        LettuceAttempt attempt = last;
        if (attempt != null) {
            attempt.cancel();
        }
    }
}
