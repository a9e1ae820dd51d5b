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
 * One attempt to run calls through Lettuce: takes a connection, writes the calls, collects their outcomes, and gives
 * the connection back. Calls with predecessors are written when those have ended, all others at once.
 *
 * <p>To a single server all calls are written together. On a cluster each is written by itself, so that an unreachable
 * node fails its own calls only, and no call waits for another's connection.
 */
final class LettuceAttempt {

    private final TakenConnection connection;
    private final AtomicInteger open;
    private final Runnable whenEnded;
    private final Queue<AsyncCommand<byte[], byte[], @Nullable Object>> written = new ConcurrentLinkedQueue<>();
    private volatile boolean cancelled;

    /** True if Redis may still reply to a call that was given up. */
    private volatile boolean unanswered;

    /**
     * Takes a connection, which may have to be opened first.
     *
     * @param count the number of calls there will be
     * @param whenEnded runs when all calls have ended and the connection is given back, on any thread
     */
    LettuceAttempt(LettuceConnectionFactory connections, int count, Runnable whenEnded) {
        this.connection = new TakenConnection(connections);
        this.open = new AtomicInteger(count);
        this.whenEnded = whenEnded;
    }

    void write(List<Call> calls) {
        if (connection.isOfCluster() || calls.size() == 1) {
            for (Call call : calls) {
                if (call.isFirst()) {
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
        cancelIfCancelled(commands);
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
        cancelIfCancelled(List.of(command));
    }

    /** Cancels commands that were written while {@link #cancel} ran. */
    private void cancelIfCancelled(List<AsyncCommand<byte[], byte[], @Nullable Object>> commands) {
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
        if (!call.successors().isEmpty()) {
            ended += sendSuccessors(call, failure instanceof RedisCommandExecutionException ? null : failure);
        }
        if (open.addAndGet(-ended) == 0) {
            end();
        }
    }

    /**
     * Sends the successors of a call. If Redis has not replied to the call it fails them instead: each in turn would
     * wait as long for the same node. A loop, as a chain may be longer than the stack is deep.
     *
     * @return the number of calls that were failed
     */
    private int sendSuccessors(Call first, @Nullable Throwable failure) {
        int failed = 0;
        Deque<Call> ended = new ArrayDeque<>();
        ended.add(first);
        while (!ended.isEmpty()) {
            Call before = ended.remove();
            Throwable reason =
                    cancelled ? new CancellationException() : before == first ? failure : before.unsendable();
            for (Call call : before.successors()) {
                if (call.predecessorEnded(reason)) {
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

    /** Fails a call. A call that timed out before it was cancelled keeps the failure of the timeout. */
    private static void fail(Call call, Throwable failure) {
        if (!(failure instanceof CancellationException) || !call.hasEnded()) {
            call.fail(LettuceFailures.translated(call, failure));
        }
    }

    /** Cancels all calls that have not ended. */
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
