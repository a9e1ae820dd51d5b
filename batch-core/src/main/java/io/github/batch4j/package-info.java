/**
 * Code that asks for one thing at a time, run as if it asked for everything at once.
 *
 * <p>What you describe:
 *
 * <ul>
 *   <li>{@link io.github.batch4j.BatchGenerator} - work that asks for what it needs; the one root type;
 *   <li>{@link io.github.batch4j.BatchableOperation} - the smallest generator: one question that can be batched;
 *   <li>{@link io.github.batch4j.BatchBody}, {@link io.github.batch4j.BatchScope} - a generator as plain code, and what
 *       it asks through;
 *   <li>{@link io.github.batch4j.SharedGenerator}, {@link io.github.batch4j.CachedGenerator},
 *       {@link io.github.batch4j.GeneratorCache} - run once: one generator, a function of a key, and what clears it.
 * </ul>
 *
 * <p>What answers:
 *
 * <ul>
 *   <li>{@link io.github.batch4j.Batcher} - runs a batch of operations: blocking, asynchronous or layered;
 *   <li>{@link io.github.batch4j.BatchLoader} - the everyday batcher: keys to a map of values;
 *   <li>{@link io.github.batch4j.BatchResults} - answers of which single ones may have failed.
 * </ul>
 *
 * <p>What runs it and shows what was sent:
 *
 * <ul>
 *   <li>{@link io.github.batch4j.BatchExecutor} - runs generators, one thread at a time;
 *   <li>{@link io.github.batch4j.BatchListener}, {@link io.github.batch4j.SentBatch},
 *       {@link io.github.batch4j.BatchTrace} - who hears of each batch, what is heard, and a recording of it.
 * </ul>
 *
 * <p>What can go wrong: {@link io.github.batch4j.BatcherException} (a batcher broke its contract),
 * {@link io.github.batch4j.MissingKeyException} (a required key has no value),
 * {@link io.github.batch4j.GeneratorCycleException} (a generator waits for itself),
 * {@link io.github.batch4j.BatchInterruptedException} (the caller was interrupted).
 *
 * <p>The engine stands beside the API, package-private. {@code Engine} owns the loop and tells how it works.
 * {@code Pipeline} is the root of the generators that are combinators, each in a file of its own with its {@code Frame}:
 * the place where it waits. {@code PendingBatch} collects operations, {@code PendingBatches} holds one of them a batcher,
 * {@code SendPolicy} chooses which to send, {@code Step} sends them. {@code BodyFrame} runs plain code in a
 * {@code Coroutine}.
 */
@NullMarked
package io.github.batch4j;

import org.jspecify.annotations.NullMarked;
