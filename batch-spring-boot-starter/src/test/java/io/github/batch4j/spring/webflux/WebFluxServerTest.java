package io.github.batch4j.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.spring.redis.RedisServerExtension;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Hooks;

/** Requests to a server of Reactor Netty, with a real Redis and a database, and the batches made for them. */
@ExtendWith(OutputCaptureExtension.class)
class WebFluxServerTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    private static final String COUPLE = "{\"name\":\"Ann\",\"spouse\":\"Bob\"}";

    private static WebFluxServer server;

    @BeforeAll
    static void start() {
        server = WebFluxServer.start(REDIS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forgetBatches() {
        server.sent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/couples/12345", "/returned/12345"})
    void coupleTakesTwoRoundTrips(String path) throws Exception {
        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEqualTo(COUPLE);
        assertThat(server.sent()).containsExactly("redis 2", "redis 1");
        assertThat(server.commandsOf(path)).containsExactlyEntriesOf(Map.of("mget", 2L));
    }

    @Test
    void generatorsOfOneSubscriptionShareBatches() throws Exception {
        assertThat(server.get("/couples/12345/and/67890").body())
                .isEqualTo("[" + COUPLE + ",{\"name\":\"Bob\",\"spouse\":\"Ann\"}]");

        assertThat(server.sent()).as("the spouses are known already").containsExactly("redis 4");
    }

    @Test
    void servicesThatBlockShareTheExecutorOfTheSubscription() throws Exception {
        assertThat(server.get("/cities").body()).isEqualTo("[Rome, Oslo] first of all Rome");

        assertThat(server.sent()).containsExactly("cities 2");
    }

    @Test
    void nothingIsEmpty() throws Exception {
        HttpResponse<String> response = server.get("/missing");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void injectedExecutorIsRefusedOnTheEventLoop(CapturedOutput output) throws Exception {
        assertThat(server.get("/refused").statusCode()).isEqualTo(500);

        assertThat(output)
                .containsPattern("BatchExecutor.execute blocks, which Reactor does not allow on thread"
                        + " \\S+; inject a ReactiveBatchExecutor");
        assertThat(server.sent()).isEmpty();
    }

    @Test
    void userIsCarriedAndTheEventLoopIsNot() throws Exception {
        for (String user : List.of("ada", "eve")) {
            assertThat(server.get("/user", "user", user).body()).startsWith("Ann for " + user + " on boundedElastic-");
        }
        assertThat(server.get("/user").body()).startsWith("Ann for nobody on boundedElastic-");
    }

    /** It waits in a transaction, for a store that does not answer. */
    @Test
    void clientThatHangsUpEndsItsExecution(CapturedOutput output) throws Exception {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        WebFluxApplication.Silent silent = server.application().getBean(WebFluxApplication.Silent.class);
        try (Socket client = new Socket("localhost", server.port())) {
            client.getOutputStream()
                    .write("GET /silent HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(silent.asked.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(silent.connectionsLeft.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(silent.answer).isCancelled();
        assertThat(server.get("/cities").body()).as("with the only connection").startsWith("[Rome");
        assertThat(dropped).isEmpty();
        assertThat(output).doesNotContain("ERROR", "Interrupted");
        Hooks.resetOnErrorDropped();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void applicationOnVirtualThreads() throws Exception {
        try (WebFluxServer virtual = WebFluxServer.start(REDIS, "--spring.threads.virtual.enabled=true")) {
            assertThat(virtual.get("/couples/12345").body()).isEqualTo(COUPLE);
            assertThat(virtual.sent()).containsExactly("redis 2", "redis 1");
        }
    }
}
