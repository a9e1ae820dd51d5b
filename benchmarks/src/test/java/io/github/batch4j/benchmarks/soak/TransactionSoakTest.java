package io.github.batch4j.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** A short soak, on each kind of caller that the JDK has. */
class TransactionSoakTest {

    private static void allIsRight(ThreadFactory threads) throws InterruptedException {
        TransactionSoak soak = new TransactionSoak();
        try (Store store = soak.store()) {
            assertThat(soak.run(Duration.ofSeconds(1), threads)).as("ended").isTrue();
            assertThat(soak.failures()).isEmpty();
            assertThat(soak.executed()).isPositive();
            assertThat(store.connectionsTaken()).isZero();
        }
    }

    @Test
    void platformThreads() throws InterruptedException {
        allIsRight(Thread::new);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreads() throws Exception {
        allIsRight(TransactionSoak.virtualThreads());
    }
}
