package io.github.batch4j.kotlin

import io.github.batch4j.BatchExecutor
import io.github.batch4j.BatchGenerator
import io.github.batch4j.BatchLoader
import io.github.batch4j.MissingKeyException
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test

/** Values that can be null have a nullable type in Kotlin, and no others; warnings fail the compilation of this. */
class NullabilityTest {

    private val users = BatchLoader.of<Long, String>("users") { mapOf(1L to "Ann") }

    private inline fun <reified T> BatchGenerator<T>.mayBeNull(): Boolean = null is T

    @Test
    fun theTypesSayWhatMayBeNull() {
        assertThat(users.get(1).mayBeNull()).isTrue()
        assertThat(users.require(1).mayBeNull()).isFalse()
        assertThat(users.get(1).map { it?.length }.mayBeNull()).isTrue()
        assertThat(batchGenerator { users.get(1).await() }.mayBeNull()).isTrue()
        assertThat(batchGenerator { users.require(1).await() }.mayBeNull()).isFalse()
    }

    @Test
    fun valuesHaveThem() {
        val lengths: List<Int?> = BatchExecutor.create().suspending {
            val known: String = users.require(1).await()
            val unknown: String? = users.get(2).await()
            listOf(known.length, unknown?.length) // a safe call on what cannot be null is a warning
        }

        assertThat(lengths).containsExactly(3, null)
        assertThatThrownBy { BatchExecutor.create().suspending { users.require(2).await() } }
            .isInstanceOf(MissingKeyException::class.java)
    }
}
