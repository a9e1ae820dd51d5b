package io.github.batch4j.sample.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.sample.testing.SampleTest;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The spans of a request as a tracing backend gets them, and the meters as Prometheus does. */
@SampleTest
@TestPropertySource(
        properties = {
            "management.tracing.sampling.probability=1",
            "batch-executor.jdbc.share-queries=true",
            "batch-executor.jdbc.max-shared-queries=1",
            "jdbc.datasource-proxy.enabled=true",
            "jdbc.includes=query"
        })
class SpansTest {

    private final RestTestClient http;
    private final InMemorySpanExporter exported;
    private final SdkTracerProvider tracers;
    private final SharedCalls calls;

    private record Hold(Batcher<Hold, Boolean> batcher) implements BatchableOperation<Boolean> {}

    SpansTest(
            RestTestClient http,
            InMemorySpanExporter exported,
            SdkTracerProvider tracers,
            @Qualifier("jdbcSharedCalls") SharedCalls calls) {
        this.http = http;
        this.calls = calls;
        this.exported = exported;
        this.tracers = tracers;
    }

    @BeforeEach
    void forgetTheStart() {
        tracers.forceFlush().join(10, TimeUnit.SECONDS);
        exported.reset();
    }

    @Test
    void theCommandsOfRedisAreBelowTheirBatches() {
        http.get().uri("/users/12345/spouses").exchange().expectStatus().isOk();

        assertThat(spans(6))
                .containsExactly(
                        "http get /users/{id}/spouses",
                        "  batch execution",
                        "    batch redis",
                        "      mget",
                        "    batch redis",
                        "      mget");
        assertThat(exported.getFinishedSpanItems())
                .filteredOn(span -> span.getName().startsWith("batch"))
                .extracting(span -> span.getAttributes().asMap().toString())
                .noneMatch(attributes -> attributes.contains("12345") || attributes.contains("67890"));
    }

    @Test
    void theStatementsOfJdbcAreBelowTheirBatches() {
        http.get().uri("/jdbc/users/12345/spouses").exchange().expectStatus().isOk();

        assertThat(spans(6))
                .containsExactly(
                        "http get /jdbc/users/{id}/spouses",
                        "  batch execution",
                        "    batch database",
                        "      query",
                        "    batch database",
                        "      query");
    }

    @Test
    void batchesThatShareAStatementAreLinkedToIt() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch release = new CountDownLatch(1);
        Hold hold = new Hold(calls.shareAnswers(Batcher.blocking("hold", operations -> {
            release.await();
            return List.of(true);
        })));
        threads.submit(() -> BatchExecutor.create().execute(hold));
        await().until(() -> calls.callsUnderWay() == 1);
        for (int request = 1; request <= 3; request++) {
            int waiting = request;
            threads.submit(() -> http.get()
                    .uri("/jdbc/users/67890/spouses")
                    .exchange()
                    .expectStatus()
                    .isOk());
            await().until(() -> calls.waitingBatches() == waiting);
        }

        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        await().untilAsserted(() -> {
            tracers.forceFlush().join(10, TimeUnit.SECONDS);
            List<SpanData> batches = exported.getFinishedSpanItems().stream()
                    .filter(span -> span.getName().equals("batch database"))
                    .toList();
            List<SpanData> linked =
                    batches.stream().filter(span -> !span.getLinks().isEmpty()).toList();
            assertThat(batches).hasSize(6);
            assertThat(linked)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(follower -> assertThat(batches)
                            .filteredOn(leader -> leader.getSpanContext()
                                    .equals(follower.getLinks().get(0).getSpanContext()))
                            .singleElement()
                            .satisfies(leader -> {
                                assertThat(leader.getTraceId()).isNotEqualTo(follower.getTraceId());
                                assertThat(exported.getFinishedSpanItems())
                                        .as("the statement")
                                        .anyMatch(span -> span.getParentSpanId().equals(leader.getSpanId()));
                            }));
        });
    }

    @Test
    void theMetersAreThere() {
        http.get().uri("/users/12345/spouses").exchange().expectStatus().isOk();

        String meters = new String(http.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody());

        assertThat(meters)
                .contains(
                        "batch4j_execution_seconds_count{",
                        "batch4j_batch_seconds_count{batcher=\"redis\"",
                        "batch4j_batch_size_operations_count{batcher=\"redis\"",
                        "batch4j_execution_round_trips_count",
                        "batch4j_cache_answers_total",
                        "batch4j_shared_calls_max{",
                        "batch4j_shared_batches_merged_total{")
                .doesNotContain("12345", "67890");
    }

    /** The names of the spans of the request, each below its parent. Some end after the response. */
    private List<String> spans(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        List<String> tree;
        do {
            tracers.forceFlush().join(10, TimeUnit.SECONDS);
            List<SpanData> spans = exported.getFinishedSpanItems().stream()
                    .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
                    .toList();
            tree = below("0000000000000000", "", spans).toList();
        } while (tree.size() < count && System.nanoTime() < deadline);
        return tree;
    }

    private static Stream<String> below(String parent, String indent, List<SpanData> spans) {
        return spans.stream()
                .filter(span -> span.getParentSpanId().equals(parent))
                .flatMap(span -> Stream.concat(
                        Stream.of(indent + span.getName()), below(span.getSpanId(), indent + "  ", spans)));
    }

    @TestConfiguration
    static class Exporter {

        @Bean
        InMemorySpanExporter spanExporter() {
            return InMemorySpanExporter.create();
        }
    }
}
