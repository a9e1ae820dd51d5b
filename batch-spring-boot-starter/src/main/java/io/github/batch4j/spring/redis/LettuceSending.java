package io.github.batch4j.spring.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Writes calls to a connection of Lettuce, all before any has ended but those that follow another one, and hears of
 * their ends.
 *
 * <p>To one server they are written as one. On a cluster each goes by itself, so that a node that cannot be reached
 * fails its own calls only, and none waits for another's connection.
 */
final class LettuceSending {

    private final TakenConnection connection;
    private final AtomicInteger open;
    private final Runnable whenEnded;
    private final Queue<AsyncCommand<byte[], byte[], @Nullable Object>> written = new ConcurrentLinkedQueue<>();
    private volatile boolean cancelled;

    /** True if Redis still owes an answer to what was given up. */
    private volatile boolean unanswered;

    /**
     * Takes a connection, which may have to be opened first.
     *
     * @param count how many calls there will be
     * @param whenEnded what to do when all have ended and the connection is back, on any thread
     */
    LettuceSending(LettuceConnectionFactory connections, int count, Runnable whenEnded) {
        this.connection = new TakenConnection(connections);
        this.open = new AtomicInteger(count);
        this.whenEnded = whenEnded;
    }

    void write(List<Call> calls) {
        if (connection.isOfCluster() || calls.size() == 1) {
            for (Call call : calls) {
                if (call.leads()) {
                    writeOne(call);
                }
            }
        } else {
            writeAll(calls);
        }
    }

    private void writeAll(List<Call> calls) {
        List<AsyncCommand<byte[], byte[], @Nullable Object>> commands = new ArrayList<>(calls.size());
        for (Call call : calls) {
            AsyncCommand<byte[], byte[], @Nullable Object> command = LettuceCommands.command(call);
            commands.add(command);
            written.add(command);
            command.onComplete((reply, failure) -> ended(call, reply, failure));
        }
        try {
            connection.driver().dispatch(commands);
        } catch (RuntimeException failure) {
            commands.forEach(command -> command.completeExceptionally(failure));
        }
        cancelIfToldTo(commands);
    }

    private void writeOne(Call call) {
        AsyncCommand<byte[], byte[], @Nullable Object> command = LettuceCommands.command(call);
        written.add(command);
        command.onComplete((reply, failure) -> ended(call, reply, failure));
        try {
            connection.driver().dispatch(command);
        } catch (RuntimeException failure) {
            command.completeExceptionally(failure);
        }
        cancelIfToldTo(List.of(command));
    }

    /** Cancels what was written while {@link #cancel} was under way. */
    private void cancelIfToldTo(List<AsyncCommand<byte[], byte[], @Nullable Object>> commands) {
        if (cancelled) {
            commands.forEach(command -> command.cancel(false));
        }
    }

    private void ended(Call call, @Nullable Object reply, @Nullable Throwable failure) {
        if (failure == null) {
            call.reply(reply);
        } else {
            fail(call, failure);
        }
        if (failure instanceof CancellationException || failure instanceof RedisCommandTimeoutException) {
            unanswered = true;
        }
        int ended = 1;
        if (!call.followers().isEmpty()) {
            ended += sendFollowers(call, failure instanceof RedisCommandExecutionException ? null : failure);
        }
        if (open.addAndGet(-ended) == 0) {
            end();
        }
    }

    /**
     * Sends what follows a call, or fails it if Redis has not replied to that: each in its turn would wait as long as
     * that one has, for the same node. In a loop, as there may be more of them than the stack has room for.
     *
     * @return how many have failed
     */
    private int sendFollowers(Call first, @Nullable Throwable failure) {
        int failed = 0;
        Deque<Call> ended = new ArrayDeque<>();
        ended.add(first);
        while (!ended.isEmpty()) {
            Call before = ended.remove();
            Throwable reason =
                    cancelled ? new CancellationException() : before == first ? failure : before.unsendable();
            for (Call call : before.followers()) {
                if (call.isFree(reason)) {
                    Throwable unsendable = call.unsendable();
                    if (unsendable == null) {
                        writeOne(call);
                    } else {
                        fail(call, unsendable);
                        failed++;
                        ended.add(call);
                    }
                }
            }
        }
        return failed;
    }

    /** Fails a call. One that had timed out before it was cancelled keeps that failure. */
    private static void fail(Call call, Throwable failure) {
        if (!(failure instanceof CancellationException) || !call.hasEnded()) {
            call.fail(LettuceFailures.translated(call, failure));
        }
    }

    /** Gives up what has not ended. */
    void cancel() {
        cancelled = true;
        if (open.get() > 0) {
            written.forEach(command -> command.cancel(false));
        }
    }

    private void end() {
        if (unanswered) {
            connection.giveBackAnswered(whenEnded);
        } else {
            connection.giveBack(whenEnded);
        }
    }
}
