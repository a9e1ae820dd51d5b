package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.batch4j.BatchExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/** What an application prints that cannot start. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTest {

    @Test
    void executorInjectedWhereThereAreNoRequests(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, Job.class).web(WebApplicationType.NONE));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Parameter 0 of constructor in " + Job.class.getName()
                        + " required a BatchExecutor, and there is none: it belongs to an HTTP request, so the bean"
                        + " exists only in servlet web applications, and not with batch-executor.enabled=false.")
                .contains("Inject BatchExecutorFactory and call create(), which gives an executor for one job or"
                        + " message.");
    }

    @Test
    void missingExecutorIsExplainedBeforeSpringBootExplainsIt() throws ClassNotFoundException {
        Class<?> springBoots = Class.forName(
                "org.springframework.boot.autoconfigure.diagnostics.analyzer.NoSuchBeanDefinitionFailureAnalyzer");

        assertThat(AnnotationAwareOrderComparator.INSTANCE.compare(NoBatchExecutorFailureAnalyzer.class, springBoots))
                .isNegative();
    }

    @Test
    void anotherMissingBeanIsNotOurs(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, NeedsText.class).web(WebApplicationType.NONE));

        assertThat(output)
                .contains("required a bean of type 'java.lang.StringBuilder' that could not be found")
                .doesNotContain("BatchExecutorFactory");
    }

    @Test
    void batchesThatHoldNothing(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("batch-executor.redis.max-batch-size=0"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("batch-executor.redis.max-batch-size")
                .contains("It must be at least 1.");
    }

    private static void fail(SpringApplicationBuilder application) {
        assertThatException().isThrownBy(application::run);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    static class Job {

        Job(BatchExecutor executor) {}
    }

    static class NeedsText {

        NeedsText(StringBuilder text) {}
    }
}
