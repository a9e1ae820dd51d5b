/**
 * Batching of requests: code that asks for one thing at a time runs as if it asked for everything at once.
 *
 * <p>To describe work:
 *
 * <ul>
 *   <li>{@link io.github.batch4j.BatchGenerator} - work that asks for values; the one root type;
 *   <li>{@link io.github.batch4j.BatchableOperation} - the smallest generator: one question that can be batched;
 *   <li>{@link io.github.batch4j.BatchBody}, {@link io.github.batch4j.BatchScope} - a generator as plain code, and the
 *       scope through which it yields; {@link io.github.batch4j.CoroutineKind} - the kind of coroutine it runs on;
 *   <li>{@link io.github.batch4j.SharedGenerator}, {@link io.github.batch4j.CachedGenerator} - run once: one generator,
 *       or a function of a key.
 * </ul>
 *
 * <p>To answer:
 *
 * <ul>
 *   <li>{@link io.github.batch4j.Batcher} - runs a batch of operations: blocking, asynchronous or layered;
 *   <li>{@link io.github.batch4j.BatchLoader} - the everyday batcher: keys to a map of values;
 *   <li>{@link io.github.batch4j.BatchResults} - answers of which single ones may have failed;
 *   <li>{@link io.github.batch4j.SharedCalls} - a limit on blocking calls at once, which merges what waits for one.
 * </ul>
 *
 * <p>To run generators and see which batches were sent:
 *
 * <ul>
 *   <li>{@link io.github.batch4j.BatchExecutor} - runs generators, one thread at a time;
 *       {@link io.github.batch4j.ExecutionCache} - clears the results that it keeps;
 *   <li>{@link io.github.batch4j.SendPolicy} - the order of batches and answers;
 *       {@link io.github.batch4j.LearnedPolicy} - one that learns what follows in a program, for asynchronous stores;
 *   <li>{@link io.github.batch4j.ThreadContext} - thread-bound values that bodies find as on the caller's thread;
 *   <li>{@link io.github.batch4j.BatchPartition} - the part of the data, such as a tenant's, that is kept apart;
 *   <li>{@link io.github.batch4j.BatchListener}, {@link io.github.batch4j.BatchExecution},
 *       {@link io.github.batch4j.SentBatch}, {@link io.github.batch4j.Caller}, {@link io.github.batch4j.BatchTrace} - a
 *       listener, the execution and the batch that it is notified of, the place in the program that asked, and a
 *       recording.
 * </ul>
 *
 * <p>To fail: {@link io.github.batch4j.BatcherException} (a batcher broke its contract),
 * {@link io.github.batch4j.MissingKeyException} (a required key has no value),
 * {@link io.github.batch4j.GeneratorCycleException} (a generator waits for itself),
 * {@link io.github.batch4j.BatchInterruptedException} (the caller was interrupted),
 * {@link io.github.batch4j.BatchTimeoutException} (a deadline has passed).
 *
 * <p>The engine is beside the API, package-private, in layers. Each knows only itself and those before it in this list;
 * from the batches on, also the types of the API, whose factory methods are the one way from the top to the bottom.
 *
 * <ol>
 *   <li><b>Failures</b>, which everything may use: {@code Failure} is one on its way up and collects the places that it
 *       passes, {@code GeneratorTrace} shows them. {@code Throwables} attaches and unwraps exceptions,
 *       {@code UndeclaredFailureException} wraps a checked one. Beside them {@code Arguments}, {@code Casts} and
 *       {@code Names}.
 *   <li><b>Coroutines</b>: tasks that can be suspended and resumed. {@code Coroutine} has the contracts, and
 *       {@code Coroutines} chooses the kind: {@code Continuations}, or threads of the {@code BodyThreads}, each a
 *       {@code ThreadCoroutine}, which pass a {@code Baton}. {@code Strands} are threads and the bodies that they have
 *       suspended. {@code ThreadContexts} are several contexts as one.
 *   <li><b>Batches</b>: {@code PendingBatches} has a {@code Batch} per batcher ({@code NamedBatcher} if that is a
 *       function), with its {@code OperationSet} ({@code ContentHash} if hash codes collide) and {@code Waiters}. A
 *       {@code Place} knows what follows its operations, from a {@code SavedPlace} or the {@code Lesson} of each
 *       execution, which is made of {@code Trail}s; a {@code LearnedProgram} knows if that is of use, and a
 *       {@code Prospect} is the future of a pending batch.
 *       {@code AnswerCache} keeps each answered batch as a {@code CachedBatch}.
 *       {@code ExecutionListeners} are notified of them. {@code Load} is the operation of a loader, {@code Stages} maps
 *       and cancels asynchronous answers. A {@code SharedBatcher} waits for one of the {@code CallPermits} of several
 *       executions: a {@code WaitingBatch} of the {@code WaitingQueue} that gets one runs a {@code MergedCall}, of
 *       which it and others are a {@code MergedPart}, and leaves the queue when the {@code Deadline} of its execution
 *       passes. An {@code OwnFailure} is the copy of a failure that several of them have.
 *   <li><b>Engine</b>, a machine of frames and the generators that it runs.
 *       <ul>
 *         <li>The loop: {@code ConfinedBatchExecutor} confines it to one thread, {@code Engine} runs and explains it,
 *             with {@code ExecutionState} as its base. {@code RunQueue} is the work it has left, {@code Deadlines} end
 *             it, {@code OpenFrames} have to be closed then, and a {@code WaitCycle} is broken. {@code Sender} sends a
 *             {@code Step}, in the {@code BlockingOrder}, each batch in a {@code BatchCall}, whose answer comes into an
 *             {@code AnswerCell}. {@code AwaitedStages} are no batches. A {@code Recorder} has the hooks of a policy.
 *             With a learned one that is a {@code Lookahead}, which holds batches by what is known of the places that
 *             a {@code PlaceFinder} finds.
 *         <li>Generators: {@code EngineGenerator} is the root of all but operations. {@code Operators} have one source,
 *             a {@code FanOut} many, and a {@code StructuredGenerator} a nest of them. A {@code MemoizedGenerator} is a
 *             shared one.
 *         <li>Frames: a {@code Frame} is the state of a running generator; {@code SharedFrame} and
 *             {@code LayeredFrame} are those that several others wait for. {@code Memos} are the results of shared
 *             generators.
 *         <li>Bodies: {@code BodyScheduler} runs them, {@code BodyFrame} suspends one at each yield, {@code BodyState}
 *             is its state, and {@code BodyStackTrace} finds its lines in a stack.
 *         <li>Values inherited down the tree of frames: {@code Partitions}, found by a
 *             {@code ContextLookup}.
 *       </ul>
 * </ol>
 */
@NullMarked
package io.github.batch4j;

import org.jspecify.annotations.NullMarked;
