package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.soak.CallersSoak;
import io.github.batch4j.soak.SharedCallsSoak;
import io.github.batch4j.soak.Soak;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short soak on each kind of coroutine. The README tells how to run it for longer. */
class SoakTest {

    private static final String EXECUTIONS = "2000";
    private static final String EXECUTIONS_OF_EACH = "300";
    private static final String SHARED_EXECUTIONS = "20000";

    @ParameterizedTest
    @MethodSource("io.github.batch4j.CoroutineKinds#all")
    void nothingIsLeft(CoroutineKind kind) throws Exception {
        String output = new ForkedJvm(Path.of("target", "soak", kind.toString()))
                .with(CoroutineKinds.jvmArguments(kind))
                .with(List.of("-Xmx256m", Soak.class.getName(), EXECUTIONS))
                .run();

        assertThat(output)
                .contains("bodies run on: " + kind)
                .contains("| " + kind + " | " + Runtime.version().feature() + " | ");
    }

    @ParameterizedTest
    @MethodSource("io.github.batch4j.CoroutineKinds#all")
    void nobodyHangsWhoMeetsOthersAtMonitors(CoroutineKind kind) throws Exception {
        String output = new ForkedJvm(Path.of("target", "callers-soak", kind.toString()))
                .with(CoroutineKinds.jvmArguments(kind))
                .with(List.of("-Xmx256m", CallersSoak.class.getName(), EXECUTIONS_OF_EACH))
                .run();

        assertThat(output).contains("| " + kind + " | " + Runtime.version().feature() + " | ");
    }

    @Test
    void nobodyHangsWhoSharesCallsAndNoValueIsAnothers() throws Exception {
        String output = new ForkedJvm(Path.of("target", "shared-calls-soak"))
                .with(List.of("-Xmx256m", SharedCallsSoak.class.getName(), SHARED_EXECUTIONS))
                .run();

        assertThat(output).contains("| " + Runtime.version().feature() + " | 20,000 | ");
    }
}
