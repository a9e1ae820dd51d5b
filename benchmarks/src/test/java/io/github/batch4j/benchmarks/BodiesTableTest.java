package io.github.batch4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BodiesTableTest {

    @Test
    void setsCoroutineKindsBesideHandOffsAndThoseWithoutBodies() {
        assertThat(BodiesTable.markdown(List.of(
                        result("bodies on continuations", "yields", 360),
                        result("bodies on continuations", "services", 370),
                        result("bodies on continuations", "neverSuspends", 50),
                        result("bodies on continuations inlined", "yields", 310),
                        result("bodies on continuations inlined", "javaDataLoader", 320),
                        result("bodies on virtual threads", "yields", 1_200),
                        result("bodies on virtual threads for a platform thread", "yields", 1_500),
                        result("bodies on platform threads", "yields", 58_000),
                        result("hand off on virtual threads", "ring", 920),
                        result("hand off on virtual threads", "star", 1_800),
                        result("hand off on virtual threads for a platform thread", "ring", 2_400),
                        result("hand off on virtual threads for a platform thread", "star", 119_000),
                        result("hand off on platform threads", "star", 99_000),
                        result("two levels", "javaDataLoader", 300),
                        result("two levels", "loader", 70),
                        result("two levels", "pipeline", 40))))
                .containsExactly(
                        "",
                        "**1,000 bodies side by side that load a user and then the spouse**",
                        "",
                        "| us a body | `batch.yield` | blocking services | body that never waits"
                                + " | hand-off, ring | hand-off, star |",
                        "| --- | ---: | ---: | ---: | ---: | ---: |",
                        "| continuation | 0.36 | 0.37 | 0.05 |  |  |",
                        "| continuation, `-XX:FreqInlineSize=600` | 0.31 |  |  |  |  |",
                        "| virtual thread, caller virtual | 1.20 |  |  | 0.92 | 1.80 |",
                        "| virtual thread, caller a platform thread | 1.50 |  |  | 2.40 | 119 |",
                        "| platform thread, caller too | 58 |  |  |  | 99 |",
                        "| java-dataloader | 0.30 |  |  |  |  |",
                        "| java-dataloader, `-XX:FreqInlineSize=600` | 0.32 |  |  |  |  |",
                        "| pipeline | 0.04 |  |  |  |  |",
                        "",
                        "**how many times as long**",
                        "",
                        "| ratio |  |",
                        "| --- | ---: |",
                        "| continuation: body / java-dataloader | 1.20 |",
                        "| continuation, `-XX:FreqInlineSize=600`: body / java-dataloader | 0.97 |",
                        "| virtual thread, caller virtual: body / ring | 1.30 |",
                        "| virtual thread, caller a platform thread: star / body | 79 |",
                        "| platform thread, caller too: star / body | 1.71 |");
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        assertThat(BodiesTable.markdown(List.of(
                        result("bodies on platform threads", "neverSuspends", 110),
                        result("two levels", "pipeline", 40))))
                .endsWith(
                        "| --- | ---: | ---: | ---: | ---: | ---: |",
                        "| platform thread, caller too |  |  | 0.11 |  |  |",
                        "| pipeline | 0.04 |  |  |  |  |");
    }

    @Test
    void hasATableForEachNumberOfBodies() {
        assertThat(BodiesTable.markdown(List.of(
                        result("two levels", 3, "pipeline", 90),
                        result("two levels", 100, "pipeline", 41),
                        result("two levels", 1_000, "pipeline", 40),
                        result("bodies on continuations", 1_000, "yields", 360),
                        result("bodies on continuations", 100, "yields", 350))))
                .filteredOn(line -> line.contains("0.") || line.startsWith("**"))
                .containsExactly(
                        "**100 bodies side by side that load a user and then the spouse**",
                        "| continuation | 0.35 |  |  |  |  |",
                        "| pipeline | 0.04 |  |  |  |  |",
                        "**1,000 bodies side by side that load a user and then the spouse**",
                        "| continuation | 0.36 |  |  |  |  |",
                        "| pipeline | 0.04 |  |  |  |  |");
    }

    @Test
    void thereIsNoneWithoutBodies() {
        assertThat(BodiesTable.markdown(List.of(result("two levels", "pipeline", 40))))
                .isEmpty();
    }

    private static Result result(String task, String form, double nanos) {
        return result(task, 1_000, form, nanos);
    }

    private static Result result(String task, int n, String form, double nanos) {
        return new Result(task, n, form, nanos, Double.NaN, "any JVM");
    }
}
