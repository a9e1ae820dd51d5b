package io.github.batch4j.kotlin

import io.github.batch4j.BatchGenerator
import io.github.batch4j.BatchResults
import io.github.batch4j.BatchableOperation
import io.github.batch4j.Batcher
import java.util.concurrent.CompletableFuture

/** A store that answers each key with itself in upper case, and records the keys of each batch. */
internal class Store private constructor(asynchronous: Boolean) {

    val batches = ArrayList<List<String>>()
    private val failures = HashMap<String, Throwable>()

    /** Called when a batch is asked, with its number from 0. */
    var onBatch: (Int) -> Unit = {}

    private val batcher: Batcher<Get, String> =
        if (asynchronous) {
            Batcher.async("store") { asked ->
                val answers = answer(asked)
                CompletableFuture.supplyAsync { answers() }
            }
        } else {
            Batcher.blocking("store") { asked -> answer(asked)() }
        }

    private fun answer(asked: List<Get>): () -> List<String> {
        batches.add(asked.map { it.key })
        onBatch(batches.size - 1)
        return { BatchResults.of(asked) { failures[it.key]?.let { failure -> throw failure } ?: it.key.uppercase() } }
    }

    fun get(key: String): BatchGenerator<String> = Get(key, batcher)

    fun failing(key: String, failure: Throwable): Store {
        failures[key] = failure
        return this
    }

    private data class Get(val key: String, private val batcher: Batcher<Get, String>) : BatchableOperation<String> {
        override fun batcher(): Batcher<Get, String> = batcher
    }

    companion object {
        fun blocking() = Store(false)
        fun async() = Store(true)
    }
}
