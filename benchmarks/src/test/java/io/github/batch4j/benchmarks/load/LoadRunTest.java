package io.github.batch4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run under load: requests have their own answers, and its table has a cell for each column. */
class LoadRunTest {

    @Test
    void eachLoadIsARowOfTheTable() throws Exception {
        LoadRun run = LoadRun.of("seconds=0.1", "pairs=1", "concurrent=16", "millis=0");

        try (LoadDatabase database = new LoadDatabase()) {
            List<String> rows = run.runOn(database);

            assertThat(rows)
                    .singleElement()
                    .satisfies(row -> assertThat(cells(row)).as(row).isEqualTo(cells(LoadTable.HEAD.get(1))));
            assertThat(database.statements()).as("of the last run").isPositive();
        }
    }

    private static long cells(String row) {
        return row.chars().filter(each -> each == '|').count();
    }

    @Test
    void argumentsReplaceDefaults() {
        assertThat(LoadRun.of("threads=virtual", "seconds=0.5", "concurrent=1,2", "millis=1"))
                .isEqualTo(new LoadRun(Duration.ofMillis(500), 5, true, List.of(1, 2), List.of(Duration.ofMillis(1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadRun.of("rounds=1"))
                .withMessageContaining("got 'rounds'");
    }

    @Test
    void medianIsTheMiddle() {
        assertThat(LoadTable.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(LoadTable.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }
}
