package io.github.batch4j.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The current observation of bodies; scopes are closed in the reverse order of their opening. */
@Tag("coroutines")
@SpringJUnitConfig
@TestPropertySource(properties = "batch-executor.observations.enabled=false") // so the caller's own is the current one
class ObservationBodyTest {

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of());

    @Autowired
    private ObservationRegistry registry;

    @Autowired
    private Scopes scopes;

    @Autowired
    private BatchExecutorFactory factory;

    @Test
    void bodyFindsTheObservationOfTheCaller() {
        inObservation("caller", () -> {
            BatchExecutor executor = factory.create();

            assertThat(executor.all(List.of("a", "b"), key -> {
                        String before = current();
                        executor.execute(STORE.get(key));
                        return before + " " + current();
                    }))
                    .containsExactly("caller caller", "caller caller");
        });
        scopes.assertAllClosed();
    }

    @Test
    void bodyFindsNoneIfTheCallerHasNone() {
        BatchExecutor executor = factory.create();

        assertThat(executor.all(List.of("a"), key -> current())).containsExactly("none");
    }

    @Test
    void scopesOfABodyAreItsOwn() {
        inObservation("caller", () -> {
            Observation.Scope ofCaller = registry.getCurrentObservationScope();
            BatchExecutor executor = factory.create();
            List<List<String>> found = executor.all(List.of("a", "b", ""), name -> {
                List<String> seen = new ArrayList<>();
                seen.add(current());
                if (!name.isEmpty()) {
                    inObservation("outer " + name, () -> {
                        inObservation("inner " + name, () -> {
                            executor.execute(STORE.get("1" + name));
                            seen.add(current());
                            executor.execute(STORE.get("2" + name));
                        });
                        seen.add(current());
                        executor.execute(STORE.get("3" + name));
                        seen.add(current());
                    });
                }
                executor.execute(STORE.get("4" + name));
                seen.add(current());
                return seen;
            });

            assertThat(found)
                    .containsExactly(
                            List.of("caller", "inner a", "outer a", "outer a", "caller"),
                            List.of("caller", "inner b", "outer b", "outer b", "caller"),
                            List.of("caller", "caller"));
            assertThat(registry.getCurrentObservationScope()).isSameAs(ofCaller);
        });
        scopes.assertAllClosed();
    }

    @Test
    void scopeThatABodyLeavesOpenIsNotLeftToTheNext() {
        BatchExecutor executor = factory.create();
        inObservation(
                "caller",
                () -> executor.all(List.of("a", "b"), name -> {
                    Observation.start("forgotten", registry).openScope();
                    executor.execute(STORE.get(name));
                    return name;
                }));

        assertThat(executor.all(List.of("a", "b"), name -> current())).containsOnly("none");
        assertThat(registry.getCurrentObservationScope()).isNull();
        scopes.assertAllClosed();
    }

    private void inObservation(String name, Runnable code) {
        Observation.createNotStarted(name, registry).observe(code);
    }

    private String current() {
        Observation observation = registry.getCurrentObservation();
        return observation == null ? "none" : observation.getContext().getName();
    }

    /** An observation handler that keeps the open scopes of each thread in a stack, as tracing does. */
    static class Scopes implements ObservationHandler<Observation.Context> {

        private final ThreadLocal<Deque<Observation.Context>> open = ThreadLocal.withInitial(ArrayDeque::new);
        private final Queue<Observation.Context> allOpen = new ConcurrentLinkedQueue<>();
        private final Queue<String> outOfOrder = new ConcurrentLinkedQueue<>();

        @Override
        public void onScopeOpened(Observation.Context context) {
            open.get().push(context);
            allOpen.add(context);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            if (open.get().poll() != context) {
                outOfOrder.add(context.getName());
            }
            allOpen.remove(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        void assertAllClosed() {
            assertThat(outOfOrder).isEmpty();
            assertThat(allOpen).isEmpty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Scopes scopes() {
            return new Scopes();
        }

        @Bean
        ObservationRegistry registry(Scopes scopes) {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(scopes);
            return registry;
        }
    }
}
