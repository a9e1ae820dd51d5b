package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.GeneratorCache;
import jakarta.servlet.Filter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Requests to a real server through one injected executor; caches tell the executors apart. */
class TomcatTest {

    private static final String PLATFORM = "--spring.threads.virtual.enabled=false";
    private static final String VIRTUAL = "--spring.threads.virtual.enabled=true";

    /** The guests of a meeting: requests that wait for each other, so all are in their executors at the same time. */
    private static final List<String> GUESTS = List.of("0", "1", "2", "3", "4", "5", "6", "7");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void requestsOnPlatformThreadsNeverShareAnExecutor() {
        assertThat(threadsOfMeetings(PLATFORM)).noneMatch(thread -> thread.startsWith("VirtualThread"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void requestsOnVirtualThreadsNeverShareAnExecutor() {
        assertThat(threadsOfMeetings(VIRTUAL)).allMatch(thread -> thread.startsWith("VirtualThread"));
    }

    @Test
    void filterControllerAndCallableShareTheExecutorOfTheirRequest() {
        try (ConfigurableApplicationContext context = run(PLATFORM)) {
            assertThat(getAtOnce(context, Stream.of("/one"))).containsExactly("one");
            assertThat(getAtOnce(context, Stream.of("/one/later"))).containsExactly("one");
        }
    }

    private static List<String> threadsOfMeetings(String argument) {
        try (ConfigurableApplicationContext context = run(argument)) {
            // Twice, as Tomcat reuses the objects of finished requests for new ones.
            for (int round = 0; round < 2; round++) {
                assertThat(getAtOnce(context, GUESTS.stream().map("/meeting/"::concat)))
                        .isEqualTo(GUESTS);
            }
            Requests requests = context.getBean(Requests.class);
            assertThat(requests.caches).hasSize(2 * GUESTS.size()).doesNotHaveDuplicates();
            return List.copyOf(requests.threads);
        }
    }

    private static ConfigurableApplicationContext run(String argument) {
        return new SpringApplicationBuilder(Application.class).run("--server.port=0", argument);
    }

    private static List<String> getAtOnce(ConfigurableApplicationContext server, Stream<String> paths) {
        String host = "http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port");
        List<CompletableFuture<HttpResponse<String>>> responses = paths.map(path -> CLIENT.sendAsync(
                        HttpRequest.newBuilder(URI.create(host + path)).build(), HttpResponse.BodyHandlers.ofString()))
                .toList();
        return responses.stream()
                .map(response -> response.orTimeout(30, TimeUnit.SECONDS).join().body())
                .toList();
    }

    @RestController
    static class Requests {

        private final BatchExecutor executor;
        private final List<GeneratorCache> caches = new CopyOnWriteArrayList<>();
        private final List<String> threads = new CopyOnWriteArrayList<>();
        private final CyclicBarrier allGuests = new CyclicBarrier(GUESTS.size());
        private final BatchLoader<String, String> meeting = BatchLoader.of("meeting", guests -> {
            awaitAllGuests();
            return Map.of(guests.get(0), guests.get(0));
        });

        Requests(BatchExecutor executor) {
            this.executor = executor;
        }

        @GetMapping("/meeting/{guest}")
        String meet(@PathVariable String guest) {
            threads.add(Thread.currentThread().toString());
            caches.add(executor.cache());
            return executor.execute(meeting.get(guest));
        }

        @GetMapping("/one")
        String inController(@RequestAttribute("cache") GeneratorCache inFilter) {
            return executor.cache() == inFilter ? "one" : "two";
        }

        @GetMapping("/one/later")
        Callable<String> inCallable(@RequestAttribute("cache") GeneratorCache inFilter) {
            return () -> inController(inFilter);
        }

        private void awaitAllGuests() {
            try {
                allGuests.await(20, TimeUnit.SECONDS);
            } catch (Exception failure) {
                throw new IllegalStateException("not all guests came", failure);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Requests.class)
    static class Application {

        @Bean
        Filter filter(BatchExecutor executor) {
            return (request, response, chain) -> {
                request.setAttribute("cache", executor.cache());
                chain.doFilter(request, response);
            };
        }
    }
}
