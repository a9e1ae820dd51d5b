package io.github.batch4j.kotlin

import io.github.batch4j.BatchExecutor
import io.github.batch4j.BatchGenerator
import io.github.batch4j.BatchLoader
import io.github.batch4j.BatchTimeoutException
import io.github.batch4j.BatchTrace
import java.time.Duration
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asContextElement
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.supervisorScope
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

/** The snippets of docs/kotlin.md and of the KDoc. */
class KotlinDocTest {

    private data class User(val id: Long, val name: String) {
        companion object {
            fun parse(text: String) = User(text.substringBefore(' ').toLong(), text.substringAfter(' '))
        }
    }

    private data class Couple(val user: User, val spouse: User?)

    private val trace = BatchTrace()
    private val executor = BatchExecutor.builder().listener(trace).build()
    private val redis = BatchLoader.of<String, String>("redis") { keys ->
        keys.filter { key -> id(key) < 100_000 }
            .filter { key -> key.startsWith("user:") || id(key) % 2 == 1L }
            .associateWith { key -> if (key.startsWith("user:")) "${id(key)} Ann" else "${id(key) + 1}" }
    }
    private val users = BatchLoader.of<Long, User>("users") { ids ->
        ids.filter { it < 100_000 }.associateWith { User(it, "Ann") }
    }

    private fun id(key: String) = key.substringAfter(':').toLong()

    // tag::couple[]
    private suspend fun user(id: Long): User = User.parse(redis.require("user:$id").await())

    private suspend fun spouse(id: Long): User? = redis.get("spouseId:$id").await()?.let { user(it.toLong()) }

    private suspend fun couple(id: Long): Couple = coroutineScope {
        val user = async { user(id) }
        val spouse = async { spouse(id) }
        Couple(user.await(), spouse.await())
    }
    // end::couple[]

    @Test
    fun theUserAndTheSpouseTakeTwoRoundTrips() {
        // tag::execute[]
        val couple = executor.suspending { couple(12345) } // 2 round trips, not 3
        // end::execute[]

        assertThat(couple).isEqualTo(Couple(User(12345, "Ann"), User(12346, "Ann")))
        assertThat(trace.batches().map { it.toString() })
            .containsExactly("[redis[user:12345], redis[spouseId:12345]]", "[redis[user:12346]]")
        assertThat(executor.suspending { couple(2) }).isEqualTo(Couple(User(2, "Ann"), null))
    }

    @Test
    fun theExampleOfTheDocumentationTakesTwoToo() {
        val id = 1L
        // tag::kdoc[]
        val couple = executor.suspending {
            val user = async { redis.require("user:$id").await() }
            val spouse = async { redis.require("user:" + redis.require("spouseId:$id").await()).await() }
            Couple(User.parse(user.await()), User.parse(spouse.await()))
        } // 2 round trips
        // end::kdoc[]

        assertThat(couple).isEqualTo(Couple(User(1, "Ann"), User(2, "Ann")))
        assertThat(trace.roundTrips()).isEqualTo(2)
    }

    @Test
    fun fiveHundredCouplesTakeAsMany() {
        val ids = (1L..999L step 2).toList()
        // tag::couples[]
        val couples = executor.suspending { ids.map { id -> async { couple(id) } }.awaitAll() } // still 2
        // end::couples[]

        assertThat(couples).hasSize(500)
        assertThat(trace.roundTrips()).isEqualTo(2)
    }

    // tag::generator[]
    private fun genCouple(id: Long): BatchGenerator<Couple> = batchGenerator { couple(id) }
    // end::generator[]

    @Test
    fun aGeneratorIsCombinedWithOthers() {
        // tag::all[]
        val couples = executor.executeAll(listOf(genCouple(1), genCouple(3)))
        // end::all[]
        assertThat(couples).hasSize(2)
        assertThat(trace.batches().map { it.size }).containsExactly(4, 2)
    }

    @Test
    fun aTimeLimitEndsTheFunction() {
        val events = ArrayList<String>()
        val slow = BatchLoader.of<Long, User>("slow") { ids ->
            val end = System.nanoTime() + 60_000_000
            while (System.nanoTime() - end < 0) Thread.onSpinWait()
            ids.associateWith { User(it, "user") }
        }
        assertThatThrownBy {
            // tag::limit[]
            val generator = batchGenerator {
                try {
                    slow.require(1).await()
                    slow.require(2).await()
                } catch (cancelled: CancellationException) {
                    events.add("cancelled") // the time is over: nothing can be awaited any more
                    throw cancelled
                }
            }
            executor.execute(generator, Duration.ofMillis(50))
            // end::limit[]
        }.isInstanceOf(BatchTimeoutException::class.java)
        assertThat(events).containsExactly("cancelled")
    }

    @Test
    fun failuresCanBeKeptApart() {
        // tag::supervisor[]
        val names = executor.suspending {
            supervisorScope {
                val known = async { users.require(1).await().name }
                val unknown = async { users.require(100_000).await().name }
                listOf(known, unknown).map { runCatching { it.await() }.getOrDefault("nobody") }
            }
        }
        // end::supervisor[]
        assertThat(names).containsExactly("Ann", "nobody")
        assertThat(trace.roundTrips()).isEqualTo(1)
    }

    @Test
    fun blockingWorkGoesElsewhere() {
        val rate = { 3 }
        // tag::outside[]
        val price = executor.suspending {
            val rate = async(Dispatchers.IO) { rate() } // runs there, while the batch is sent
            users.require(1).await().id * rate.await()
        }
        // end::outside[]
        assertThat(price).isEqualTo(3)
    }

    private val service = object {
        fun user(id: Long): User = executor.execute(users.require(id))
    }

    @Test
    fun blockingCodeThatExecutesIsABody() {
        // tag::blocking[]
        val names = executor.suspending {
            val blocking = async { BatchGenerator.of { service.user(1) }.await().name } // calls execute
            listOf(blocking.await(), users.require(2).await().name)
        }
        // end::blocking[]
        assertThat(names).containsExactly("Ann", "Ann")
    }

    @Test
    fun aThreadLocalIsAnElementOfTheContext() {
        val tenant = ThreadLocal.withInitial { "a" }
        // tag::context[]
        val seen = executor.suspending(tenant.asContextElement("b")) {
            users.require(1).await()
            tenant.get()
        }
        // end::context[]
        assertThat(seen).isEqualTo("b")
        assertThat(tenant.get()).isEqualTo("a")
    }
}
