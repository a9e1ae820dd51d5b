package io.github.batch4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, as short as possible, in JVMs of their own. */
class BenchmarksRunTest {

    private static final boolean HAS_CONTINUATIONS = Runtime.version().feature() >= 24;

    @TempDir
    Path directory;

    @Test
    void printsWhatThisJdkCanRunAndLeavesOutTheRest() throws Exception {
        String printed = run("Bodies.*On(Continuations|PlatformThreads).neverSuspends");

        assertThat(printed).contains("| platform thread, caller too | ");
        if (HAS_CONTINUATIONS) {
            assertThat(printed).contains("| continuation | ").doesNotContain("Left out");
        } else {
            assertThat(printed)
                    .contains("Left out: BodiesBenchmark.OnContinuations. ")
                    .doesNotContain("| continuation | ");
        }
    }

    @Test
    void optionsOfTheHeapLeaveThatOfTheCoroutines() throws Exception {
        assertThat(run("Bodies.*OnPlatformThreads.neverSuspends", "-jvmArgsAppend", "-Dany=option"))
                .contains("`-Dbatch4j.coroutines=platform-thread -Xmx256m -Dany=option`");
    }

    private String run(String choice, String... more) throws Exception {
        String[] few = {
            choice,
            "-p",
            "n=5",
            "-f",
            "1",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "1ms",
            "-foe",
            "true",
            "-jvmArgs",
            "-Xmx256m",
            "-rff",
            directory.resolve("results.json").toString()
        };
        String[] arguments =
                Stream.concat(Arrays.stream(few), Arrays.stream(more)).toArray(String[]::new);
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Benchmarks.main(arguments);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
