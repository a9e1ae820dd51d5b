package io.github.batch4j.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short run of requests that share their queries. */
class SharingRunTest {

    @Test
    void noUserSeesTheRowsOfAnother() throws Exception {
        SharingRun run = new SharingRun(1_500, 1, Thread::new);

        run.run();

        assertThat(run.strange).isEmpty();
        assertThat(run.crossed.sum()).as("crossed").isZero();
        assertThat(run.right.sum()).isPositive();
        assertThat(run.refused.sum()).isPositive();
        assertThat(run.ofDatabase.sum())
                .as("failed while the database was away")
                .isPositive();
        assertThat(run.merged).isPositive();
        assertThat(run.inUse).as("in use at the end").isZero();
        assertThat(run.hung).isZero();
    }
}
