package io.github.batch4j.test.spring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** A connection of Spring Data that hands the commands of a {@code RedisBatch} to a function. */
final class FakeConnection implements InvocationHandler {

    private final BiFunction<String, List<byte[]>, @Nullable Object> commands;

    /** The replies of the open pipeline, failures among them; null if none is open. */
    private @Nullable List<@Nullable Object> pipeline;

    private FakeConnection(BiFunction<String, List<byte[]>, @Nullable Object> commands) {
        this.commands = commands;
    }

    /** A factory of such connections, each for one batch. */
    static RedisConnectionFactory factory(BiFunction<String, List<byte[]>, @Nullable Object> commands) {
        return proxy(RedisConnectionFactory.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> proxy(RedisConnection.class, new FakeConnection(commands));
            case "translateExceptionIfPossible" -> null;
            default -> ofObject(proxy, method, arguments);
        });
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "execute" -> execute(arguments);
            case "openPipeline" -> {
                pipeline = new ArrayList<>();
                yield null;
            }
            case "closePipeline" -> {
                List<@Nullable Object> replies = pipeline;
                pipeline = null;
                yield replies;
            }
            case "close" -> null;
            default -> ofObject(proxy, method, arguments);
        };
    }

    private @Nullable Object execute(@Nullable Object @Nullable [] arguments) {
        if (arguments == null
                || !(arguments[0] instanceof String command)
                || !(arguments[1] instanceof byte[][] words)) {
            throw new UnsupportedOperationException("FakeRedis expects commands with arguments that are bytes");
        }
        if (pipeline == null) {
            return commands.apply(command, List.of(words));
        }
        pipeline.add(replyOrFailure(command, words));
        return null;
    }

    private @Nullable Object replyOrFailure(String command, byte[][] words) {
        try {
            return commands.apply(command, List.of(words));
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private static @Nullable Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "toString" -> "FakeRedis";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default ->
                throw new UnsupportedOperationException(
                        "FakeRedis is for RedisBatch only; it has no " + method.getName() + " for other code");
        };
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
