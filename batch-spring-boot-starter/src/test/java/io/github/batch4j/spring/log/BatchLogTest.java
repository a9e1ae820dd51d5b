package io.github.batch4j.spring.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.timeline.WatchedApplication;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The lines of the log at each level, which can be changed while the application runs. */
class BatchLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.batch4j.batches");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void restore() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void eachLevelHasItsLinesWithoutValues() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BatchExecutorAutoConfiguration.class))
                .run(context -> {
                    BatchExecutorFactory factory = context.getBean(BatchExecutorFactory.class);

                    assertThat(lines(factory, Level.INFO, "secret")).isEmpty();
                    assertThat(lines(factory, Level.DEBUG, "secret", "other", "secret"))
                            .containsExactly("DEBUG execution: 1 round trip in 1 step, 2 operations,"
                                    + " 0 answers from the cache, 0 ms");
                    assertThat(lines(factory, Level.TRACE, "secret", "other", "secret"))
                            .containsExactly(
                                    "TRACE step 1, store: 2 operations (asked 3 times), 0 ms",
                                    "DEBUG execution: 1 round trip in 1 step, 2 operations,"
                                            + " 0 answers from the cache, 0 ms");
                    assertThat(lines(factory, Level.TRACE, "secret"))
                            .contains("TRACE step 1, store: 1 operation, 0 ms");
                });
    }

    private List<String> lines(BatchExecutorFactory factory, Level level, String... keys) {
        lines.list.clear();
        logger.setLevel(level);
        factory.create()
                .executeAll(Stream.of(keys).map(WatchedApplication.STORE::get).toList());
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage().replaceAll("\\d+\\.\\d ms", "0 ms"))
                .toList();
    }
}
