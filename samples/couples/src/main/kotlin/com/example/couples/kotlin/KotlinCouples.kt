package com.example.couples.kotlin

import com.example.couples.shared.SeededRedis
import com.example.couples.shared.User
import io.github.batch4j.BatchExecutor
import io.github.batch4j.MissingKeyException
import io.github.batch4j.kotlin.await
import io.github.batch4j.kotlin.suspending
import io.github.batch4j.spring.redis.RedisBatch
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Import
import org.springframework.dao.DataAccessException
import org.springframework.http.HttpStatus
import org.springframework.http.ProblemDetail
import org.springframework.web.bind.annotation.ExceptionHandler
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.RequestParam
import org.springframework.web.bind.annotation.RestController
import org.springframework.web.server.ResponseStatusException

/** The application, on port 8080. GraphQL is for the sample beside it. */
@SpringBootApplication(proxyBeanMethods = false, exclude = [GraphQlAutoConfiguration::class])
@Import(SeededRedis::class)
class KotlinCouples

fun main(args: Array<String>) {
    runApplication<KotlinCouples>(*args)
}

/** A user and the user's spouse, if there is one. */
data class Couple(val user: User, val spouse: User?)

/** Couples by suspend functions, each of which asks for one thing at a time: two round trips, however many they are. */
@RestController
class CoupleController(private val executor: BatchExecutor, private val redis: RedisBatch<String>) {

    private val users = redis.json(User::class.java)

    @GetMapping("/couples/{id}")
    fun couple(@PathVariable id: Long): Couple = executor.suspending { load(id) }

    @GetMapping("/couples")
    fun couples(@RequestParam ids: List<Long?>): List<Couple> {
        if (ids.size > MOST || null in ids) { // null is a comma too many
            throw ResponseStatusException(HttpStatus.BAD_REQUEST, "Expected 1 to $MOST ids, got ${ids.size}.")
        }
        return executor.suspending { ids.filterNotNull().map { id -> async { load(id) } }.awaitAll() }
    }

    private suspend fun load(id: Long): Couple = coroutineScope {
        val user = async { user(id) }
        val spouse = async { spouse(id) }
        Couple(user.await(), spouse.await())
    }

    private suspend fun user(id: Long): User = users.require("user:$id").await()

    private suspend fun spouse(id: Long): User? =
        redis.get("spouseId:$id").await()?.let { spouse -> users.get("user:$spouse").await() }

    @ExceptionHandler
    fun missing(e: MissingKeyException): ProblemDetail =
        ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no ${e.key()}.")

    @ExceptionHandler
    fun away(e: DataAccessException): ProblemDetail =
        ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "Redis does not answer.")

    private companion object {
        /** Two keys each fill one MGET. */
        const val MOST = 500
    }
}
