package io.github.batch4j.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchMetersTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final BatchExecutor executor = BatchExecutor.builder()
            .cache(10)
            .listener(new BatchMeters(registry))
            .build();
    private final BatchLoader<String, String> users =
            BatchLoader.<String, String>of("users", keys -> Map.of()).withCache();
    private final BatchLoader<String, String> orders = BatchLoader.of("orders", keys -> Map.of());

    @Test
    void sizesAreByBatcherAndRoundTripsByExecution() {
        executor.execute(BatchGenerator.all(List.of(users.get("a"), users.get("b"), orders.get("c"))));
        executor.execute(users.get("d"));

        DistributionSummary sizes =
                registry.get("batch4j.batch.size").tag("batcher", "users").summary();
        assertThat(sizes.count()).isEqualTo(2);
        assertThat(sizes.totalAmount()).isEqualTo(3);
        assertThat(registry.get("batch4j.batch.size")
                        .tag("batcher", "orders")
                        .summary()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("batch4j.execution.round.trips").summary().totalAmount())
                .isEqualTo(3);
        assertThat(registry.get("batch4j.execution.round.trips").summary().count())
                .isEqualTo(2);
    }

    @Test
    void answersOfTheCacheAreCounted() {
        executor.execute(users.get("a"));
        executor.execute(BatchGenerator.all(List.of(users.get("a"), users.get("b"))));

        assertThat(registry.get("batch4j.cache.answers").counter().count()).isEqualTo(1);
    }

    @Test
    void aFilterMayThrow() {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                throw new IllegalStateException();
            }
        });

        assertThat(executor.execute(users.get("a"))).isNull();
    }
}
