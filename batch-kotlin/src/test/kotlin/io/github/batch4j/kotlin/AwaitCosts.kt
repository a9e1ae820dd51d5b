package io.github.batch4j.kotlin

import io.github.batch4j.BatchExecutor
import io.github.batch4j.BatchGenerator
import io.github.batch4j.BatchLoader
import io.github.batch4j.CoroutineKind
import kotlin.time.Duration
import kotlin.time.measureTime
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

    private fun median(runs: Int, measured: () -> Unit): Duration {
        repeat(runs) { measured() }
        return List(runs) { measureTime(measured) }.sorted()[runs / 2]
    }

    private fun report(name: String, runs: Int, operations: Int, measured: () -> Unit) {
        val time = median(runs, measured)
        val all = time.inWholeNanoseconds
        println("%-55s %9d ns %9.1f us in all".format(name, all / operations, all / 1e3))
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
