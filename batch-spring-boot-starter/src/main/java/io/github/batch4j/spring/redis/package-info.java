/**
 * Batched access to Redis: {@link io.github.batch4j.spring.redis.RedisBatch} makes the operations. For commands that it
 * has no method for it makes a {@link io.github.batch4j.spring.redis.RedisCommand}, which results in a
 * {@link io.github.batch4j.spring.redis.RedisReply}.
 *
 * <p>The package-private types, in the order in which an operation meets them:
 *
 * <ul>
 *   <li>{@code RedisValues} is the view of a Redis with values of one type, {@code RedisStore} has the keys of that
 *       Redis, and {@code RedisBatchers} are its batchers for reads and for writes; {@code BatcherOptions} makes them;
 *   <li>a {@code RedisOperation} is a {@code RedisGet}, a {@code RedisHashField}, a {@code PlainCommand}, which has a
 *       {@code CommandName} and {@code RedisArgument}s, or a {@code DecodedCommand}, which has one of the
 *       {@code Decoders} too;
 *   <li>a {@code CommandLine} is a command in the words of the application; the {@code CommandTable} finds its
 *       {@code KnownCommand}, and {@code KeySpec}s find the keys. {@code KeyBytes} are keys as bytes,
 *       {@code JsonSerializers} needs Jackson;
 *   <li>a {@code CommandPlan} is the {@code Call}s of one batch, on a cluster in the {@code KeyOrder}, and the part of
 *       their replies that answers each operation;
 *   <li>a {@code LettuceBatcher} does not block: its {@code LettuceRun} of a plan is one {@code LettuceAttempt}, or
 *       several if there are {@code Retries}. An attempt takes a {@code TakenConnection}, which {@code RedisThreads}
 *       give back, and uses {@code LettuceCommands}, {@code EncodedArguments}, {@code ReplyOutput} and
 *       {@code LettuceFailures};
 *   <li>a {@code BlockingBatcher} is for all other drivers: in its {@code BlockingRun} of a plan each attempt is a
 *       {@code CallRunner}. A {@code ReplyCopy} is for an execution that shares its reads;
 *   <li>{@code ConnectionFailures} are the failures that are retried, and {@code ServerWords} removes arguments from
 *       the failures that Redis reports.
 * </ul>
 *
 * <p>A reply takes the way back: {@code ReplyOutput} parses it (Lettuce; a list of strings into {@code PackedStrings}),
 * {@code CommandPlan} splits it, {@code RedisReply} and {@code Decoders} convert it, and {@code RedisValues}
 * deserializes the values.
 */
@NullMarked
package io.github.batch4j.spring.redis;

import org.jspecify.annotations.NullMarked;
