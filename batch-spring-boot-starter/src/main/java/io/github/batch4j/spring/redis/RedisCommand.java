package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchableOperation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command that {@link RedisBatch} has no method for, made by {@link RedisBatch#read}, {@link RedisBatch#write} or
 * {@link RedisBatch#script}. It is an operation whose answer is the reply itself; {@link #as} turns the reply into
 * something else:
 *
 * <pre>{@code
 * redis.read("OBJECT ENCODING", "user:1"), // a RedisReply
 * redis.read("ZSCORE", "board", "Ann").as(RedisReply::asDouble),
 * redis.write("INCRBY", "visits", 1).as(RedisReply::asLong)
 * }</pre>
 *
 * <p>The name may have several words, as {@code OBJECT ENCODING} has. Of the arguments that follow it, strings and
 * numbers are sent as text, byte arrays as they are, and anything else by the value serializer of the view. Which of
 * them are keys is known for Redis's own commands; of other commands the first one is. Keys that are text are written
 * by the key serializer of the template.
 *
 * <p>A write invalidates cached answers of all its keys, or of the whole Redis if its keys are not known, or if it is a
 * script without keys. Reads are never cached, as they may depend on more than their keys.
 *
 * <p>A command that waits, such as {@code XREAD BLOCK}, delays everything that is sent through the same connection.
 *
 * <p>Immutable.
 */
public sealed interface RedisCommand extends BatchableOperation<RedisReply> permits PlainCommand {

    /**
     * The same command with an answer that is made from its reply.
     *
     * <p>Equal reads of a batch are sent once if their functions are equal too, and a lambda is equal to itself only:
     * keep the function in a constant where that matters.
     *
     * @param <T> the type of the answer
     * @param function makes the answer, on the thread of the execution; may return null. What it throws is the failure
     *     of this operation alone, even though the command has been run
     * @return an operation that results in the answer
     * @throws IllegalArgumentException if the function is null
     */
    <T extends @Nullable Object> BatchableOperation<T> as(Function<? super RedisReply, ? extends T> function);
}
