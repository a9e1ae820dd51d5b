package io.github.batch4j.spring.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.async.DeferredResult;

/** Batches and the requests or jobs they belong to, by a real server. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.mvc.async.request-timeout=10s",
        classes = WorkTest.Application.class)
class WorkTest {

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of());

    @Autowired
    private Recorder recorder;

    @Autowired
    private BatchExecutorFactory factory;

    @LocalServerPort
    private int port;

    @BeforeEach
    void forgetOthers() {
        recorder.ended.clear();
    }

    @Test
    void requestHasAllItsExecutions() throws Exception {
        get("/users/17");

        assertThat(recorder.next()).isEqualTo("GET /users/{id}: 17, name-17");
    }

    @Test
    void failedRequestHasItsFailure() throws Exception {
        get("/failing");

        assertThat(recorder.next()).isEqualTo("GET /failing: before, failed: UnsupportedOperationException");
    }

    @Test
    void asynchronousRequestEndsWithItsResponse() throws Exception {
        get("/callable");
        get("/deferred");

        assertThat(List.of(recorder.next(), recorder.next()))
                .containsExactly("GET /callable: first, later", "GET /deferred: first");
    }

    @Test
    void executionThatOutlivesItsRequestIsNotLost() throws Exception {
        get("/outlived");
        assertThat(recorder.ended).isEmpty();

        Requests.GATE.complete(null);
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
    void jobIsOneExecution() throws Exception {
        factory.create().execute(STORE.get("of a job"));

        assertThat(recorder.next()).isEqualTo("execution: of a job");
    }

    @Test
    void errorPageIsItsOwnWorkAndARequestWithoutExecutionsIsNone() throws Exception {
        get("/nowhere");
        get("/users/18");

        assertThat(recorder.next()).isEqualTo("GET /users/{id}: 18, name-18");
        assertThat(recorder.ended).isEmpty();
    }

    private void get(String path) {
        RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .exchange((request, response) -> response.getStatusCode());
    }

    /** The works that have ended, as texts. */
    static class Recorder implements WorkListener {

        private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

        @Override
        public Recording onStart(Work work) {
            List<String> batches = new ArrayList<>();
            return new Recording() {
                @Override
                public void onAnswer(BatchTrace.Entry entry) {
                    batches.add(entry.batch().operations().get(0).asksFor().toString());
                }

                @Override
                public void onEnd() {
                    ended.add(work.name() + ": " + String.join(", ", batches)
                            + (work.failure() == null
                                    ? ""
                                    : ", failed: " + work.failure().getClass().getSimpleName()));
                }
            };
        }

        @Override
        public boolean needsCallers() {
            return true;
        }

        @Nullable
        String next() throws InterruptedException {
            return ended.poll(10, TimeUnit.SECONDS);
        }
    }

    @RestController
    static class Requests {

        private static final CompletableFuture<Void> GATE = new CompletableFuture<>();

        private final CyclicBarrier meeting = new CyclicBarrier(2);
        private final BatchExecutor executor;
        private final BatchExecutorFactory factory;

        Requests(BatchExecutor executor, BatchExecutorFactory factory) {
            this.executor = executor;
            this.factory = factory;
        }

        @GetMapping("/users/{id}")
        String user(@PathVariable String id) {
            executor.execute(STORE.get(id));
            return factory.create().execute(STORE.get("name-" + id)) + "";
        }

        @GetMapping("/failing")
        String failing() {
            executor.execute(STORE.get("before"));
            throw new UnsupportedOperationException();
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            executor.execute(STORE.get("first"));
            return () -> factory.create().execute(STORE.get("later")) + "";
        }

        @GetMapping("/deferred")
        DeferredResult<String> deferred() {
            executor.execute(STORE.get("first"));
            DeferredResult<String> result = new DeferredResult<>();
            CompletableFuture.runAsync(() -> result.setResult("done"));
            return result;
        }

        @GetMapping("/outlived")
        String outlived() throws InterruptedException {
            RequestAttributes request = RequestContextHolder.currentRequestAttributes();
            CompletableFuture<Void> begun = new CompletableFuture<>();
            BatchLoader<String, String> slow = BatchLoader.of("slow", keys -> {
                begun.complete(null);
                GATE.join();
                return Map.of();
            });
            new Thread(() -> {
                        RequestContextHolder.setRequestAttributes(request);
                        factory.create().execute(slow.get("late"));
                    })
                    .start();
            begun.join();
            return "done";
        }

        @GetMapping("/meeting/{id}")
        String meeting(@PathVariable String id) throws Exception {
            executor.execute(STORE.get(id));
            meeting.await(10, TimeUnit.SECONDS);
            return executor.execute(STORE.get(id + "a")) + "";
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Requests.class, Recorder.class})
    static class Application {}
}
