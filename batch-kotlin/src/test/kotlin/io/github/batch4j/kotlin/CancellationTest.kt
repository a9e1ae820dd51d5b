package io.github.batch4j.kotlin

import io.github.batch4j.BatchExecutor
import io.github.batch4j.BatchGenerator
import io.github.batch4j.BatchInterruptedException
import io.github.batch4j.BatchTimeoutException
import java.time.Duration
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.assertj.core.api.Assertions.catchThrowable
import org.junit.jupiter.api.Test

/** Cancellation is structured, and the end of an execution is the end of its coroutines. */
class CancellationTest {

    private val executor = BatchExecutor.create()
    private val store = Store.blocking()
    private val events = ArrayList<String>()

    private suspend fun <T> recording(name: String, block: suspend () -> T): T =
        try {
            block()
        } catch (cancelled: CancellationException) {
            events.add("$name cancelled")
            throw cancelled
        } finally {
            events.add("$name finally")
        }

    @Test
    fun aChildThatFailsCancelsItsSiblingsAndTheFunction() {
        store.failing("bad", IllegalArgumentException("bad key"))

        assertThatThrownBy {
            executor.suspending {
                launch { recording("sibling") { repeat(9) { store.get("$it").await() } } }
                launch { store.get("bad").await() }
                recording("function") { awaitCancellation() }
            }
        }.isInstanceOf(IllegalArgumentException::class.java).hasMessage("bad key")
        assertThat(events).containsExactlyInAnyOrder(
            "sibling cancelled", "sibling finally", "function cancelled", "function finally",
        )
        assertThat(store.batches.flatten()).contains("bad", "0").doesNotContain("2")
    }

    @Test
    fun aScopeThatFailsCanBeCaught() {
        store.failing("bad", IllegalArgumentException("bad key"))

        val result = executor.suspending {
            try {
                coroutineScope {
                    launch { recording("sibling") { awaitCancellation() } }
                    store.get("bad").await()
                }
            } catch (failure: IllegalArgumentException) {
                store.get("instead").await()
            }
        }

        assertThat(result).isEqualTo("INSTEAD")
        assertThat(events).containsExactly("sibling cancelled", "sibling finally")
        assertThat(store.batches).containsExactly(listOf("bad"), listOf("instead"))
    }

    @Test
    fun inASupervisorScopeSiblingsGoOn() {
        store.failing("bad", IllegalArgumentException("bad key"))

        val result = executor.suspending {
            supervisorScope {
                val failing = async { store.get("bad").await() }
                val other = async { store.get("a").await() + store.get("b").await() }
                runCatching { failing.await() }.exceptionOrNull()?.message + other.await()
            }
        }

        assertThat(result).isEqualTo("bad keyAB")
        assertThat(store.batches).containsExactly(listOf("bad", "a"), listOf("b"))
    }

    @Test
    fun aQuestionOfOneThatIsCancelledBeforeAllWaitIsNotAsked() {
        executor.suspending {
            val asking = launch { store.get("a").await() }
            yield()
            asking.cancel()
            store.get("b").await()
        }

        assertThat(store.batches).containsExactly(listOf("b"))
    }

    @Test
    fun theAnswerOfOneThatIsCancelledLaterIsDropped() {
        val result = executor.suspending {
            val asking = async { recording("asking") { store.get("a").await() } }
            launch {
                BOTH.await()
                asking.cancel()
            }
            runCatching { asking.await() }.isFailure to store.get("b").await()
        }

        assertThat(result).isEqualTo(true to "B")
        assertThat(events).containsExactly("asking cancelled", "asking finally")
        assertThat(store.batches.flatten()).containsExactly("a", "b")
    }

    @Test
    fun aFunctionThatCancelsItselfFails() {
        assertThatThrownBy {
            executor.suspending {
                cancel()
                store.get("a").await()
            }
        }.isInstanceOf(CancellationException::class.java)
        assertThat(store.batches).isEmpty()
    }

