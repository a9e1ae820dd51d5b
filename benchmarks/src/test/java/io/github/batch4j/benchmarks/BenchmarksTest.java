package io.github.batch4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.batch4j.CoroutineKind;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** All forms of a task do the same: same result, no more calls of the store. */
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

    /** Three calls by hand and of the others: the users themselves, then the chain of each. */
    @TestFactory
    Stream<DynamicTest> graphQlFindsTheSpousesInThreeCalls() {
        GraphQlBenchmark benchmark = new GraphQlBenchmark();
        benchmark.n = N;
        List<Map<String, Object>> found = new ArrayList<>();
        for (User user : users(0)) {
            String spouse = String.valueOf(user.spouseId());
            found.add(Map.of("id", String.valueOf(user.id()), "spouse", Map.of("id", spouse)));
        }
        return eachFormOf(benchmark, Map.of("users", found), 3);
    }

    @TestFactory
    Stream<DynamicTest> aNewExecutorFindsTheCoupleInTwoSteps() {
        long id = UserStore.FIRST_ID;
        Couple couple = new Couple(new User(id, id + 1), new User(id + 1, id));
        // Two if one form waits for the id of the spouse first, three if both stores are read in the first step.
        return eachFormOf(new NewExecutorBenchmark(), couple, 2, 3);
    }

    @TestFactory
    Stream<DynamicTest> anObservedExecutorFindsTheCoupleInTwoCalls() {
        long id = UserStore.FIRST_ID;
        Couple couple = new Couple(new User(id, id + 1), new User(id + 1, id));
        return Arrays.stream(ObservedExecutorBenchmark.Registries.values())
                .map(registries -> {
                    ObservedExecutorBenchmark benchmark = new ObservedExecutorBenchmark();
                    benchmark.registries = registries;
                    return benchmark;
                })
                .flatMap(benchmark -> eachFormOf(benchmark, couple, 2));
    }

    @TestFactory
    Stream<DynamicTest> anAnnotatedMethodFindsAUserInOneCall() {
        return eachFormOf(
                new BatchedMethodBenchmark(), List.of(new User(UserStore.FIRST_ID, UserStore.FIRST_ID + 1)), 1);
    }

    /** The benchmarks of this JVM's kind of coroutine; the build runs the tests once on each kind that the JDK has. */
    @TestFactory
    Stream<DynamicTest> bodiesFindTheSpousesInTwoCalls() {
        return Stream.of(
                        new BodiesBenchmark.OnContinuations(),
                        new BodiesBenchmark.OnContinuationsInlined(),
                        new BodiesBenchmark.OnVirtualThreads(),
                        new BodiesBenchmark.OnVirtualThreadsForAPlatformThread(),
                        new BodiesBenchmark.OnPlatformThreads())
                .filter(benchmark -> benchmark.kind == CoroutineKind.current())
                .peek(benchmark -> benchmark.n = N)
                .flatMap(benchmark -> formsOf(benchmark)
                        .map(form -> form.getName().equals("neverSuspends")
                                ? test(benchmark, form, usersMarriedToThemselves(), 0)
                                : test(benchmark, form, users(N), 2)));
    }

    @TestFactory
    Stream<DynamicTest> handOffRunsEachThreadThreeTimesWithoutTheStore() {
        Stream<HandOffBenchmark> onVirtualThreads = Runtime.version().feature() < 21
                ? Stream.of()
                : Stream.of(
                        new HandOffBenchmark.OnVirtualThreads(),
                        new HandOffBenchmark.OnVirtualThreadsForAPlatformThread());
        return Stream.concat(onVirtualThreads, Stream.of(new HandOffBenchmark.OnPlatformThreads()))
                .peek(benchmark -> benchmark.n = N)
                .flatMap(benchmark -> eachFormOf(benchmark, 3 * N, 0));
    }

    private static Stream<DynamicTest> eachFormOf(Settings benchmark, Object result, Integer... calls) {
        return formsOf(benchmark).map(form -> test(benchmark, form, result, calls));
    }

    private static Stream<Method> formsOf(Settings benchmark) {
        return methods(benchmark, Benchmark.class);
    }

    private static DynamicTest test(Settings benchmark, Method form, Object result, Integer... calls) {
        return dynamicTest(benchmark.getClass().getSimpleName() + "." + form.getName(), () -> {
            for (Method setup : methods(benchmark, Setup.class).toList()) {
                setup.invoke(benchmark);
            }

            assertThat(form.invoke(benchmark)).isEqualTo(result);
            assertThat(UserStore.calls()).isIn((Object[]) calls);
        });
    }

    private static Stream<Method> methods(Settings benchmark, Class<? extends Annotation> annotation) {
        return Arrays.stream(benchmark.getClass().getMethods())
                .filter(method -> method.isAnnotationPresent(annotation));
    }

    private static List<User> users(int from) {
        return LongStream.range(from, from + N)
                .mapToObj(i -> new User(UserStore.FIRST_ID + i, UserStore.FIRST_ID + (i + N) % (2 * N)))
                .toList();
    }

    private static List<User> usersMarriedToThemselves() {
        return LongStream.range(UserStore.FIRST_ID, UserStore.FIRST_ID + N)
                .mapToObj(id -> new User(id, id))
                .toList();
    }
}
