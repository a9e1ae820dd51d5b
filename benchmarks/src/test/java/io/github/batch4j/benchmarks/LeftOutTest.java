package io.github.batch4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.CoroutineKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

class LeftOutTest {

    @Test
    void aJdkWithoutThemLeavesOutVirtualThreadsAndContinuations() throws Exception {
        Options run = new CommandLineOptions("Bodies|HandOff|OneLevel", "-e", "Inlined");

        LeftOut leftOut = LeftOut.from(run, LeftOut.kinds(run, 23));

        assertThat(leftOut.types())
                .containsExactly(
                        "BodiesBenchmark.OnContinuations",
                        "BodiesBenchmark.OnVirtualThreads",
                        "BodiesBenchmark.OnVirtualThreadsBesideContinuations",
                        "BodiesBenchmark.OnVirtualThreadsForAPlatformThread",
                        "HandOffBenchmark.OnVirtualThreads",
                        "HandOffBenchmark.OnVirtualThreadsForAPlatformThread");
        assertThat(leftOut.everything()).isFalse();
        assertThat(leftOut.toString())
                .startsWith("Left out: BodiesBenchmark.OnContinuations, BodiesBenchmark.OnVirtualThreads, ")
                .endsWith(" bodies run on nothing but: platform-thread");
    }

    @Test
    void aJdkWithAllLeavesOutNothing() throws Exception {
        Options run = new CommandLineOptions();

        LeftOut leftOut = LeftOut.from(run, LeftOut.kinds(run, 24));

        assertThat(leftOut.types()).isEmpty();
        assertThat(leftOut.patterns()).isEmpty();
        assertThat(leftOut.everything()).isFalse();
    }

    @Test
    void knowsWhenNothingIsLeftToRun() throws Exception {
        Options run = new CommandLineOptions("Bodies.*OnContinuations");

        assertThat(LeftOut.from(run, LeftOut.kinds(run, 17)).everything()).isTrue();
    }

    @Test
    void aRunThatMatchesNothingIsForJmhToReport() throws Exception {
        Options run = new CommandLineOptions("Misspelled");

        assertThat(LeftOut.from(run, LeftOut.kinds(run, 17)).everything()).isFalse();
    }

    @Test
    void withoutForksThereIsTheCoroutineKindOfThisJvm() throws Exception {
        assertThat(LeftOut.kinds(new CommandLineOptions("-f", "0"), 24)).containsExactly(CoroutineKind.current());
    }

    @Test
    void anotherJvmMayHaveAll() throws Exception {
        assertThat(LeftOut.kinds(new CommandLineOptions("-jvm", "another"), 17))
                .containsExactly(CoroutineKind.values());
    }

    @ParameterizedTest
    @EnumSource
    void goesByWhatTheBenchmarksRunOn(CoroutineKind lacking) throws Exception {
        Set<CoroutineKind> kinds = EnumSet.complementOf(EnumSet.of(lacking));

        LeftOut leftOut = LeftOut.from(new CommandLineOptions("Bodies"), kinds);

        assertThat(leftOut.types()).isEqualTo(bodiesOn(lacking));
    }

    private static List<String> bodiesOn(CoroutineKind kind) throws ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        for (Class<?> type : BodiesBenchmark.class.getDeclaredClasses()) {
            BodiesBenchmark benchmark = (BodiesBenchmark) type.getConstructor().newInstance();
            if (benchmark.kind == kind) {
                names.add("BodiesBenchmark." + type.getSimpleName());
            }
        }
        return names.stream().sorted().toList();
    }
}
