package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cycles are found without comparing each waiter with all others. */
class CycleTest {

    private static int compared;

    /** A frame that others wait for, and that itself waits. */
    private static final class Waiting extends Frame implements OpenFrames.WaitedFor {

        private final List<Frame> waiters = new ArrayList<>();

        @Override
        public List<Frame> waiters() {
            return waiters;
        }

        @Override
        void resume(Engine engine, int child, Object value) {
            throw new AssertionError("resumed");
        }

        @Override
        void fail(Engine engine, int child, Failure failure) {
            throw new AssertionError("failed");
        }

        @Override
        public void close() {}

        @Override
        public String name() {
            return "waiting";
        }

        @Override
        String describe(int child) {
            return name();
        }

        @Override
        public boolean equals(Object other) {
            compared++;
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @Test
    void aLongRingIsFoundWithFewComparisons() {
        Frame.Execution execution = new Frame.Execution(null, null, null);
        List<OpenFrames.WaitedFor> open = new ArrayList<>();
        Frame waiter = execution;
        for (int i = 0; i < 5_000; i++) {
            Waiting waiting = new Waiting();
            waiting.waiters.add(waiter);
            open.add(waiting);
            waiter = waiting;
        }
        assertThat(WaitCycle.find(execution, open)).isNull();

        ((Waiting) open.get(2_500)).waiters.add(waiter);

        assertThat(WaitCycle.find(execution, open)).isNotNull();
        assertThat(compared).isLessThan(10_000);
    }
}
