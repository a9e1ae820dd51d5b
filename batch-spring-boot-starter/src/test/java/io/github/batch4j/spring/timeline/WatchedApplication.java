package io.github.batch4j.spring.timeline;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.BatchUnitOfWork;
import io.github.batch4j.spring.work.Recording;
import io.github.batch4j.spring.work.Work;
import io.github.batch4j.spring.work.WorkListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.async.DeferredResult;

/** An application whose requests are recorded in every way. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({WatchedApplication.Requests.class, WatchedApplication.Jobs.class, WatchedApplication.Recorder.class})
public class WatchedApplication {

    /** A store in which every key has itself as value. */
    public static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> {
        Map<String, String> values = new HashMap<>();
        keys.forEach(key -> values.put(key, key));
        return values;
    });

    private static final BatchLoader<String, String> BROKEN = BatchLoader.of("a \"broken\" store", keys -> {
        throw new UnsupportedOperationException("secret");
    });

    /** The works that have ended, as texts. */
    public static final class Recorder implements WorkListener {

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
                    work.report(work.name().contains("failing") ? List.of("<b>a finding</b>") : List.of());
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

        /** The next work that ends. */
        public @Nullable String next() throws InterruptedException {
            return ended.poll(10, TimeUnit.SECONDS);
        }

        /** The works that have ended and were not yet asked for. */
        public BlockingQueue<String> ended() {
            return ended;
        }
    }

    /** A job with a name. */
    public static class Jobs {

        private final BatchExecutor executor;

        Jobs(BatchExecutor executor) {
            this.executor = executor;
        }

        /** Reads two values, one after the other. */
        @BatchUnitOfWork
        public void readTwice() {
            executor.execute(STORE.get("first"));
            executor.execute(STORE.get("second"));
        }
    }

    @RestController
    public static final class Requests {

        /** Opened by a test to let an execution end that has outlived its request. */
        public static final CompletableFuture<Void> GATE = new CompletableFuture<>();

        private final CyclicBarrier meeting = new CyclicBarrier(2);
        private final BatchExecutor executor;
        private final BatchExecutorFactory factory;

        Requests(BatchExecutor executor, BatchExecutorFactory factory) {
            this.executor = executor;
            this.factory = factory;
        }

        @GetMapping("/users/{id}")
        String user(@PathVariable String id) {
            executor.executeAll(List.of(STORE.get(id), STORE.get("spouse-" + id)));
            return factory.create().execute(STORE.get("name-" + id)) + "";
        }

        @GetMapping("/unit/{id}")
        String unit(@PathVariable String id) {
            executor.execute(STORE.get(id));
            return factory.call(() -> executor.execute(STORE.get("in the unit"))) + "";
        }

        @GetMapping("/failing/{id}")
        String failing(@PathVariable String id) {
            executor.execute(STORE.get(id));
            return executor.execute(BROKEN.get(id)) + "";
        }

        @GetMapping(path = "/narrow/{id}", produces = "text/html;charset=UTF-8")
        String narrow(@PathVariable long id) {
            return NarrowPage.of(id);
        }

        @GetMapping("/large")
        void large(HttpServletResponse response) throws IOException {
            executor.execute(STORE.get("before"));
            response.getOutputStream().write(new byte[100_000]);
            executor.execute(STORE.get("after"));
        }

        @GetMapping("/written")
        void written(HttpServletResponse response) throws IOException {
            executor.execute(STORE.get("before"));
            response.getWriter().write("a small answer");
            executor.execute(STORE.get("after"));
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            executor.execute(STORE.get("first"));
            return () -> factory.create().execute(STORE.get("later")) + "";
        }

        /** Nobody completes it, and Spring knows nothing of it: the server makes an error page of it. */
        @GetMapping("/never/{id}")
        void never(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
            executor.execute(STORE.get(id));
            request.startAsync(request, response).setTimeout(1);
        }

        @GetMapping("/deferred")
        DeferredResult<String> deferred() {
            executor.execute(STORE.get("first"));
            DeferredResult<String> result = new DeferredResult<>();
            CompletableFuture.runAsync(() -> result.setResult("done"));
            return result;
        }

        @GetMapping("/outlived")
        String outlived() {
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
}
