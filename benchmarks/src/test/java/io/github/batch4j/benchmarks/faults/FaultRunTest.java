package io.github.batch4j.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run of all faults. */
class FaultRunTest {

    /** Far above the timeouts of the clients: 1 s for a connection, 2 s for the socket, 1 s for Redis. */
    private static final long BOUND_MILLIS = 15_000;

    @Test
    void everyCallEndsRightOrClearlyAndServiceComesBack() throws Exception {
        try (FaultRun run = new FaultRun(Duration.ofSeconds(1))) {
            List<Phase> phases = run.all(); // waits for results of all workers after each fault

            assertThat(phases).allSatisfy(phase -> {
                assertThat(phase.tally().wrong()).as("wrong answers").isZero();
                assertThat(phase.tally().strange())
                        .as("failures that say nothing of a store")
                        .isEmpty();
                assertThat(phase.tally().longestMillis()).as("longest call").isLessThan(BOUND_MILLIS);
                assertThat(phase.tally().results()).isPositive();
            });
            assertThat(phases.get(0).tally().failures())
                    .as("before the first fault")
                    .isEmpty();
            assertThat(phases.subList(1, 4))
                    .allSatisfy(phase -> assertThat(phase.tally().failures())
                            .as(phase.name())
                            .isNotEmpty());
            assertThat(run.taken()).as("connections taken at the end").isZero();
        }
    }
}
