package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.observation.BatchMeters;
import io.github.batch4j.spring.observation.BatchObservations;
import io.github.batch4j.spring.observation.SharedCallLinks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservationAutoConfigurationTest {

    private final ApplicationContextRunner without = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class, BatchExecutorObservationAutoConfiguration.class));
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ApplicationContextRunner runner =
            without.withBean(MeterRegistry.class, () -> meters).withBean(ObservationRegistry.class, this::observations);

    private ObservationRegistry observations() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        return registry;
    }

    @Test
    void executionsAndBatchesHaveTimersAndMeters() {
        runner.run(context -> {
            context.getBean(BatchExecutorFactory.class)
                    .create()
                    .execute(BatchLoader.of("users", keys -> Map.of()).get("12345"));

            assertThat(meters.get("batch4j.batch")
                            .tags("batcher", "users", "kind", "round-trip", "outcome", "SUCCESS")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("batch4j.execution")
                            .tag("outcome", "SUCCESS")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("batch4j.batch.size").summary().count()).isEqualTo(1);
            assertThat(meters.getMeters())
                    .noneMatch(meter -> meter.getId().toString().contains("12345"));
        });
    }

    @Test
    void sharedCallsHaveMeters() {
        runner.withBean("usersSharedCalls", SharedCalls.class, () -> SharedCalls.of(3))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(meters.get("batch4j.shared.calls.max")
                                    .tag("name", "users")
                                    .gauge()
                                    .value())
                            .isEqualTo(3);
                    assertThat(meters.get("batch4j.shared.calls.active").gauge().value())
                            .isZero();
                    assertThat(meters.get("batch4j.shared.batches.waiting")
                                    .gauge()
                                    .value())
                            .isZero();
                    assertThat(meters.get("batch4j.shared.batches.merged")
                                    .functionCounter()
                                    .count())
                            .isZero();
                    assertThat(meters.get("batch4j.shared.calls.failed")
                                    .functionCounter()
                                    .count())
                            .isZero();
                });
    }

    @Test
    void mergedCallsAreLinkedIfOpenTelemetryIsThere() {
        runner.run(context -> assertThat(context).hasSingleBean(SharedCallLinks.class));
        runner.withClassLoader(new FilteredClassLoader("io.opentelemetry"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SharedCalls.Listener.class));
        runner.withBean(SharedCalls.Listener.class, () -> new SharedCalls.Listener() {})
                .run(context -> assertThat(context).doesNotHaveBean(SharedCallLinks.class));
    }

    @Test
    void theApplicationsOwnListenersReplaceThem() {
        BatchObservations observations = new BatchObservations(ObservationRegistry.create(), null, null);
        BatchMeters sizes = new BatchMeters(meters);
        runner.withBean("ownObservations", BatchObservations.class, () -> observations)
                .withBean("ownMeters", BatchMeters.class, () -> sizes)
                .run(context -> assertThat(context)
                        .getBeanNames(BatchListener.class)
                        .containsExactlyInAnyOrder("ownObservations", "ownMeters"));
    }

    @Test
    void switchedOffThereAreNone() {
        runner.withPropertyValues("batch-executor.observations.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BatchListener.class));
        runner.withPropertyValues("batch-executor.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BatchListener.class));
    }

    @Test
    void withoutARegistryThereAreNone() {
        without.run(context -> assertThat(context).doesNotHaveBean(BatchListener.class));
        without.withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(context)
                        .getBeanNames(BatchListener.class)
                        .containsExactly("batchExecutorObservations"));
    }

    @Test
    void withoutTheirLibrariesThereAreNone() {
        without.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(context)
                        .getBeanNames(BatchListener.class)
                        .containsExactly("batchExecutorObservations"));
        without.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BatchListener.class));
    }
}
