package io.github.batch4j.spring.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchTrace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Requests to a GraphQL endpoint of a real server, and calls of its service. */
class GraphQlApplicationTest {

    private static final String CHAIN = "{owners {pets {friends {owner {name}}}}}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext server;

    private final BatchTrace trace = server.getBean(BatchTrace.class);

    @BeforeAll
    static void start() {
        server = run("--spring.threads.virtual.enabled=false");
    }

    private static ConfigurableApplicationContext run(String option) {
        return new SpringApplicationBuilder(ShelterApplication.class)
                .run("--server.port=0", ShelterApplication.SCHEMA, option);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forgetBatches() {
        trace.clear();
    }

    @Test
    void siblingsShareABatchAtEveryLevel() {
        String answer = post(server, CHAIN, "ada").join();

        assertThat(answer)
                .startsWith("{\"data\":{\"owners\":[{\"pets\":[{\"friends\":[{\"owner\":{\"name\":\"owner2\"}}]}");
        assertThat(batches(trace)).containsExactly("petsOf 3", "friendsOf 6", "pets 6", "owners 3");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    void siblingsShareABatchOnVirtualThreads() {
        try (ConfigurableApplicationContext virtual = run("--spring.threads.virtual.enabled=true")) {
            BatchTrace batches = virtual.getBean(BatchTrace.class);

            post(virtual, CHAIN, "ada").join();

            assertThat(batches(batches)).containsExactly("petsOf 3", "friendsOf 6", "pets 6", "owners 3");
        }
    }

    @Test
    void aFailureIsResolvedByTheHandlersOfTheApplication() {
        String answer = post(server, "{a: owner(id: 1) {name} b: owner(id: 99) {name}}", "ada")
                .join();

        assertThat(answer)
                .contains("\"data\":{\"a\":{\"name\":\"owner1\"},\"b\":null}")
                .contains("\"message\":\"no such thing\"")
                .contains("\"path\":[\"b\"]");
        assertThat(batches(trace)).containsExactly("owners 2");
    }

    @Test
    void manyRequestsAtOnceKeepTheirContextsAndBatchesApart() {
        List<CompletableFuture<String>> answers = IntStream.range(0, 64)
                .mapToObj(i -> post(server, "{user owners {pets {owner {name}}}}", "user" + i))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            String caller = "user" + i + "/" + language("user" + i) + "/user" + i;
            assertThat(answers.get(i).join())
                    .startsWith("{\"data\":{\"user\":\"" + caller + "," + caller + "," + caller + "\"");
        }
        assertThat(trace.entries()).hasSize(3 * answers.size());
    }

    @Test
    void theServiceHasTheContextOfItsSubscriber() {
        assertThat(userOfService(server, null)).isEqualTo("eve/fr/,eve/fr/,eve/fr/");
    }

    /** An event loop must not block: the generators run elsewhere, with the same context. */
    @Test
    void generatorsLeaveThreadsThatMustNotBlock() {
        Scheduler eventLoop = Schedulers.newSingle("event-loop");
        List<String> threads = new java.util.concurrent.CopyOnWriteArrayList<>();
        Shelter shelter = server.getBean(Shelter.class);
        shelter.listener = () -> threads.add(Thread.currentThread().getName());
        try {
            assertThat(userOfService(server, eventLoop)).isEqualTo("eve/en/,eve/en/,eve/en/");
        } finally {
            shelter.listener = () -> {};
            eventLoop.dispose();
        }
        assertThat(threads).isNotEmpty().allMatch(thread -> thread.startsWith("boundedElastic"));
    }

    /** The answer to a query by a user of the Reactor context and, on this thread, of a language. */
    private static String userOfService(
            ConfigurableApplicationContext application, @org.jspecify.annotations.Nullable Scheduler on) {
        ExecutionGraphQlService service = application.getBean(ExecutionGraphQlService.class);
        var answer = service.execute(
                        new DefaultExecutionGraphQlRequest("{user}", null, null, null, "id", Locale.ENGLISH))
                .contextWrite(context -> context.put(
                        "org.springframework.security.core.context.SecurityContext",
                        new SecurityContextImpl(new TestingAuthenticationToken("eve", ""))));
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        LocaleContextHolder.setLocale(Locale.FRENCH);
        try {
            ExecutionGraphQlResponse response =
                    (on == null ? answer : answer.subscribeOn(on)).block(java.time.Duration.ofSeconds(30));
            assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
            return response.field("user").getValue();
        } finally {
            Locale.setDefault(before);
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private static String language(String user) {
        return user.hashCode() % 2 == 0 ? "de" : "it";
    }

    private static CompletableFuture<String> post(ConfigurableApplicationContext server, String query, String user) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:"
                        + server.getEnvironment().getRequiredProperty("local.server.port") + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept-Language", language(user))
                .header("user", user)
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + query + "\"}"))
                .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body)
                .orTimeout(30, TimeUnit.SECONDS);
    }

    private static List<String> batches(BatchTrace trace) {
        return trace.entries().stream()
                .map(entry ->
                        entry.batch().batcher().name() + " " + entry.batch().size())
                .toList();
    }
}
