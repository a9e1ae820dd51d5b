/**
 * Code that asks for one thing at a time, run as if it asked for everything at once.
 *
 * <p>What you describe:
 *
 * <ul>
 *   <li>{@link io.github.batch4j.BatchGenerator} - work that asks for what it needs; the one root type;
 *   <li>{@link io.github.batch4j.BatchableOperation} - the smallest generator: one question that can be batched;
 *   <li>{@link io.github.batch4j.BatchBody}, {@link io.github.batch4j.BatchScope} - a generator as plain code, and what
 *       it asks through; {@link io.github.batch4j.CoroutineKind} - what it runs on;
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
 *   <li>{@link io.github.batch4j.ThreadContext} - what bodies find on their thread as on the caller's;
 *   <li>{@link io.github.batch4j.BatchPartition} - the tenant, or the like, whose data is kept apart from that of
 *     others;
 *   <li>{@link io.github.batch4j.BatchListener}, {@link io.github.batch4j.SentBatch},
 *       {@link io.github.batch4j.BatchTrace} - who hears of each batch, what is heard, and a recording of it.
 * </ul>
 *
 * <p>What can go wrong: {@link io.github.batch4j.BatcherException} (a batcher broke its contract),
 * {@link io.github.batch4j.MissingKeyException} (a required key has no value),
 * {@link io.github.batch4j.GeneratorCycleException} (a generator waits for itself),
 * {@link io.github.batch4j.BatchInterruptedException} (the caller was interrupted),
 * {@link io.github.batch4j.BatchTimeoutException} (a time limit has passed).
 *
 * <p>The engine stands beside the API, package-private:
 *
 * <ul>
 *   <li>The loop: {@code ConfinedBatchExecutor} lets one thread in, {@code Engine} owns the loop and tells how it
 *       works. {@code RunQueue} is what is still to be started and given out, {@code ExecutionListeners} who hears of batches,
 *       {@code AnswerCache} what was answered before, an {@code CachedBatch} each, which was an {@code CachedBatch.Reads};
 *       {@code Memos} what shared generators have resulted in, {@code Memos.Local} in that execution alone,
 *       {@code Partitions} what is apart. {@code Deadlines} end it, {@code OpenFrames} are what has then to be closed,
 *       {@code WaitCycle} is a ring of waits, {@code LayerNest} one of layered batches, {@code NestingLimit} the end of
 *       those that go ever deeper.
 *   <li>Generators: {@code EngineGenerator} is the root of all but operations, and {@code EngineGenerator.Value},
 *       {@code EngineGenerator.Failing}, {@code EngineGenerator.Deferred}, {@code Operators.Map}, {@code Operators.FlatMap},
 *       {@code Operators.Recover}, {@code Operators.DoFinally}, {@code StructuredGenerator}, {@code FanOut.Gather},
 *       {@code CachedGenerator.Call} and {@code EngineGenerator.Body} are its kinds. {@code StructuredGenerator.EndlessNest} refuses a nest that holds
 *       itself. {@code FanOut} is what {@code FanOut.AllOfList}, {@code FanOut.AllOfMap} and {@code FanOut.Zip} have in
 *       common. {@code Load} is an operation of a loader, {@code Load.LookAlikes} are keys that it has mistaken for others.
 *   <li>Where they wait: {@code Frame}, with {@code Frame.Execution} at the top, {@code SharedFrame},
 *       {@code LayeredFrame}, {@code BodyFrame}, and one in each generator that needs it.
 *   <li>Batches: {@code PendingBatches} holds a {@code Batch} for each batcher ({@code NamedBatcher} for one
 *       that is a function), which has an {@code OperationSet} ({@code ContentHash} where hash codes collide, in maps
 *       by a {@code ContentHash.Key}) and its {@code Waiters}. {@code SendPolicy} chooses, {@code Sender} sends each in a
 *       {@code BatchCall}, whose {@code BatchCall.AnswerCell} takes an answer that comes later through {@code Stages}, and which
 *       tells {@code ExecutionListeners.Composite} by a {@code ExecutionListeners.Call}. A {@code RunQueue.Delivery} gives an outcome out.
 *   <li>Plain code: {@code BodyScheduler} says whose turn it is, and {@code Admission}
 *       who has to wait for it before beginning. {@code Coroutines} chooses the {@code Coroutine.Factory}, which makes a
 *       {@code Coroutine} for each body: {@code Continuations} with {@code ScopedBindings} and {@code Lambdas},
 *       or {@code Baton} with a {@code ThreadCoroutine} on one of the {@code BodyThreads}, after a look at the stack
 *       ({@code Baton.StackProbe}). {@code ThreadContexts} are several as one, {@code ContextLookup} finds those of a body,
 *       and its partition.
 *   <li>Failures: {@code Failure} is one on its way up, {@code GeneratorTrace} shows where it came by,
 *       {@code BodyStackTrace} the lines of a body; {@code Throwables.CircularReference} stands in for another failure, {@code Throwables}
 *       attaches them, {@code UndeclaredFailureException} wraps a checked one.
 *   <li>Small things: {@code Arguments}, {@code Casts}, {@code Names}.
 * </ul>
 */
@NullMarked
package io.github.batch4j;

import org.jspecify.annotations.NullMarked;
