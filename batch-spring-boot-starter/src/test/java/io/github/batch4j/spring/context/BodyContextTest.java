package io.github.batch4j.spring.context;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.micrometer.context.ContextRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The context that bodies find on their thread, and the end of their own bindings. */
@Tag("coroutines")
@SpringJUnitConfig
class BodyContextTest {

    private static final BatchLoader<String, String> NEVER =
            BatchLoader.ofAsync("never", keys -> new CompletableFuture<>());

    private final List<String> boundInBatches = new ArrayList<>();
    private final BatchExecutor executor;
    private Binding binding = Binding.MAPPED_DIAGNOSTIC_CONTEXT;
    private final BatchLoader<String, String> store = BatchLoader.of("store", keys -> {
        boundInBatches.add(binding.bound());
        return Map.of();
    });

    BodyContextTest(@Autowired BatchExecutorFactory factory) {
        executor = factory.create();
    }

    @BeforeAll
    static void register() {
        ContextRegistry.getInstance().registerThreadLocalAccessor("test", Binding.REGISTERED);
    }

    @AfterAll
    static void unregister() {
        ContextRegistry.getInstance().removeThreadLocalAccessor("test");
    }

    @AfterEach
    void unbind() {
        binding.bind(null);
    }

    @ParameterizedTest
    @EnumSource
    void bodiesFindWhatTheCallerHasBound(Binding each) {
        binding = each;
        binding.bind("caller");

        List<List<String>> found = executor.all(List.of("a", "b"), name -> {
            String before = binding.bound();
            ask(name);
            return List.of(before, binding.bound());
        });

        assertThat(found).containsExactly(List.of("caller", "caller"), List.of("caller", "caller"));
        assertThat(binding.bound()).isEqualTo("caller");
    }

    @ParameterizedTest
    @EnumSource
    void whatABodyBindsIsItsOwn(Binding each) {
        binding = each;
        binding.bind("caller");

        List<List<String>> found = executor.all(asList("a", null, "c"), word -> {
            String before = binding.bound();
            binding.bind(word);
            ask("1 " + word);
            String between = binding.bound();
            ask("2 " + word);
            return asList(before, between, binding.bound());
        });

        assertThat(found)
                .containsExactly(
                        List.of("caller", "a", "a"), asList("caller", null, null), List.of("caller", "c", "c"));
        assertThat(boundInBatches).containsExactly("caller", "caller");
        assertThat(binding.bound()).isEqualTo("caller");
    }

    @ParameterizedTest
    @EnumSource
    void bodyOfABodyStartsWithWhatThatHasBound(Binding each) {
        binding = each;
        binding.bind("caller");

        List<List<String>> found = executor.all(List.of("a", "b"), word -> {
            binding.bind(word);
            return executor.all(List.of(1, 2), number -> {
                ask(word + number);
                return binding.bound();
            });
        });

        assertThat(found).containsExactly(List.of("a", "a"), List.of("b", "b"));
        assertThat(boundInBatches).containsExactly("caller");
        assertThat(binding.bound()).isEqualTo("caller");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftForTheNextExecution(Binding each) {
        binding = each;
        binding.bind("caller");
        executor.all(List.of("a", "b", "c"), word -> {
            ask(word);
            binding.bind(word);
            return word;
        });
        binding.bind(null);

        // First an executor that binds nothing itself: it may be given the same threads.
        assertThat(foundInBodiesOf(BatchExecutor.create())).containsOnly("null");
        assertThat(foundInBodiesOf(executor)).containsOnly("null");
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatIsClosedFindsWhatIsItsOwn(Binding each) {
        binding = each;
        binding.bind("caller");
        List<String> found = new ArrayList<>();
        BatchGenerator<String> body = BatchGenerator.of(batch -> {
            binding.bind("own");
            try {
                return batch.yield(NEVER.get("a"));
            } finally {
                found.add(binding.bound());
            }
        });

        assertThatThrownBy(() -> executor.execute(body, Duration.ofMillis(10)))
                .isInstanceOf(BatchTimeoutException.class);
        assertThat(found).containsExactly("own");
        assertThat(binding.bound()).isEqualTo("caller");
    }

    private List<String> foundInBodiesOf(BatchExecutor another) {
        return another.all(List.of("a", "b", "c"), word -> {
            another.execute(store.get(word));
            return String.valueOf(binding.bound());
        });
    }

    private void ask(String key) {
        executor.execute(store.get(key));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
