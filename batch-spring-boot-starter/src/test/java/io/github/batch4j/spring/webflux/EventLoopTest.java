package io.github.batch4j.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.spring.redis.RedisServerExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.blockhound.BlockHound;

/** No event loop is blocked, as BlockHound finds. It changes the classes of its JVM, so it has one of its own. */
@Tag("blockhound")
@ExtendWith(OutputCaptureExtension.class)
class EventLoopTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    private static WebFluxServer server;

    @BeforeAll
    static void start() {
        BlockHound.install();
        server = WebFluxServer.start(REDIS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/couples/12345 | redis 2, redis 1",
                "/returned/12345 | redis 2, redis 1",
                "/couples/12345/and/67890 | redis 4",
                "/cities | cities 2",
                "/user | redis 1",
                "/missing | redis 1"
            })
    void isNotBlocked(String path, String sent, CapturedOutput output) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
        assertThat(String.join(", ", server.sent())).isEqualTo(sent);
        assertThat(output).doesNotContain("Blocking call");
    }

    @Test
    void handlerThatBlocksIsFound(CapturedOutput output) throws Exception {
        assertThat(server.get("/blocking").statusCode()).isEqualTo(500);
        assertThat(output).contains("Blocking call! java.lang.Thread.sleep");
    }
}
