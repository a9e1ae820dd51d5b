package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.Main;

/** A short run of every stress test. The README tells how to run them for longer. */
class StressTest {

    /** One JVM and 100 ms for each test; a small number of executions at a time, as threads are slow. */
    private static final List<String> SHORT = List.of(
            "-v -c 2 -f 1 -iters 1 -time 100 -sc false -af NONE -pth false -strideSize 16 -strideCount 4 -r report"
                    .split(" "));

    /** The tests that use more threads than those of the harness. */
    private static final String BODIES = "BatonStress|RecallStress|ConfinementStress.Bodies";

    /** The style of two threads that spin until both are ready: they overlap more often than if they were woken. */
    private static final String OTHERS = "ConfinementStress.Pipelines|AnswerCellStress|AnswerStress|SharedCallsStress";

    @ParameterizedTest
    @MethodSource("io.github.batch4j.CoroutineKinds#threads")
    void nothingForbiddenIsSeenOfBodies(CoroutineKind kind) throws Exception {
        assertThat(run(kind, BODIES, "THREAD_YIELD")).contains("[OK] " + BatonStress.class.getName());
    }

    @Test
    void nothingForbiddenIsSeenOfTheRest() throws Exception {
        assertThat(run(CoroutineKind.PLATFORM_THREAD, OTHERS, "THREAD_SPIN_WAIT"))
                .contains("[OK] " + AnswerStress.class.getName());
    }

    private static String run(CoroutineKind kind, String tests, String spinStyle) throws Exception {
        String jvmArguments = String.join(" ", CoroutineKinds.jvmArguments(kind)) + " -Xmx256m";
        String output = new ForkedJvm(Path.of("target", "jcstress", kind + " " + spinStyle))
                .with(List.of(Main.class.getName(), "-jvmArgs", jvmArguments, "-t", tests, "-spinStyle", spinStyle))
                .with(SHORT)
                .run();
        assertThat(output).containsPattern("All remaining tests: \\d+ matching");
        return output;
    }
}
