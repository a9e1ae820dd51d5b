package io.github.batch4j.spring.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.timeline.Job;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.BatchFindingsException;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorFindingsAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorWorkAutoConfiguration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Findings about executors that are used outside of a request. */
@ExtendWith(OutputCaptureExtension.class)
class FindingsOfJobsTest {

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of());

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class,
                    BatchExecutorFindingsAutoConfiguration.class,
                    BatchExecutorWorkAutoConfiguration.class));

    private static void readOneByOne(BatchExecutor executor) {
        for (int i = 0; i < 5; i++) {
            Job.read(executor, STORE, "secret" + i);
        }
    }

    @Test
    void aJobThatReadsOneByOneIsLoggedOnce(CapturedOutput output) {
        runner.withPropertyValues("batch-executor.findings=log").run(context -> {
            readOneByOne(context.getBean(BatchExecutorFactory.class).create());

            assertThat(output.toString().lines().filter(line -> line.contains("WARN")))
                    .singleElement()
                    .asString()
                    .contains("so far Job.java:14 asked `store` 3 times, one key each")
                    .doesNotContain("secret");
        });
    }

    @Test
    void aJobThatReadsOneByOneFailsAtTheThreshold() {
        runner.withPropertyValues("batch-executor.findings=fail", "batch-executor.findings-threshold=4")
                .run(context -> {
                    BatchExecutor executor =
                            context.getBean(BatchExecutorFactory.class).create();

                    assertThatThrownBy(() -> readOneByOne(executor))
                            .isInstanceOf(BatchFindingsException.class)
                            .hasMessageContaining("asked `store` 4 times");
                });
    }

    @Test
    void executorsOfTwoJobsAreCheckedApart(CapturedOutput output) {
        runner.withPropertyValues("batch-executor.findings=log").run(context -> {
            for (int i = 0; i < 5; i++) {
                Job.read(context.getBean(BatchExecutorFactory.class).create(), STORE, "a");
            }

            assertThat(output).doesNotContain("WARN");
        });
    }

    @Test
    void offByDefault() {
        runner.run(context -> assertThat(context).doesNotHaveBean(FindingsListener.class));
        runner.withPropertyValues("batch-executor.findings=false")
                .run(context -> assertThat(context).doesNotHaveBean(FindingsListener.class));
    }

    @Test
    void aThresholdOfOneIsRefused() {
        runner.withPropertyValues("batch-executor.findings=log", "batch-executor.findings-threshold=1")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("batch-executor.findings-threshold"));
    }
}
