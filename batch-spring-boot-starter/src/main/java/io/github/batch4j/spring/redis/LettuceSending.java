package io.github.batch4j.spring.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Writes calls to a connection of Lettuce, all before any has ended but those that follow another one, and hears of their
 * ends.
 *
 * <p>To one server they are written as one. On a cluster each goes by itself, so that a node that cannot be reached fails
 * its own calls only, and none waits for another's connection.
 */
final class LettuceSending {

    private final RedisConnection connection;
    private final boolean dedicated;
    private final StatefulConnection<byte[], byte[]> driver;
    private final boolean cluster;
    private final AtomicInteger open;
    private final Runnable whenEnded;
    private final Queue<AsyncCommand<byte[], byte[], @Nullable Object>> written = new ConcurrentLinkedQueue<>();
    private volatile boolean cancelled;

    /**
     * Takes a connection, which may have to be opened first.
     *
     * @param count how many calls there will be
     * @param whenEnded what to do when all have ended, on a thread of the driver
     */
    LettuceSending(LettuceConnectionFactory connections, int count, Runnable whenEnded) {
        this.connection = connections.getConnection();
        this.dedicated = !connections.getShareNativeConnection();
        Object commands = connection.getNativeConnection();
        this.cluster = commands instanceof RedisAdvancedClusterAsyncCommands;
        this.driver = driverOf(commands);
        this.open = new AtomicInteger(count);
        this.whenEnded = whenEnded;
    }

    /** The only way to write several commands as one; Spring Data's connections are made for bytes. */
    @SuppressWarnings({"deprecation", "unchecked"})
    private static StatefulConnection<byte[], byte[]> driverOf(Object commands) {
        return commands instanceof RedisAdvancedClusterAsyncCommands<?, ?> cluster
                ? (StatefulConnection<byte[], byte[]>) cluster.getStatefulConnection()
                : ((RedisAsyncCommands<byte[], byte[]>) commands).getStatefulConnection();
    }

    void write(List<Call> calls) {
        if (cluster || calls.size() == 1) {
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
            driver.dispatch(commands);
        } catch (RuntimeException failure) {
            commands.forEach(command -> command.completeExceptionally(failure));
        }
    }

    private void writeOne(Call call) {
        AsyncCommand<byte[], byte[], @Nullable Object> command = LettuceCommands.command(call);
        written.add(command);
        command.onComplete((reply, failure) -> ended(call, reply, failure));
        try {
            driver.dispatch(command);
        } catch (RuntimeException failure) {
            command.completeExceptionally(failure);
        }
    }

    private void ended(Call call, @Nullable Object reply, @Nullable Throwable failure) {
        if (failure == null) {
            call.reply(reply);
        } else if (!(failure instanceof CancellationException) || !call.hasEnded()) {
            call.fail(LettuceFailures.translated(call, failure));
        }
        int ended = 1;
        Call follower = call.follower();
        if (follower != null) {
            Throwable unsendable = cancelled ? new CancellationException() : failure;
            if (unsendable == null || unsendable instanceof RedisCommandExecutionException) {
                writeOne(follower);
            } else {
                ended += failAll(follower, unsendable);
            }
        }
        if (open.addAndGet(-ended) == 0) {
            release();
            whenEnded.run();
        }
    }

    /**
     * Fails what follows a call that Redis has not replied to: each in its turn would wait as long as that one has, for the
     * same node. In a loop, as there may be more of them than the stack has room for.
     *
     * @return how many there were
     */
    private static int failAll(Call first, Throwable failure) {
        int count = 0;
        for (Call call = first; call != null; call = call.follower()) {
            if (!(failure instanceof CancellationException) || !call.hasEnded()) {
                call.fail(LettuceFailures.translated(call, failure));
            }
            count++;
        }
        return count;
    }

    /** Gives up what has not ended. */
    void cancel() {
        cancelled = true;
        if (open.get() > 0) {
            written.forEach(command -> command.cancel(false));
        }
    }

    /** Not on the driver's thread: what closes a connection there waits for just that thread. */
    private void release() {
        if (dedicated) {
            ForkJoinPool.commonPool().execute(connection::close);
        } else {
            connection.close();
        }
    }
}
