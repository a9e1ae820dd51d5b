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

/** One batch on its way through Lettuce: sends what it takes, again if need be, until all is there or time is up. */
final class LettuceExchange {

    private final LettuceConnectionFactory connections;
    private final Exchange exchange;
    private final @Nullable Retries retries;
    private final CompletableFuture<BatchResults<@Nullable Object>> answered = new CompletableFuture<>();

    /** Null when nothing is under way. */
    private volatile @Nullable LettuceSending sending;

    LettuceExchange(LettuceConnectionFactory connections, Exchange exchange, @Nullable Retries retries) {
        this.connections = connections;
        this.exchange = exchange;
        this.retries = retries;
    }

    CompletionStage<BatchResults<@Nullable Object>> start(@Nullable Duration timeout) {
        send(exchange.calls());
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
            answered.complete(exchange.answers());
            return;
        }
        LettuceSending sent;
        try {
            sent = new LettuceSending(connections, calls.size(), this::sent);
        } catch (RuntimeException failure) {
            calls.forEach(call -> call.fail(LettuceFailures.translated(call, failure)));
            sent();
            return;
        }
        sending = sent;
        sent.write(calls);
        if (answered.isDone()) { // time was up in between, and what was under way then has been cancelled
            sent.cancel();
        }
    }

    /** All calls have ended. A policy's exception is for the caller: on a thread of the driver nobody hears of it. */
    private void sent() {
        boolean again;
        try {
            again = retries != null && sendAgain(retries);
        } catch (Throwable failure) {
            answered.completeExceptionally(failure);
            return;
        }
        if (!again) {
            answered.complete(exchange.answers());
        }
    }

    private boolean sendAgain(Retries retries) {
        List<Call> again =
                exchange.calls().stream().filter(retries::allowsRetry).toList();
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
        } catch (Throwable failure) { // nobody else hears of it
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
        for (Call call : exchange.calls()) {
            if (!call.hasEnded()) {
                call.fail(new QueryTimeoutException(call + " was not answered within " + timeout.toMillis()
                        + " ms, the timeout of this RedisBatch"));
            }
        }
        answered.complete(exchange.answers());
    }

    private void cancel() {
        LettuceSending last = sending;
        if (last != null) {
            last.cancel();
        }
    }
}
