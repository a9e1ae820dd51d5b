package com.example.couples.kotlin

import com.example.couples.shared.CommandStats
import com.example.couples.shared.OnServer
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.data.redis.core.StringRedisTemplate
import org.springframework.test.annotation.DirtiesContext
import org.springframework.test.web.servlet.client.RestTestClient
import redis.embedded.RedisServer

/** The number of round trips to Redis, by its own count of the commands that it has run. */
@OnServer
class KotlinCouplesTest(private val http: RestTestClient, redis: StringRedisTemplate) {

    private val stats = CommandStats(redis)

    @BeforeEach
    fun resetTheCount() = stats.reset()

    @Test
    fun aCoupleTakesTwo() {
        val ada = """{"id":12345,"name":"Ada","city":"Lisbon"}"""
        val grace = """{"id":67890,"name":"Grace","city":"Bergen"}"""
        get("/couples/12345").expectStatus().isOk
            .expectBody(String::class.java).isEqualTo("""{"user":$ada,"spouse":$grace}""")

        assertThat(stats.calls()).isEqualTo(mapOf("mget" to 2))
    }

    @Test
    fun aHundredCouplesTakeTwo() {
        val body = get("/couples?ids=" + (1..100).joinToString(",")).expectBody()
        body.jsonPath("$.length()").isEqualTo(100)
        body.jsonPath("$[99].spouse.id").isEqualTo(200)

        assertThat(stats.calls()).isEqualTo(mapOf("mget" to 2))
    }

    @Test
    fun aSingleTakesOne() {
        get("/couples/201").expectBody().jsonPath("$.spouse").isEmpty

        assertThat(stats.calls()).isEqualTo(mapOf("mget" to 1))
    }

    @ParameterizedTest
    @CsvSource(
        "/couples/99999,   404, There is no user:99999.",
        "/couples/ada,     400, Failed to convert 'id' with value: 'ada'",
        "/couples,         400, Required parameter 'ids' is not present.",
        "'/couples?ids=1,,2', 400, 'Expected 1 to 500 ids, got 3.'",
        "'/couples?ids=,', 400, 'Expected 1 to 500 ids, got 2.'",
        "/couples?ids=1.5, 400, Failed to convert 'ids' with value: '1.5'",
    )
    fun nonsenseIsExplained(uri: String, status: Int, detail: String) {
        get(uri).expectStatus().isEqualTo(status).expectBody().jsonPath("$.detail").isEqualTo(detail)
    }

    @Test
    fun thereIsAMostOfIds() {
        val answer = get("/couples?ids=" + (1..501).joinToString(","))
        answer.expectStatus().isBadRequest.expectBody()
            .jsonPath("$.detail").isEqualTo("Expected 1 to 500 ids, got 501.")

        assertThat(stats.calls()).isEmpty()
    }

    @Test
    @DirtiesContext
    fun withoutRedisTheAnswerSaysSo(@Autowired server: RedisServer) {
        server.stop()

        get("/couples/1").expectStatus().isEqualTo(503).expectBody()
            .jsonPath("$.detail").isEqualTo("Redis does not answer.")
    }

    private fun get(uri: String) = http.get().uri(uri).exchange()
}
