package io.github.batch4j.spring.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.timeline.Job;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.timeline.WatchedApplication;
import io.github.batch4j.spring.timeline.WatchedApplicationTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.RequestContextHolder;

/** Batches and the requests or jobs they belong to. */
@WatchedApplicationTest
class WorkTest {

    @Autowired
    private WatchedApplication.Recorder recorder;

    @Autowired
    private BatchExecutorFactory factory;

    @Autowired
    private WatchedApplication.Jobs jobs;

    @Autowired
    private BatchExecutor executor;

    /** Spring's test support has bound one to the thread of the test, which has no work. */
    @BeforeEach
    void resetRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @LocalServerPort
    private int port;

    @BeforeEach
    void forgetOthers() {
        recorder.ended().clear();
    }

    @Test
    void requestHasAllItsExecutions() throws Exception {
        get("/users/17");

        assertThat(recorder.next()).isEqualTo("GET /users/{id}: 17, name-17");
    }

    @Test
    void failedRequestHasItsFailure() throws Exception {
        get("/failing/17");

        assertThat(recorder.next()).isEqualTo("GET /failing/{id}: 17, 17, failed: UnsupportedOperationException");
    }

    @Test
    void asynchronousRequestEndsWithItsResponse() throws Exception {
        get("/callable");
        get("/deferred");

        assertThat(List.of(recorder.next(), recorder.next()))
                .as("in the order in which the threads of the server end them")
                .containsExactlyInAnyOrder("GET /callable: first, later", "GET /deferred: first");
    }

    @Test
    void asynchronousRequestThatTimesOutKeepsItsNameOnTheErrorPage() throws Exception {
        get("/never/17");

        assertThat(recorder.next()).isEqualTo("GET /never/{id}: 17, failed: TimeoutException");
        assertThat(recorder.ended()).isEmpty();
    }

    @Test
    void executionThatOutlivesItsRequestIsNotLost() throws Exception {
        get("/outlived");
        assertThat(recorder.ended()).isEmpty();

        WatchedApplication.Requests.GATE.complete(null);
        assertThat(recorder.next()).isEqualTo("GET /outlived: late");
    }

    @Test
    void requestsInParallelDoNotMix() throws Exception {
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> get("/meeting/1"));
        get("/meeting/2");
        one.join();

        assertThat(List.of(recorder.next(), recorder.next()))
                .containsExactlyInAnyOrder("GET /meeting/{id}: 1, 1a", "GET /meeting/{id}: 2, 2a");
    }

    @Test
    void jobIsOneExecutionNamedByItsPlace() throws Exception {
        Job.read(factory.create(), WatchedApplication.STORE, "of a job");

        assertThat(recorder.next()).isEqualTo("Job.java:14: of a job");
    }

    @Test
    void unitHasAllItsExecutionsAndTheNameOfItsPlace() throws Exception {
        factory.run(() -> {
            Job.read(executor, WatchedApplication.STORE, "first");
            Job.read(factory.create(), WatchedApplication.STORE, "second");
        });

        assertThat(recorder.next()).isEqualTo("Job.java:14: first, second");
        assertThat(recorder.ended()).isEmpty();
    }

    @Test
    void unitOfAMarkedMethodHasItsName() throws Exception {
        jobs.readTwice();

        assertThat(recorder.next()).isEqualTo("WatchedApplication.Jobs.readTwice: first, second");
        assertThat(recorder.ended()).isEmpty();
    }

    @Test
    void failedUnitHasItsFailureAndARecoveredOneHasNone() throws Exception {
        assertThatThrownBy(() -> factory.run(() -> {
                    Job.read(executor, WatchedApplication.STORE, "a");
                    throw new UnsupportedOperationException("secret");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        factory.run(
                () -> assertThatThrownBy(() -> executor.execute(BatchGenerator.failure(new IllegalStateException()))));
        factory.run(() -> {
            assertThatThrownBy(() -> executor.execute(BatchGenerator.failure(new IllegalStateException())));
            Job.read(executor, WatchedApplication.STORE, "b");
        });

        assertThat(recorder.next()).isEqualTo("Job.java:14: a, failed: UnsupportedOperationException");
        assertThat(recorder.next()).isEqualTo("execution: ");
        assertThat(recorder.next()).isEqualTo("Job.java:14: b");
    }

    @Test
    void unitInARequestIsPartOfIt() throws Exception {
        get("/unit/17");

        assertThat(recorder.next()).isEqualTo("GET /unit/{id}: 17, in the unit");
        assertThat(recorder.ended()).isEmpty();
    }

    @Test
    void requestWithoutExecutionsIsNone() throws Exception {
        get("/nowhere");
        get("/users/18");

        assertThat(recorder.next()).isEqualTo("GET /users/{id}: 18, name-18");
        assertThat(recorder.ended()).isEmpty();
    }

    private void get(String path) {
        RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .exchange((request, response) -> response.getStatusCode());
    }
}
