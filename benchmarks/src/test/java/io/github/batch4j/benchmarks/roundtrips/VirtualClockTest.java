package io.github.batch4j.benchmarks.roundtrips;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.SendPolicy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private static BatchLoader<Integer, Integer> store(VirtualClock clock, String name, long micros) {
        return BatchLoader.ofAsync(name, keys -> clock.after(micros, () -> answers(keys)));
    }

    private static Map<Integer, Integer> answers(List<Integer> keys) {
        return keys.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    /** A chain of five loads of a quick store beside one load of a slow store. */
    private static long time(SendPolicy policy) throws InterruptedException {
        VirtualClock clock = new VirtualClock();
        BatchLoader<Integer, Integer> quick = store(clock, "quick", 10);
        BatchLoader<Integer, Integer> slow = store(clock, "slow", 45);
        BatchGenerator<Integer> chain = quick.get(0);
        for (int i = 1; i < 5; i++) {
            int next = i;
            chain = chain.flatMap(before -> quick.get(next));
        }
        BatchGenerator<List<Integer>> program = BatchGenerator.all(List.of(chain, slow.get(0)));
        BatchExecutor executor =
                BatchExecutor.builder().sendPolicy(policy).listener(clock).build();
        return clock.time(() -> executor.execute(program));
    }

    @Test
    void byStepsEachStepTakesAsLongAsItsSlowestStore() throws InterruptedException {
        assertThat(time(SendPolicy.bySteps())).isEqualTo(45 + 4 * 10);
    }

    @Test
    void asAnsweredNothingWaitsForTheSlowestStore() throws InterruptedException {
        assertThat(time(SendPolicy.asAnswered())).isEqualTo(5 * 10);
    }
}
