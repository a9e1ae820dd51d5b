package io.github.batch4j.kotlin.internal

import io.github.batch4j.BatchGenerator
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.function.Function
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.ContinuationInterceptor
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableJob
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.suspendCancellableCoroutine

/**
 * One run of a suspend function: the dispatcher of its coroutines, and the generator that the executor runs for it.
 *
 * The engine calls this back with each answer; that begins a *turn*. It resumes the coroutine that has awaited the
 * answer, and runs all coroutines of the run until each is suspended. The generators that were awaited meanwhile are
 * what the turn returns to the engine. So each coroutine moves on as soon as its own answer is there, and the engine
 * sends nothing before all of them wait.
 *
 * If no coroutine awaits a generator, and yet not all have ended, they wait for something that is not the engine's: a
 * timer, another dispatcher. The turn then returns a generator of a stage that is completed by what comes from there.
 *
 * Everything runs on the thread of the execution but [dispatch], [ask] and [end], which may be called on any.
 */
internal class SuspendingRun<T>(
    context: CoroutineContext,
    private val block: suspend CoroutineScope.() -> T,
) : CoroutineDispatcher() {

    private val supervisor: CompletableJob? = context[Job]?.let { SupervisorJob(it) }
    private val scope = context + (supervisor ?: EmptyCoroutineContext) + this + Here(this)
    private var job: Job? = null

    /** The tasks that coroutines have dispatched in a turn, and those from other threads or other times. */
    private val ready = ArrayDeque<Runnable>()
    private val arrived = ConcurrentLinkedQueue<Runnable>()

    /** The generators that were awaited in this turn. */
    private val asked = ArrayList<Await>()

    /** The newest of the awaits that have no answer, null if there is none. */
    private var newest: Await? = null

    /** The thread that is in a turn, null if none is. Others may read it late, but never find themselves here. */
    private var owner: Thread? = null
    private var isWaitingOutside = false
    private var isClosing = false
    private var refused = 0
    private var result: Any? = null
    private var failure: Throwable? = null

    /** Completed to begin a turn, by what comes from outside. */
    @Volatile private var wake: CompletableFuture<Any?>? = null
    @Volatile private var hasEnded = false
    @Volatile private var isClosed = false

    private fun start(): BatchGenerator<T> {
        val first = turn {
            val started = CoroutineScopeOf(scope).async(start = CoroutineStart.UNDISPATCHED) { result = block() }
            job = started
            started.invokeOnCompletion(::end)
        }
        return if (hasEnded) outcome() else first.doFinally(::close).flatMap(Function { outcome() })
    }

    private fun end(cause: Throwable?) {
        failure = cause
        supervisor?.complete()
        hasEnded = true
        wake?.complete(null)
    }

    private fun outcome(): BatchGenerator<T> {
        check(hasEnded) { "a suspend function was left without what it waits for; this is a bug in batch4j" }
        val thrown = failure
        if (thrown == null && result is BatchGenerator<*>) {
            return BatchGenerator.failure(IllegalStateException(NOT_RUN))
        }
        @Suppress("UNCHECKED_CAST")
        return if (thrown == null) BatchGenerator.value(result as T) else BatchGenerator.failure(thrown)
    }

    private inline fun turn(begin: () -> Unit): BatchGenerator<Any?> {
        val outer = owner
        owner = Thread.currentThread()
        val isDone: Boolean
        try {
            begin()
            isDone = runReady(MOST)
        } finally {
            owner = outer
        }
        return next(isDone, outer != null)
    }

    /** Runs what is ready, and returns true if nothing is left. */
    private fun runReady(most: Int): Boolean {
        for (i in 1..most) {
            val next = arrived.poll() ?: ready.removeFirstOrNull() ?: return true
            next.run()
        }
        return false
    }

    /**
     * The generator that the engine runs next. With more to do than fits into a turn it comes back after a look at its
     * deadlines. In a turn inside another one, of a coroutine that has called `execute`, only the outer one waits for
     * the outside.
     */
    private fun next(isDone: Boolean, isNested: Boolean): BatchGenerator<Any?> {
        if (asked.size == 1 && isDone && asked[0].continuation.isActive) {
            return asked.removeAt(0).generator() // the common case, without lists
        }
        val generators = takeAsked()
        if (!isDone) {
            generators.add(BatchGenerator.defer { turn {} })
        }
        return when {
            generators.size == 1 -> generators[0]
            generators.size > 1 -> BatchGenerator.all(generators).map { null }
            hasEnded || newest != null || isNested || isWaitingOutside -> NOTHING
            else -> outside()
        }
    }

    private fun takeAsked(): MutableList<BatchGenerator<Any?>> {
        val generators = ArrayList<BatchGenerator<Any?>>(asked.size)
        for (await in asked) {
            if (await.continuation.isActive) {
                generators.add(await.generator())
            } else {
                await.unlink()
            }
        }
        asked.clear()
        return generators
    }

    private fun outside(): BatchGenerator<Any?> {
        isWaitingOutside = true
        return BatchGenerator.fromStage {
            val stage = CompletableFuture<Any?>()
            wake = stage
            if (hasEnded || !arrived.isEmpty()) {
                stage.complete(null)
            }
            stage
        }.flatMap {
            wake = null
            isWaitingOutside = false
            turn {}
        }
    }

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        if (owner === Thread.currentThread()) {
            ready.add(block)
            return
        }
        arrived.add(block)
        wake?.complete(null)
        if (isClosed) {
            abandon()
        }
    }

    private fun <A> ask(generator: BatchGenerator<A>, continuation: CancellableContinuation<A>) {
        if (owner === Thread.currentThread()) {
            add(generator, continuation)
        } else {
            dispatch(scope) { add(generator, continuation) }
        }
    }

    private fun <A> add(generator: BatchGenerator<A>, continuation: CancellableContinuation<A>) {
        if (isClosing || hasEnded) {
            continuation.resumeWithException(refuse())
            return
        }
        @Suppress("UNCHECKED_CAST")
        asked.add(Await(generator as BatchGenerator<Any?>, continuation as CancellableContinuation<Any?>))
    }

    /** The exception for an await that comes too late; in the end an error, for code that catches and tries again. */
    private fun refuse(): Throwable {
        val message = "nothing can be awaited any more: the execution of this coroutine has ended"
        return if (refused++ < REFUSALS) {
            IllegalStateException(message)
        } else {
            Error("$message, yet it has tried more than $REFUSALS times")
        }
    }

    /** Cancels the function if the execution ends before it does, and runs it to its end. */
    private fun close() {
        if (hasEnded) {
            return
        }
        isClosing = true
        owner = Thread.currentThread()
        try {
            job?.cancel(CancellationException(ENDED))
            runAll()
            while (true) {
                // Those that cannot be cancelled: what they wait for will not come.
                val await = newest ?: break
                await.unlink()
                await.continuation.resumeWithException(CancellationException(ENDED))
                runAll()
            }
        } finally {
            owner = null
            isClosed = true
            abandon()
        }
        val thrown = failure
        if (hasEnded && thrown != null && thrown !is CancellationException) {
            throw thrown
        }
    }

    private fun runAll() {
        while (!runReady(MOST)) {
            Thread.onSpinWait()
        }
    }

    /** Leaves to other threads what comes when this has been closed: the end of what ran elsewhere. */
    private fun abandon() {
        while (true) {
            Dispatchers.IO.dispatch(scope, arrived.poll() ?: return)
        }
    }

    /** A coroutine that waits for a generator; the function that gets the answer. */
    private inner class Await(
        private val awaited: BatchGenerator<Any?>,
        val continuation: CancellableContinuation<Any?>,
    ) : Function<Any?, BatchGenerator<Any?>> {

        private var older: Await? = newest
        private var newer: Await? = null

        init {
            older?.newer = this
            newest = this
        }

        fun unlink() {
            older?.newer = newer
            if (newer == null) newest = older else newer?.older = older
        }

        fun generator(): BatchGenerator<Any?> = awaited.recover(TO_FAILED).flatMap(this)

        override fun apply(answer: Any?): BatchGenerator<Any?> = turn {
            unlink()
            if (answer is Failed) {
                SuspensionTrace.add(answer.cause, continuation)
                continuation.resumeWithException(answer.cause)
            } else {
                continuation.resume(answer)
            }
        }
    }

    /** A failure on its way to the coroutine that awaits it. */
    private class Failed(val cause: Throwable)

    /** The run in whose scope a coroutine is, whatever dispatcher it has changed to. */
    private class Here(val run: SuspendingRun<*>) : AbstractCoroutineContextElement(Here) {
        companion object Key : CoroutineContext.Key<Here>
    }

    private class CoroutineScopeOf(override val coroutineContext: CoroutineContext) : CoroutineScope

    internal companion object {

        /** The number of tasks after which a turn ends, so that the engine looks at its deadlines. */
        private const val MOST = 1_000

        /** The number of times that an await is refused with an exception. */
        private const val REFUSALS = 100

        private const val ENDED = "the execution ended while this coroutine was waiting"

        private const val NOT_RUN =
            "a suspend function returned a generator, which has not been run, expected a value; return what its" +
                " await() returns"

        private val NOTHING: BatchGenerator<Any?> = BatchGenerator.value(null)
        private val TO_FAILED = Function<Throwable, Any?> { Failed(it) }

        fun <T> generator(context: CoroutineContext, block: suspend CoroutineScope.() -> T): BatchGenerator<T> =
            BatchGenerator.defer { SuspendingRun(context, block).start() }

        suspend fun <T> await(generator: BatchGenerator<T>): T {
            // The dispatcher is the first that is looked at in a context; on another one, it has to be searched for.
            val own = coroutineContext[ContinuationInterceptor] as? SuspendingRun<*>
            val run = own ?: coroutineContext[Here]?.run ?: throw IllegalStateException(
                "await() was called by a coroutine that is not in executor.suspending { } or batchGenerator { }," +
                    " whose scope it needs: do not launch it in another one"
            )
            return suspendCancellableCoroutine { run.ask(generator, it) }
        }
    }
}
