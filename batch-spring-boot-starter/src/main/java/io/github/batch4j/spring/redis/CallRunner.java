package io.github.batch4j.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisPipelineException;

/** Runs calls on a connection of any driver: by a pipeline, or one by one on a cluster, where there are none. */
final class CallRunner {

    private final RedisConnectionFactory connections;
    private final RedisConnection connection;

    CallRunner(RedisConnectionFactory connections, RedisConnection connection) {
        this.connections = connections;
        this.connection = connection;
    }

    void run(List<Call> calls) {
        if (calls.size() > 1 && !(connection instanceof RedisClusterConnection)) {
            runTogether(calls);
        } else {
            calls.forEach(this::runAlone);
        }
    }

    private void runAlone(Call call) {
        try {
            call.reply(execute(call));
        } catch (RuntimeException failure) {
            call.fail(translated(call, failure));
        }
    }

    private void runTogether(List<Call> calls) {
        List<?> replies;
        try {
            connection.openPipeline();
            calls.forEach(this::execute);
            replies = connection.closePipeline();
        } catch (RedisPipelineException some) {
            replies = some.getPipelineResult();
            if (replies.size() != calls.size()) {
                RuntimeException cause = some.getCause() instanceof RuntimeException broken ? broken : some;
                calls.forEach(call -> call.fail(translated(call, cause)));
                return;
            }
        } catch (RuntimeException broken) {
            calls.forEach(call -> call.fail(translated(call, broken)));
            return;
        }
        for (int i = 0; i < calls.size(); i++) {
            end(calls.get(i), replies.get(i));
        }
    }

    private void end(Call call, @Nullable Object reply) {
        if (reply instanceof RuntimeException failure) {
            call.fail(translated(call, failure));
        } else {
            call.reply(reply);
        }
    }

    private @Nullable Object execute(Call call) {
        List<byte[]> arguments = call.arguments();
        CommandName command = call.command();
        if (connection instanceof RedisClusterConnection cluster
                && command.more().isEmpty()
                && call.firstKey() == 0) { // else any node is asked, and redirects to the right one
            return cluster.execute(command.name(), arguments.get(0), arguments.subList(1, arguments.size()));
        }
        int before = command.more().size();
        byte[][] words = new byte[before + arguments.size()][];
        Arrays.setAll(
                words,
                i -> i < before ? command.more().get(i).getBytes(StandardCharsets.UTF_8) : arguments.get(i - before));
        return connection.execute(command.name(), words);
    }

    private RuntimeException translated(Call call, RuntimeException failure) {
        DataAccessException harmless = ServerWords.withoutArguments(call, failure);
        if (harmless != null) {
            return harmless;
        }
        if (failure instanceof DataAccessException) {
            return failure;
        }
        DataAccessException translated = connections.translateExceptionIfPossible(failure);
        return translated != null ? translated : new RedisSystemException(call + " failed", failure);
    }
}
