package io.github.batch4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    private static final String CONDITIONS = "any JVM";

    @Test
    void setsTheFormsOfATaskSideBySide() {
        ResultTable table = new ResultTable(List.of(
                result("one level", 1_000, "javaDataLoader", 250),
                result("one level", 1_000, "pipeline", 50),
                result("one level", 1_000, "byHand", 12.5)));

        assertThat(table.markdown().lines().toList())
                .containsSubsequence(
                        "- one level: any JVM",
                        "| task | n | by hand | pipeline | java-dataloader"
                                + " | pipeline / by hand | java-dataloader / pipeline |",
                        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
                        "| one level | 1,000 | 12.5 | 50.0 | 250 | 4.0 | 5.0 |");
    }

    @Test
    void leavesACellEmptyThatWasNotMeasured() {
        ResultTable table = new ResultTable(
                List.of(result("new executor", 1, "byHand", 40), result("one level", 3, "pipeline", 50)));

        assertThat(table.markdown().lines().toList())
                .containsSubsequence(
                        "| task | n | by hand | pipeline |",
                        "| new executor | 1 | 40.0 |  |",
                        "| one level | 3 |  | 50.0 |");
    }

    @Test
    void comparesLargeWithSmall() {
        ResultTable table = new ResultTable(List.of(
                result("growth, levels 1", 1_000, "pipeline", 50),
                result("growth, levels 1", 1_000_000, "pipeline", 75)));

        assertThat(table.markdown()).endsWith("| growth, levels 1 | 1,000,000 | 1.5 |");
    }

    @Test
    void bodiesHaveATableOfTheirOwn() {
        ResultTable table = new ResultTable(List.of(
                result("bodies on continuations inlined", 1_000, "yields", 300),
                result("bodies on continuations inlined", 1_000, "javaDataLoader", 310),
                result("two levels", 1_000, "pipeline", 40)));

        assertThat(table.markdown().lines().toList())
                .containsOnlyOnce("| two levels | 1,000 | 40.0 |")
                .containsOnlyOnce("| continuation, `-XX:FreqInlineSize=600` | 0.30 |  |  |  |  |")
                .noneMatch(line -> line.startsWith("| bodies"));
    }

    @Test
    void namesATaskByItsClasses() {
        assertThat(Result.readAll("""
                "jmhVersion" : "1.37",
                "benchmark" : "io.github.batch4j.benchmarks.HandOffBenchmark.OnVirtualThreadsForAPlatformThread.ring",
                """))
                .extracting(Result::task, Result::form)
                .containsExactly(tuple("hand off on virtual threads for a platform thread", "ring"));
    }

    @Test
    void readsWhatJmhWrites() {
        assertThat(Result.readAll("""
                [
                    {
                        "jmhVersion" : "1.37",
                        "benchmark" : "io.github.batch4j.benchmarks.GrowthBenchmark.byHand",
                        "forks" : 3,
                        "jvmArgs" : [
                            "-Xms2g",
                            "-Xmx2g"
                        ],
                        "jdkVersion" : "17.0.15",
                        "vmName" : "OpenJDK 64-Bit Server VM",
                        "measurementIterations" : 5,
                        "measurementTime" : "250 ms",
                        "params" : {
                            "levels" : "2",
                            "n" : "1000"
                        },
                        "primaryMetric" : {
                            "score" : 99999.0,
                            "scorePercentiles" : {
                                "0.0" : 12000.0,
                                "50.0" : 1.25E4
                            }
                        },
                        "secondaryMetrics" : {
                            "gc.alloc.rate" : {
                                "scorePercentiles" : {
                                    "50.0" : 99999.0
                                }
                            },
                            "gc.alloc.rate.norm" : {
                                "scorePercentiles" : {
                                    "50.0" : 36000.0
                                }
                            }
                        }
                    }
                ]
                """))
                .containsExactly(new Result(
                        "growth, levels 2",
                        1_000,
                        "byHand",
                        12.5,
                        36,
                        "JDK 17.0.15 (OpenJDK 64-Bit Server VM), `-Xms2g -Xmx2g`,"
                                + " median of 3 JVMs x 5 iterations of 250 ms"));
    }

    private static Result result(String task, int n, String form, double nanos) {
        return new Result(task, n, form, nanos, Double.NaN, CONDITIONS);
    }
}
