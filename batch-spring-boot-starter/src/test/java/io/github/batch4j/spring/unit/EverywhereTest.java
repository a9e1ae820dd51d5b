package io.github.batch4j.spring.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchUnitOfWork;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** One service with one injected executor, in every place of an application. */
class EverywhereTest {

    private static ConfigurableApplicationContext run(String... arguments) {
        return new SpringApplicationBuilder(Application.class)
                .properties("server.port=0")
                .run(arguments);
    }

    private static List<String> sent(ConfigurableApplicationContext context) {
        return context.getBean(BatchTrace.class).batches().stream()
                .map(List::toString)
                .toList();
    }

    @Test
    void onPlatformThreads() throws Exception {
        isBatchedEverywhere("--spring.threads.virtual.enabled=false");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void onVirtualThreads() throws Exception {
        isBatchedEverywhere("--spring.threads.virtual.enabled=true");
    }

    private static void isBatchedEverywhere(String threads) throws Exception {
        try (ConfigurableApplicationContext context = run(threads)) {
            Places places = context.getBean(Places.class);
            assertThat(List.of(next(places), next(places)))
                    .containsExactlyInAnyOrder("runner: order 1, order 2", "scheduled: order 1, order 2");
            assertThat(sent(context)).containsExactly("[1, 2]", "[1, 2]");
            context.getBean(BatchTrace.class).clear();

            places.later().get(10, TimeUnit.SECONDS);
            assertThat(next(places)).isEqualTo("async: order 1, order 2");

            context.publishEvent("an event");
            assertThat(next(places)).isEqualTo("listener: order 1, order 2");

            RestClient client = RestClient.create(
                    "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
            for (String path : List.of("request", "callable")) {
                assertThat(client.get().uri("/" + path).retrieve().body(String.class))
                        .isEqualTo(path + ": order 1, order 2");
            }
            assertThat(sent(context)).hasSize(4).containsOnly("[1, 2]");
        }
    }

    private static String next(Places places) throws InterruptedException {
        return places.next();
    }

    /** The places. Each reads two orders side by side, in one batch, and then one of them again. */
    static class Places {

        private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
        private final BatchExecutor executor;
        private final Orders orders;

        Places(BatchExecutor executor, Orders orders) {
            this.executor = executor;
            this.orders = orders;
        }

        /** The next result; a method, since the fields of a proxy are not those of the bean. */
        public String next() throws InterruptedException {
            return done.poll(10, TimeUnit.SECONDS);
        }

        private String read(String place) {
            String found = String.join(", ", executor.all(List.of("1", "2"), orders::find));
            orders.find("1");
            return place + ": " + found;
        }

        @Scheduled(initialDelay = 0, fixedDelay = 1_000_000)
        @BatchUnitOfWork
        public void scheduled() {
            done.add(read("scheduled"));
        }

        @Async
        @BatchUnitOfWork
        public CompletableFuture<Void> later() {
            done.add(read("async"));
            return CompletableFuture.completedFuture(null);
        }

        @EventListener
        @BatchUnitOfWork
        public void listen(String event) {
            done.add(read("listener"));
        }

        @BatchUnitOfWork
        public void runner() {
            done.add(read("runner"));
        }

        String request(String name) {
            return read(name);
        }
    }

    @RestController
    static class Requests {

        private final Places places;

        Requests(Places places) {
            this.places = places;
        }

        @GetMapping("/request")
        String request() {
            return places.request("request");
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return () -> places.request("callable");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    @EnableScheduling
    @Import({Orders.Traced.class, Places.class, Requests.class})
    static class Application {

        @Bean
        ApplicationRunner runner(Places places) {
            return arguments -> places.runner();
        }
    }
}
