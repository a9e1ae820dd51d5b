package io.github.batch4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;

/** What is compared must do the same: same result, no more calls of the store. */
class BenchmarksTest {

    private static final int N = 5;

    @TestFactory
    Stream<DynamicTest> oneLevelFindsTheUsersInOneCall() {
        OneLevelBenchmark benchmark = new OneLevelBenchmark();
        benchmark.n = N;
        return eachFormOf(benchmark, users(0), 1);
    }

    @TestFactory
    Stream<DynamicTest> twoLevelsFindTheSpousesInTwoCalls() {
        TwoLevelsBenchmark benchmark = new TwoLevelsBenchmark();
        benchmark.n = N;
        return eachFormOf(benchmark, users(N), 2);
    }

    @TestFactory
    Stream<DynamicTest> growthFindsTheUsersInOneCall() {
        GrowthBenchmark benchmark = new GrowthBenchmark();
        benchmark.levels = 1;
        benchmark.n = N;
        return eachFormOf(benchmark, users(0), 1);
    }

    @TestFactory
    Stream<DynamicTest> growthFindsTheSpousesInTwoCalls() {
        GrowthBenchmark benchmark = new GrowthBenchmark();
        benchmark.levels = 2;
        benchmark.n = N;
        return eachFormOf(benchmark, users(N), 2);
    }

    @TestFactory
    Stream<DynamicTest> duplicateKeysFindEachUserTwiceInOneCall() {
        DuplicateKeysBenchmark benchmark = new DuplicateKeysBenchmark();
        benchmark.n = 2 * N;
        return eachFormOf(
                benchmark, Stream.of(users(0), users(0)).flatMap(List::stream).toList(), 1);
    }

    @TestFactory
    Stream<DynamicTest> aNewExecutorFindsTheCoupleInTwoSteps() {
        long id = UserStore.FIRST_ID;
        Couple couple = new Couple(new User(id, id + 1), new User(id + 1, id));
        // Two if one waits for the id of the spouse first, three if both stores are asked in the first step.
        return eachFormOf(new NewExecutorBenchmark(), couple, 2, 3);
    }

    private static Stream<DynamicTest> eachFormOf(Settings benchmark, Object result, Integer... calls) {
        return Arrays.stream(benchmark.getClass().getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(form -> dynamicTest(form.getName(), () -> {
                    benchmark.fillStore();

                    assertThat(form.invoke(benchmark)).isEqualTo(result);
                    assertThat(UserStore.calls()).isIn((Object[]) calls);
                }));
    }

    private static List<User> users(int from) {
        return LongStream.range(from, from + N)
                .mapToObj(i -> new User(UserStore.FIRST_ID + i, UserStore.FIRST_ID + (i + N) % (2 * N)))
                .toList();
    }
}
