package io.github.batch4j.kotlin

import io.github.batch4j.BatchExecutor
import io.github.batch4j.BatchGenerator
import io.github.batch4j.BatchListener
import io.github.batch4j.Caller
import io.github.batch4j.SentBatch
import java.io.IOException
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.asContextElement
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

/** A suspend function runs as a body does: on the caller's thread, and with all that waits beside it in one batch. */
class SuspendingTest {

    private val executor = BatchExecutor.create()
    private val store = Store.blocking()

    @Test
    fun theResultIsThatOfTheFunction() {
        assertThat(executor.suspending { "a" }).isEqualTo("a")
        assertThat(executor.suspending<String?> { null }).isNull()
        assertThat(executor.suspending { store.get("a").await() + store.get("b").await() }).isEqualTo("AB")
        assertThat(store.batches).containsExactly(listOf("a"), listOf("b"))
    }

    @Test
    fun childrenThatWaitAtTheSameTimeShareABatch() {
        val results = executor.suspending {
            ('a'..'d').map { key -> async { store.get("$key").await() + store.get("$key$key").await() } }.awaitAll()
        }

        assertThat(results).containsExactly("AAA", "BBB", "CCC", "DDD")
        assertThat(store.batches).containsExactly(listOf("a", "b", "c", "d"), listOf("aa", "bb", "cc", "dd"))
    }

    @Test
    fun eachChildMovesOnWithItsOwnAnswer() {
        val slow = Store.blocking()
        executor.suspending {
            launch { slow.get("s").await() }
            launch { repeat(3) { store.get("a$it").await() } }
            coroutineScope { launch { repeat(2) { store.get("b$it").await() } } }
            store.get("c").await()
        }

        assertThat(store.batches).containsExactly(listOf("a0", "b0"), listOf("a1", "b1"), listOf("a2", "c"))
        assertThat(slow.batches).containsExactly(listOf("s"))
    }

    @Test
    fun functionsSideBySideShareBatches() {
        val bodies = (1..1_000).map { id ->
            batchGenerator { store.get("user$id").await() + store.get("spouse$id").await() }
        }

        assertThat(executor.executeAll(bodies)).hasSize(1_000).contains("USER7SPOUSE7")
        assertThat(store.batches).extracting<Int> { it.size }.containsExactly(1_000, 1_000)
    }

    @Test
    fun generatorsOfACollectionAreAwaitedTogether() {
        assertThat(executor.suspending { listOf("a", "b").map(store::get).awaitAll() }).containsExactly("A", "B")
        assertThat(store.batches).containsExactly(listOf("a", "b"))
    }

    @Test
    fun itMixesWithPipelinesAndBodies() {
        val pipeline = store.get("a").flatMap { a -> batchGenerator { a + store.get("b").await() } }
        val body = BatchGenerator.of { batch -> batch.yield(batchGenerator { store.get("c").await() }) }
        val blocking = BatchGenerator.of { executor.execute(store.get("d")) }

        val results = executor.suspending { listOf(pipeline, body, blocking).awaitAll() }

        assertThat(results).containsExactly("AB", "C", "D")
        assertThat(store.batches).containsExactly(listOf("a", "c", "d"), listOf("b"))
    }

    @Test
    fun aNestedCallRunsWhatIsPending() {
        val results = executor.suspending {
            val first = async { store.get("a").await() }
            val nested = async {
                store.get("b").await()
                executor.execute(store.get("c")) + executor.suspending { store.get("d").await() }
            }
            first.await() + nested.await() + store.get("e").await()
        }

        assertThat(results).isEqualTo("ACDE")
        assertThat(store.batches).containsExactly(listOf("a", "b"), listOf("c"), listOf("d"), listOf("e"))
    }

    @Test
    fun everythingRunsOnTheCallersThread() {
        val threads = HashSet<Thread>()
        val remote = Store.async()
        executor.suspending {
            repeat(10) {
                launch {
                    threads.add(Thread.currentThread())
                    remote.get("a$it").await()
                    threads.add(Thread.currentThread())
                    coroutineScope { async { remote.get("b$it").await() }.await() }
                    threads.add(Thread.currentThread())
                }
            }
        }

        assertThat(threads).containsExactly(Thread.currentThread())
        assertThat(remote.batches).extracting<Int> { it.size }.containsExactly(10, 10)
    }

