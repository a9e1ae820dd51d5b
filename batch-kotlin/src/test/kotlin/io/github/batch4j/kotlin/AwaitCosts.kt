package io.github.batch4j.kotlin

import io.github.batch4j.BatchExecutor
import io.github.batch4j.BatchGenerator
import io.github.batch4j.BatchLoader
import io.github.batch4j.CoroutineKind
import java.lang.management.ManagementFactory
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll

/**
 * The costs of a suspension, and of a thousand functions of two awaits beside other ways to write them.
 *
 * Run its main function with the test class path. Each figure is the median of many runs in one JVM.
 */
internal object AwaitCosts {

    private const val BODIES = 1_000
    private const val AWAITS = 100_000

    private val numbers = BatchLoader.of<Int, Int>("numbers") { keys -> keys.associateWith { it + 1 } }
    private val value = BatchGenerator.value(1)
    private val ids = (0 until BODIES).toList()

    private suspend fun two(id: Int): Int = numbers.require(numbers.require(id).await()).await()

    private fun body(id: Int): BatchGenerator<Int> =
        BatchGenerator.of { batch -> batch.yield(numbers.require(batch.yield(numbers.require(id)))) }

    /** Nanoseconds of the processor that the calling thread has used; those of the threads of bodies are not in it. */
    private fun processor(): Long = ManagementFactory.getThreadMXBean().currentThreadCpuTime

    private fun median(runs: Int, clock: () -> Long, measured: () -> Unit): Long =
        List(runs) {
            val start = clock()
            measured()
            clock() - start
        }.sorted()[runs / 2]

    private fun report(name: String, runs: Int, operations: Int, measured: () -> Unit) {
        repeat(runs) { measured() }
        val elapsed = median(runs, System::nanoTime, measured) / operations
        val processor = median(runs, ::processor, measured) / operations
        println("%-55s %9d ns elapsed %9d ns of the calling thread's processor".format(name, elapsed, processor))
    }

    private fun executor(kind: CoroutineKind? = null): BatchExecutor =
        BatchExecutor.builder().let { if (kind == null) it else it.coroutines(kind) }.build()

    @JvmStatic
    fun main(arguments: Array<String>) {
        report("await of a value, each", 60, AWAITS) {
            executor().suspending { repeat(AWAITS) { value.await() } }
        }
        report("await of a load, 1,000 children of 2, each", 400, 2 * BODIES) {
            executor().suspending { ids.map { async { two(it) } }.awaitAll() }
        }
        report("functions of two awaits, each", 400, BODIES) {
            executor().executeAll(ids.map { batchGenerator { two(it) } })
        }
        report("pipelines of two loads, each", 400, BODIES) {
            executor().executeAll(ids.map { id -> numbers.require(id).flatMap(numbers::require) })
        }
        for (kind in listOf(CoroutineKind.PLATFORM_THREAD) + CoroutineKind.current()) {
            report("bodies of two yields on $kind, each", 40, BODIES) {
                executor(kind).executeAll(ids.map(::body))
            }
        }
    }
}
