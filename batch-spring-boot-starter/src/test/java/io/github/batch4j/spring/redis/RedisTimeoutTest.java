package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.batch4j.BatchTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.QueryTimeoutException;

/** The time limit of a batch, and the end of an execution that Redis has not answered. */
@ParameterizedClass
@EnumSource(names = {"LETTUCE", "LETTUCE_UNSHARED"})
class RedisTimeoutTest extends EmbeddedRedisTest {

    /** A command that is answered after a second, and delays commands sent after it on the same connection. */
    private static final String WAIT = "XREAD BLOCK 1000 STREAMS";

    private static final Function<RedisReply, Boolean> ADDED = reply -> !reply.isNull();

    private RedisBatch<String> limited;

    @BeforeEach
    void limit() {
        limited = RedisBatch.builder(client.template())
                .timeout(Duration.ofMillis(300))
                .build();
        server.set("a", "1");
    }

    @Test
    void whatIsNotAnsweredInTimeFailsAndTheRestKeepsItsAnswer() {
        List<Object> answers = execute(
                limited.get("a"), failure(limited.read(WAIT, "stream", "$").as(ADDED)), failure(limited.hash("b")));

        assertThat(answers.get(0)).isEqualTo("1");
        assertThat(answers.subList(1, 3))
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(QueryTimeoutException.class))
                .extracting(failure -> ((Exception) failure).getMessage())
                .containsExactly(
                        "XREAD stream (and 4 arguments) was not answered within 300 ms, the timeout of this RedisBatch",
                        "HGETALL b was not answered within 300 ms, the timeout of this RedisBatch");
        assertThat(trace.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.took()).isGreaterThanOrEqualTo(Duration.ofMillis(299)));
        assertThat(execute(redis.get("a"))).as("later").containsExactly("1");
    }

    @Test
    void whatIsAnsweredInTimeIsNotTouched() {
        for (int i = 0; i < 100; i++) {
            assertThat(executor.execute(limited.get("a"))).isEqualTo("1");
        }
    }

    @Test
    void executionThatEndsFirstGivesUpWhatIsUnderWay() {
        assertThatExceptionOfType(BatchTimeoutException.class)
                .isThrownBy(
                        () -> executor.execute(redis.read(WAIT, "stream", "$").as(ADDED), Duration.ofMillis(50)));

        assertThat(executor.execute(redis.get("a"))).isEqualTo("1");
    }

    @Test
    void connectionsAreGivenBackHoweverABatchEnds() {
        executor.execute(redis.get("a"));
        int shared = driver() == Driver.LETTUCE ? 1 : 0;
        execute(failure(limited.read(WAIT, "stream", "$").as(ADDED)), failure(limited.get("a")));
        execute(redis.get("a"), redis.set("b", "2"), failure(redis.hash("a")));

        await().until(() -> server.clientList().lines().count() == 1 + shared);
    }
}
