@file:JvmName("Suspending")

package io.github.batch4j.kotlin

import io.github.batch4j.BatchExecutor
import io.github.batch4j.BatchGenerator
import io.github.batch4j.kotlin.internal.SuspendingRun
import java.lang.reflect.UndeclaredThrowableException
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CoroutineScope

/**
 * Runs a suspend function as the body of an execution, and returns its result.
 *
 * The function and all that it launches in its scope run on the calling thread, one at a time: whenever all of them are
 * suspended, what they await is sent in as few batches as possible.
 *
 * ```kotlin
 * val couple = executor.suspending {
 *     val user = async { redis.require("user:$id").await() }
 *     val spouse = async { redis.require("user:" + redis.require("spouseId:$id").await()).await() }
 *     Couple(User.parse(user.await()), User.parse(spouse.await()))
 * } // 2 round trips
 * ```
 *
 * It returns when the function and all of its children have ended. Inside an execution of the same executor it joins
 * that one, as `execute` does. The [context] may hold thread context elements, a name, or a parent job whose
 * cancellation ends the function; the dispatcher is always the executor's own.
 *
 * @throws Throwable what the function, or the first child that failed, has thrown, checked exceptions too; a
 *     `BatchTimeoutException` or `BatchInterruptedException` if the execution has ended before, after the function
 *     was cancelled and its `finally` blocks have run
 */
public fun <T> BatchExecutor.suspending(
    context: CoroutineContext = EmptyCoroutineContext,
    block: suspend CoroutineScope.() -> T,
): T =
    try {
        execute(batchGenerator(context, block))
    } catch (wrapped: UndeclaredThrowableException) {
        throw wrapped.undeclaredThrowable ?: wrapped
    }

/**
 * A generator written as a suspend function, which can be combined with others and awaited by others.
 *
 * Each run starts the function anew. Of functions that run side by side, as those of `BatchGenerator.all`, each has a
 * scope of its own, and what all of them await is batched. See [suspending] for the [context] and the thread.
 *
 * @return a generator of what the function returns: a value, and not a generator, which nobody would run
 */
public fun <T> batchGenerator(
    context: CoroutineContext = EmptyCoroutineContext,
    block: suspend CoroutineScope.() -> T,
): BatchGenerator<T> = SuspendingRun.generator(context, block)

/**
 * Suspends until this generator has its result, while everything beside it moves on.
 *
 * Can be cancelled, and then resumes at once. The question is not taken back if it has reached the executor: its answer
 * is dropped.
 *
 * @return the result, which is null only if its type is nullable
 * @throws IllegalStateException if the caller does not run in [suspending] or [batchGenerator], or their execution has
 *     ended
 */
public suspend fun <T> BatchGenerator<T>.await(): T = SuspendingRun.await(this)

/**
 * Suspends until all of these generators, which run side by side, have their results.
 *
 * @return the results in the order of the generators
 * @throws Throwable the first failure in that order, with the others attached; all have been run then
 */
public suspend fun <T> Collection<BatchGenerator<out T>>.awaitAll(): List<T> =
    SuspendingRun.await(BatchGenerator.all(this))
