/**
 * Batched access to Redis: {@link io.github.batch4j.spring.redis.RedisBatch} hands out the operations, and
 * {@link io.github.batch4j.spring.redis.RedisReply} is what commands that it has no method for are answered with.
 *
 * <p>Package-private beside them stand, in the order in which an operation meets them:
 *
 * <ul>
 *   <li>{@code Operations} makes the operations of a view, {@code RedisValues}, of a {@code RedisStore};
 *   <li>a {@code RedisOperation} is a {@code RedisGet}, a {@code RedisHashField} or a {@code RedisCommand}, which has a
 *       {@code CommandName}, {@code RedisArgument}s and one of the {@code Decoders};
 *   <li>any other command is a {@code CommandLine}, in which the {@code CommandTable} finds a {@code KnownCommand} and
 *       by its {@code KeySpec}s the keys; {@code KeyBytes} are keys as they stand in Redis, and {@code Shown} is what
 *       is printed of them;
 *   <li>{@code CommandPlan} says which {@code Call}s a batch of them takes, on a cluster in what {@code KeyOrder}, and
 *       who is answered by what;
 *   <li>{@code LettuceBatcher} sends them without blocking: a {@code LettuceRun} by one {@code LettuceAttempt} or,
 *       if there are {@code Retries}, several, with {@code LettuceCommands}, {@code ReplyOutput} and
 *       {@code LettuceFailures}, through a {@code TakenConnection}, which {@code RedisThreads} give back;
 *   <li>{@code BlockingBatcher} is for all other drivers: a {@code BlockingRun} by one {@code CallRunner} or
 *       several;
 *   <li>{@code BatcherOptions} chooses between the two, {@code ConnectionFailures} is what is ever tried again,
 *       and {@code ServerWords} keep what Redis says of failures free of arguments.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.redis;

import org.jspecify.annotations.NullMarked;
