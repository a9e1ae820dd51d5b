package io.github.batch4j.kotlin.internal

import kotlin.coroutines.Continuation
import kotlin.coroutines.jvm.internal.CoroutineStackFrame

/** The lines at which a coroutine was suspended, attached to the failure that it is resumed with. */
internal class SuspensionTrace private constructor(lines: Array<StackTraceElement>) :
    Exception("the coroutine that awaited the generator was suspended in", null, false, true) {

    init {
        stackTrace = lines
    }

    override fun fillInStackTrace(): Throwable = this

    companion object {

        /** The number of traces for one failure, which may be a constant, or that of many coroutines. */
        private const val MOST = 5

        private const val LONGEST = 50

        fun add(failure: Throwable, waiting: Continuation<*>) {
            if (failure.suppressed.count { it is SuspensionTrace } >= MOST) {
                return
            }
            val lines = generateSequence(waiting as? CoroutineStackFrame) { it.callerFrame }
                .mapNotNull { it.getStackTraceElement() }
                .filterNot { it.className.startsWith("io.github.batch4j.kotlin.internal.") }
                .filterNot { it.className == "io.github.batch4j.kotlin.Suspending" }
                .take(LONGEST)
                .toList()
            if (lines.isNotEmpty()) {
                failure.addSuppressed(SuspensionTrace(lines.toTypedArray()))
            }
        }
    }
}