    @Test
    fun theTimeLimitOfTheExecutionEndsItWithItsFinallyBlocks() {
        store.onBatch = { spin(Duration.ofMillis(60)) }

        assertThatThrownBy {
            executor.execute(
                batchGenerator {
                    launch { recording("child") { awaitCancellation() } }
                    recording("function") { repeat(1_000) { store.get("$it").await() } }
                },
                Duration.ofMillis(50),
            )
        }.isInstanceOf(BatchTimeoutException::class.java)
        assertThat(store.batches).hasSizeLessThan(2)
        assertThat(events).containsExactlyInAnyOrder(
            "child cancelled", "child finally", "function cancelled", "function finally",
        )
    }

    @Test
    fun anInterruptEndsItWithItsFinallyBlocks() {
        assertThatThrownBy {
            executor.suspending {
                recording("function") {
                    Thread.currentThread().interrupt()
                    store.get("a").await()
                }
            }
        }.isInstanceOf(BatchInterruptedException::class.java)
        assertThat(Thread.interrupted()).isTrue()
        assertThat(events).containsExactly("function cancelled", "function finally")
        assertThat(store.batches).isEmpty()
    }

    @Test
    fun whatIsAwaitedWhenItHasEndedIsRefusedAndTheFailureAttached() {
        val failure = catchThrowable {
            executor.suspending {
                try {
                    Thread.currentThread().interrupt()
                    store.get("a").await()
                } finally {
                    withContext(NonCancellable) { store.get("cleanup").await() }
                }
            }
        }

        assertThat(Thread.interrupted()).isTrue()
        assertThat(failure).isInstanceOf(BatchInterruptedException::class.java)
        assertThat(failure.suppressed).anyMatch {
            it is IllegalStateException && it.message!!.startsWith("nothing can be awaited any more")
        }
        assertThat(store.batches).isEmpty()
    }

    @Test
    fun oneThatTriesAgainAndAgainIsEndedByAnError() {
        val failure = catchThrowable {
            executor.suspending {
                withContext(NonCancellable) {
                    Thread.currentThread().interrupt()
                    while (true) {
                        try {
                            store.get("a").await()
                        } catch (again: Exception) {
                            events.add("again")
                        }
                    }
                }
            }
        }

        assertThat(Thread.interrupted()).isTrue()
        assertThat(failure).isInstanceOf(BatchInterruptedException::class.java)
        assertThat(events).hasSizeBetween(100, 101)
    }

    @Test
    fun aTimeoutOfKotlinIsNoticedWithTheNextAnswer() {
        val result = executor.suspending {
            try {
                withTimeout(20) {
                    val limited = coroutineContext.job
                    store.onBatch = { while (limited.isActive) Thread.onSpinWait() }
                    store.get("slow").await()
                }
            } catch (tooLate: TimeoutCancellationException) {
                store.onBatch = {}
                store.get("instead").await()
            }
        }

        assertThat(result).isEqualTo("INSTEAD")
        assertThat(store.batches).containsExactly(listOf("slow"), listOf("instead"))
    }

    @Test
    fun aFunctionThatOnlyYieldsIsEndedByTheTimeLimit() {
        assertThatThrownBy {
            executor.execute(batchGenerator { while (true) yield() }, Duration.ofMillis(50))
        }.isInstanceOf(BatchTimeoutException::class.java)
    }

    @Test
    fun aParentJobThatIsCancelledEndsItAndIsNotFailedByIt() {
        val parent = Job()
        assertThatThrownBy {
            executor.suspending(parent) {
                launch { parent.cancel() }
                recording("function") { store.get("a").await() }
            }
        }.isInstanceOf(CancellationException::class.java)
        assertThat(events).containsExactly("function cancelled", "function finally")

        val other = Job()
        assertThatThrownBy { executor.suspending(other) { error("broken") } }.hasMessage("broken")
        assertThat(other.isActive).isTrue()
        assertThat(other.children.toList()).isEmpty()
    }

    private companion object {

        val BOTH = BatchGenerator.value(Unit)

        fun spin(time: Duration) {
            val end = System.nanoTime() + time.toNanos()
            while (System.nanoTime() - end <= 0) {
                Thread.onSpinWait()
            }
        }
    }
}
