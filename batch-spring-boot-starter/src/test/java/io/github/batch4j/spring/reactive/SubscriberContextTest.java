package io.github.batch4j.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorContextAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorContextPropagationAutoConfiguration;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** The Reactor context of the subscriber on the thread of the execution: in loaders, functions and bodies. */
class SubscriberContextTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String KEY = "SubscriberContextTest";

    private final ObservationRegistry observations = TestObservationRegistry.create();
    private final Scheduler scheduler = Schedulers.newBoundedElastic(1, 100, "one");
    private final BatchLoader<String, String> store = BatchLoader.of("store", keys -> {
        Map<String, String> seen = new HashMap<>();
        keys.forEach(key -> seen.put(key, key + " " + seen()));
        return seen;
    });

    /** As an application does that wants its entry of the MDC carried. */
    @BeforeEach
    void register() {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(
                        KEY,
                        () -> MDC.get("word"),
                        word -> {
                            MDC.put("word", word);
                        },
                        () -> MDC.remove("word"));
    }

    @AfterEach
    void remove() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
        scheduler.dispose();
    }

    /** The user, the entry of the log and the observation that code sees on its thread. */
    private String seen() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        Observation observation = observations.getCurrentObservation();
        return (user == null ? "nobody" : user.getName()) + " " + MDC.get("word") + " "
                + (observation == null ? "nothing" : observation.getContext().getName());
    }

    private Context context(String user) {
        return Context.of(
                        KEY,
                        "word of " + user,
                        ObservationThreadLocalAccessor.KEY,
                        Observation.start("request of " + user, observations))
                .putAll(ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken(user, ""))
                        .readOnly());
    }

    private String onTheThread() {
        return Mono.fromCallable(this::seen).subscribeOn(scheduler).block(LONG);
    }

    @Test
    void isSeenEverywhereAndNotLeftBehind() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        BatchExecutorAutoConfiguration.class,
                        BatchExecutorContextAutoConfiguration.class,
                        BatchExecutorContextPropagationAutoConfiguration.class))
                .run(application -> {
                    ReactiveBatchExecutor reactive =
                            ReactiveBatchExecutor.create(application.getBean(BatchExecutorFactory.class), scheduler);
                    BatchGenerator<List<String>> everywhere = BatchGenerator.all(List.of(
                            store.get("loader"),
                            store.get("loader").map(loaded -> "function " + seen()),
                            BatchGenerator.of(
                                    batch -> batch.yield(store.get("other")).isEmpty() ? "" : "body " + seen())));

                    for (String user : List.of("ada", "eve")) {
                        String all = " " + user + " word of " + user + " request of " + user;
                        assertThat(reactive.execute(everywhere)
                                        .contextWrite(context(user))
                                        .block(LONG))
                                .containsExactly("loader" + all, "function" + all, "body" + all);
                        assertThat(reactive.call(this::seen)
                                        .contextWrite(context(user))
                                        .block(LONG))
                                .isEqualTo(all.substring(1));
                        assertThat(onTheThread()).isEqualTo("nobody null nothing");
                    }
                });
    }

    @Test
    void isNotLeftBehindByAFailure() {
        ReactiveBatchExecutor reactive = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler);

        assertThat(reactive.execute(BatchGenerator.failure(new IllegalStateException("a failure")))
                        .contextWrite(context("ada"))
                        .onErrorResume(failure -> Mono.just(failure.getMessage()))
                        .block(LONG))
                .isEqualTo("a failure");
        assertThat(onTheThread()).isEqualTo("nobody null nothing");
    }

    @Test
    void withoutOneNothingOfTheThreadIsSeen() {
        ReactiveBatchExecutor reactive = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler);
        scheduler.schedule(() -> {
            MDC.put("word", "left behind");
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("left behind", ""));
        });

        assertThat(reactive.call(this::seen).block(LONG)).isEqualTo("nobody null nothing");
        assertThat(reactive.call(this::seen)
                        .contextWrite(Context.of(SecurityContext.class, Mono.empty()))
                        .block(LONG))
                .isEqualTo("nobody null nothing");
    }

    /** As with a session in a store: it is loaded without a thread that waits. */
    @Test
    void securityContextMayBeLoadedLater() {
        ReactiveBatchExecutor reactive = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler);
        Mono<SecurityContext> loaded = Mono.<SecurityContext>fromSupplier(
                        () -> new SecurityContextImpl(new TestingAuthenticationToken("ada", "")))
                .subscribeOn(Schedulers.parallel());

        assertThat(reactive.call(this::seen)
                        .contextWrite(ReactiveSecurityContextHolder.withSecurityContext(loaded))
                        .block(LONG))
                .isEqualTo("ada null nothing");
        assertThat(reactive.call(this::seen)
                        .contextWrite(ReactiveSecurityContextHolder.withSecurityContext(
                                Mono.error(new IllegalStateException("no session"))))
                        .onErrorResume(failure -> Mono.just(failure.getMessage()))
                        .block(LONG))
                .isEqualTo("no session");
    }

    @Test
    void changesOfTheSecurityContextStayInTheExecution() {
        ReactiveBatchExecutor reactive = ReactiveBatchExecutor.create(BatchExecutor::create, scheduler);
        Mono<String> changing = reactive.call(() -> {
            String user = seen();
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("root", ""));
            return user;
        });

        assertThat(changing.repeat(1).collectList().contextWrite(context("ada")).block(LONG))
                .allMatch(user -> user.startsWith("ada "));
    }
}
