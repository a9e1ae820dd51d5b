package io.github.batch4j.kotlin

import io.github.batch4j.BatchExecutor
import io.github.batch4j.BatchGenerator
import io.github.batch4j.BatchTimeoutException
import io.github.batch4j.GeneratorCycleException
import io.github.batch4j.SendPolicy
import io.github.batch4j.SharedGenerator
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

/** Coroutines may wait for what is not the executor's: it waits with them, and sends what others await meanwhile. */
class OutsideTest {

    private val executor = BatchExecutor.builder().timeout(Duration.ofMinutes(1)).build()
    private val store = Store.blocking()

    @Test
    fun delaysAndOtherDispatchersAreWaitedFor() {
        val thread = Thread.currentThread()
        val result = executor.suspending {
            delay(1)
            val elsewhere = withContext(Dispatchers.IO) { Thread.currentThread() }
            assertThat(elsewhere).isNotSameAs(thread)
            assertThat(Thread.currentThread()).isSameAs(thread)
            store.get("a").await()
        }

        assertThat(result).isEqualTo("A")
        assertThat(store.batches).containsExactly(listOf("a"))
    }

    @Test
    fun batchesAreSentMeanwhile() {
        val gate = CompletableDeferred<String>()
        store.onBatch = { gate.complete("b") }

        val result = executor.suspending {
            val waiting = async(Dispatchers.Default) { gate.await() }
            store.get("a").await() + store.get(waiting.await()).await()
        }

        assertThat(result).isEqualTo("AB")
    }

    @Test
    fun generatorsAreAwaitedFromOtherDispatchersToo() {
        val results = executor.suspending {
            val elsewhere = async(Dispatchers.Default) { store.get("a").await() + store.get("b").await() }
            val here = async { store.get("c").await() }
            elsewhere.await() + here.await()
        }

        assertThat(results).isEqualTo("ABC")
        assertThat(store.batches.flatten()).containsExactlyInAnyOrder("a", "b", "c")
    }

    @Test
    fun flowsMayAwaitAndMayComeFromElsewhere() {
        val results = executor.suspending {
            flow { repeat(3) { emit("$it") } }.flowOn(Dispatchers.Default).map { store.get("a$it").await() }.toList()
        }

        assertThat(results).containsExactly("A0", "A1", "A2")
    }

    @Test
    fun flowsMayAwaitElsewhere() {
        val results = executor.suspending {
            flow { repeat(3) { emit(store.get("$it").await()) } }.flowOn(Dispatchers.Default).toList()
        }

        assertThat(results).containsExactly("0", "1", "2")
        assertThat(store.batches).containsExactly(listOf("0"), listOf("1"), listOf("2"))
    }

    @Test
    fun functionsSideBySideMayWaitForEachOther() {
        for (policy in listOf(SendPolicy.bySteps(), SendPolicy.asAnswered())) {
            val remote = Store.async()
            val channel = Channel<String>()
            val executor = BatchExecutor.builder().sendPolicy(policy).timeout(Duration.ofMinutes(1)).build()
            val receiving = batchGenerator { remote.get(channel.receive()).await() }
            val sending = batchGenerator {
                val a = remote.get("a").await()
                channel.send("from$a")
                a
            }

            assertThat(executor.executeAll(listOf(receiving, sending))).containsExactly("FROMA", "A")
            assertThat(remote.batches).containsExactly(listOf("a"), listOf("fromA"))
        }
    }

    @Test
    fun aMutexIsHeldOverAnAwait() {
        val mutex = Mutex()
        executor.suspending {
            repeat(3) { launch { mutex.withLock { store.get("a$it").await() } } }
            launch { store.get("b").await() }
        }

        assertThat(store.batches).containsExactly(listOf("a0", "b"), listOf("a1"), listOf("a2"))
    }

    @Test
    fun aChildThatEndsElsewhereIsWaitedFor() {
        val done = CompletableFuture<String>()
        executor.suspending {
            launch(Dispatchers.Default) {
                delay(5)
                done.complete("done")
            }
            store.get("a").await()
        }

        assertThat(done).isCompletedWithValue("done")
    }

    @Test
    fun whatNeverComesIsEndedByTheTimeLimit() {
        val cancelled = CountDownLatch(1)
        assertThatThrownBy {
            executor.execute(
                batchGenerator {
                    launch(Dispatchers.Default) { awaitCancellation() }
                        .invokeOnCompletion { cancelled.countDown() }
                    CompletableDeferred<String>().await()
                },
                Duration.ofMillis(50),
            )
        }.isInstanceOf(BatchTimeoutException::class.java)
        assertThat(cancelled.await(1, TimeUnit.MINUTES)).isTrue()
    }

    @Test
    fun aFinallyBlockThatWaitsElsewhereEndsThereAndHoldsNobodyUp() {
        val release = CompletableDeferred<Unit>()
        val ended = CompletableFuture<Thread>()
        assertThatThrownBy {
            executor.execute(
                batchGenerator {
                    try {
                        awaitCancellation()
                    } finally {
                        withContext(NonCancellable) { release.await() }
                        ended.complete(Thread.currentThread())
                    }
                },
                Duration.ofMillis(50),
            )
        }.isInstanceOf(BatchTimeoutException::class.java)
        assertThat(ended).isNotDone()

        release.complete(Unit)
        assertThat(ended.get(1, TimeUnit.MINUTES)).isNotSameAs(Thread.currentThread())
    }

    @Test
    @OptIn(DelicateCoroutinesApi::class)
    fun anAwaitInAnotherScopeIsRefused() {
        assertThatThrownBy { executor.suspending { GlobalScope.async { store.get("a").await() }.await() } }
            .isInstanceOf(IllegalStateException::class.java)
            .hasMessageContaining("do not launch it in another one")
        assertThatThrownBy { kotlinx.coroutines.runBlocking { store.get("a").await() } }
            .isInstanceOf(IllegalStateException::class.java)
            .hasMessageContaining("await() was called by a coroutine that is not in executor.suspending { }")
    }

    @Test
    fun aFunctionThatWaitsForItselfFails() {
        lateinit var own: SharedGenerator<String>
        own = batchGenerator { own.await() }.shared()

        assertThatThrownBy { executor.execute(own) }.isInstanceOf(GeneratorCycleException::class.java)
    }

    @Test
    fun aNestedCallInACoroutineRunsTheOthersMeanwhile() {
        val results = executor.suspending {
            val nested = async { executor.execute(store.get("a")) }
            val others = async { store.get("b").await() + store.get("c").await() }
            delay(1)
            nested.await() + others.await()
        }

        assertThat(results).isEqualTo("ABC")
    }

    @Test
    fun stagesOfOthersAreAwaitedAsGenerators() {
        val result = executor.suspending {
            BatchGenerator.fromStage { CompletableFuture.supplyAsync { "s" } }.await() + store.get("a").await()
        }

        assertThat(result).isEqualTo("sA")
    }
}