    @Test
    fun theFailureOfAGeneratorIsThrownWhereItIsAwaited() {
        store.failing("bad", IllegalArgumentException("bad key"))

        val caught = executor.suspending {
            try {
                store.get("bad").await()
            } catch (failure: IllegalArgumentException) {
                failure.message + store.get("a").await()
            }
        }

        assertThat(caught).isEqualTo("bad keyA")
    }

    private suspend fun bad(): String {
        val answer = store.get("bad").await()
        return answer.lowercase()
    }

    @Test
    fun aFailureShowsWhereTheCoroutineWasSuspended() {
        val failure = IllegalArgumentException("bad key")
        store.failing("bad", failure)
        runCatching { executor.suspending { async { bad() + "." }.await() } }

        val trace = failure.suppressed.single { it.javaClass.simpleName == "SuspensionTrace" }
        assertThat(trace).hasMessage("the coroutine that awaited the generator was suspended in")
        assertThat(trace.stackTrace.map { it.methodName }).startsWith("bad").hasSize(2)
        assertThat(trace.stackTrace).allMatch { it.className.startsWith("io.github.batch4j.kotlin.SuspendingTest") }

        repeat(100) { runCatching { executor.suspending { bad() } } }
        assertThat(failure.suppressed).hasSizeLessThan(50)
    }

    @Test
    fun theCallerOfABatchIsThatOfTheExecution() {
        val callers = ArrayList<Caller>()
        val listener = object : BatchListener {
            override fun needsCallers() = true

            override fun onSend(batch: SentBatch) {
                callers.addAll(batch.callers())
            }
        }
        BatchExecutor.builder().listener(listener).build().suspending { bad() }

        assertThat(callers).hasSize(1)
        assertThat(callers[0].frames()).noneMatch { it.className.startsWith("kotlin") }
    }

    @Test
    fun aCheckedExceptionIsThrownAsItIs() {
        assertThatThrownBy { executor.suspending { throw IOException("broken") } }
            .isInstanceOf(IOException::class.java)
            .hasMessage("broken")
        store.failing("bad", IOException("bad key"))
        assertThatThrownBy { executor.suspending { store.get("bad").await() } }.isInstanceOf(IOException::class.java)
    }

    @Test
    fun aGeneratorThatIsReturnedIsRefused() {
        assertThatThrownBy { executor.suspending<Any> { store.get("a") } }
            .isInstanceOf(IllegalStateException::class.java)
            .hasMessageContaining("has not been run")
        assertThat(store.batches).isEmpty()
    }

    @Test
    fun elementsOfTheContextAreBoundWhileTheFunctionRuns() {
        val tenant = ThreadLocal<String>()
        val seen = ArrayList<String?>()
        val bodies = listOf("x", "y").map { name ->
            batchGenerator(tenant.asContextElement(name) + CoroutineName(name)) {
                seen.add(tenant.get())
                store.get(name).await()
                seen.add(tenant.get())
            }
        }
        executor.executeAll(bodies)

        assertThat(seen).containsExactly("x", "y", "x", "y")
        assertThat(tenant.get()).isNull()
    }

    @Test
    fun aGeneratorRunsAnewEachTime() {
        val generator = batchGenerator { store.get("a").await() }
        executor.execute(generator)
        executor.execute(generator)

        assertThat(store.batches).containsExactly(listOf("a"), listOf("a"))
    }

    @Test
    fun longLoopsAndManyForksEnd() {
        val value = BatchGenerator.value(1)
        val sum = executor.suspending {
            var sum = 0
            repeat(100_000) { sum += value.await() }
            repeat(20_000) { sum += listOf(async { value.await() }, async { value.await() }).awaitAll().sum() }
            sum
        }

        assertThat(sum).isEqualTo(140_000)
    }

    @Test
    fun deepRecursionsEnd() {
        fun depth(n: Int): BatchGenerator<Int> = batchGenerator {
            if (n == 0) store.get("end").await().length else depth(n - 1).await() + 1
        }

        assertThat(executor.execute(depth(50_000))).isEqualTo(50_003)
    }
}
