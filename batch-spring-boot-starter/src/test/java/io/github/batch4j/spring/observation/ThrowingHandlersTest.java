package io.github.batch4j.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Handlers and conventions that throw do not fail an execution, and leave nothing on the thread. */
@ExtendWith(OutputCaptureExtension.class)
class ThrowingHandlersTest {

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> {
        if (keys.contains("bad")) {
            throw new IllegalStateException("of the store");
        }
        return Map.of("a", "A");
    });

    private final ObservationRegistry registry = ObservationRegistry.create();

    @ParameterizedTest
    @ValueSource(strings = {"onStart", "onError", "onScopeOpened", "onScopeClosed", "onStop", "supportsContext"})
    void aHandlerMayThrow(String where, CapturedOutput output) {
        registry.observationConfig().observationHandler(new Throwing(where));
        BatchExecutor executor = executor(null);

        for (int i = 0; i < 2; i++) {
            assertThat(executor.execute(STORE.get("a"))).isEqualTo("A");
            assertThatThrownBy(() -> executor.execute(STORE.get("bad"))).hasMessage("of the store");
        }

        assertThat(registry.getCurrentObservationScope()).isNull();
        assertThat(output.getOut().split("java.lang.IllegalArgumentException", -1))
                .as("logged once, by its class")
                .hasSize(2);
        assertThat(output).contains("WARN").doesNotContain("secret");
    }

    @Test
    void aConventionMayThrow(CapturedOutput output) {
        registry.observationConfig().observationHandler(new Throwing("nowhere"));
        BatchExecutor executor = executor(new BatchObservationConvention() {
            @Override
            public String getName() {
                throw new IllegalArgumentException("secret");
            }
        });

        assertThat(executor.execute(STORE.get("a"))).isEqualTo("A");

        assertThat(registry.getCurrentObservationScope()).isNull();
        assertThat(output).contains("java.lang.IllegalArgumentException").doesNotContain("secret");
    }

    private BatchExecutor executor(BatchObservationConvention convention) {
        return BatchExecutor.builder()
                .listener(new BatchObservations(registry, null, convention))
                .build();
    }

    private record Throwing(String where) implements ObservationHandler<Observation.Context> {

        @Override
        public void onStart(Observation.Context context) {
            throwIf("onStart");
        }

        @Override
        public void onError(Observation.Context context) {
            throwIf("onError");
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            throwIf("onScopeOpened");
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            throwIf("onScopeClosed");
        }

        @Override
        public void onStop(Observation.Context context) {
            throwIf("onStop");
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            throwIf("supportsContext");
            return true;
        }

        private void throwIf(String here) {
            if (List.of(here).contains(where)) {
                throw new IllegalArgumentException("secret");
            }
        }
    }
}
