package io.github.batch4j.spring.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.example.timeline.Job;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.BatchFindingsException;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorFindingsAutoConfiguration;
import io.github.batch4j.spring.autoconfigure.BatchExecutorWorkAutoConfiguration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
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
    void aJobThatReadsOneByOneIsLoggedWithoutValues(CapturedOutput output) {
        runner.withPropertyValues("batch-executor.findings=log").run(context -> {
            readOneByOne(context.getBean(BatchExecutorFactory.class).create());

            assertThat(output.toString().lines().filter(line -> line.contains("WARN")))
                    .singleElement()
                    .asString()
                    .contains("job, so far: Job.java:14 asked `store` 3 times, one key each")
                    .doesNotContain("secret");
        });
    }

    private static final BatchLoader<String, String> STATEMENT =
            BatchLoader.of("select name from users where tenant = 'secret' and id in (:keys)", keys -> Map.of());

    private static void readStatementsOneByOne(BatchExecutor executor) {
        for (int i = 0; i < 3; i++) {
            Job.read(executor, STATEMENT, "a" + i);
        }
    }

    @Test
    void aStatementWithoutANameHasItsShortOneInTheLogOfFindings() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.batch4j.findings");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try {
            runner.withPropertyValues("batch-executor.findings=log")
                    .run(context -> readStatementsOneByOne(
                            context.getBean(BatchExecutorFactory.class).create()));
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains(" asked `SELECT users` 3 times");
    }

    @Test
    void aStatementWithoutANameHasItsShortOneInTheFailure() {
        runner.withPropertyValues("batch-executor.findings=fail").run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();

            assertThatThrownBy(() -> readStatementsOneByOne(executor))
                    .isInstanceOf(BatchFindingsException.class)
                    .hasMessageContaining(" asked `SELECT users` 3 times");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT users", "select name from users where tenant = 'secret' and id in (:keys)"})
    void aStatementIsAllowedByItsShortNameAndByItsText(String allowed) {
        runner.withPropertyValues("batch-executor.findings=fail", "batch-executor.findings-allowed[0]=" + allowed)
                .run(context -> readStatementsOneByOne(
                        context.getBean(BatchExecutorFactory.class).create()));
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
    void aLongJobIsCheckedToItsEnd(CapturedOutput output) {
        BatchLoader<String, String> other = BatchLoader.of("other", keys -> Map.of());
        runner.withPropertyValues("batch-executor.findings=log").run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();
            for (int i = 0; i < 200; i++) {
                executor.executeAll(
                        List.of(other.get("a" + i), other.get("b" + i), other.get("c" + i), other.get("d" + i)));
            }
            for (int i = 0; i < 100; i++) {
                Job.read(executor, STORE, "secret" + i);
            }

            assertThat(output.toString().lines().filter(line -> line.contains("WARN")))
                    .hasSize(2)
                    .last()
                    .asString()
                    .containsPattern("asked `store` [2-9]\\d times");
        });
    }

    record Broken(String key) implements BatchableOperation<String> {

        static final Batcher<Broken, String> BATCHER = Batcher.blocking(
                "broken", operations -> operations.stream().map(Broken::key).toList());

        @Override
        public Batcher<Broken, String> batcher() {
            return BATCHER;
        }

        @Override
        public Object asksFor() {
            throw new IllegalStateException("secret");
        }
    }

    @Test
    void anOperationThatCannotBeComparedFailsNobody(CapturedOutput output) {
        runner.withPropertyValues("batch-executor.findings=log").run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();

            assertThat(executor.execute(new Broken("a"))).isEqualTo("a");
            assertThat(output).doesNotContain("secret");
        });
    }

    @Test
    void aUnitOfWorkIsCheckedAtItsEnd(CapturedOutput output) {
        runner.withPropertyValues("batch-executor.findings=log").run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);
            context.getBean(BatchExecutorFactory.class).run(() -> {
                readOneByOne(executor);
                assertThat(output).doesNotContain("WARN");
            });

            assertThat(output.toString().lines().filter(line -> line.contains("WARN")))
                    .singleElement()
                    .asString()
                    .contains("Job.java:14: Job.java:14 asked `store` 5 times, one key each")
                    .doesNotContain("secret");
        });
    }

    @Test
    void aUnitOfWorkFailsThatReadsOneByOne() {
        runner.withPropertyValues("batch-executor.findings=fail").run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);

            assertThatThrownBy(() -> context.getBean(BatchExecutorFactory.class).run(() -> readOneByOne(executor)))
                    .isInstanceOf(BatchFindingsException.class)
                    .hasMessageContaining("asked `store` 3 times");
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
