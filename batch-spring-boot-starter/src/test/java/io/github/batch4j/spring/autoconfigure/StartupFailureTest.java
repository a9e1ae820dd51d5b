package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.redis.RedisBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** The message of an application that cannot start. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTest {

    @ParameterizedTest
    @ValueSource(classes = {Job.class, FactoryJob.class})
    void executorsThatAreSwitchedOff(Class<?> job, CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, job)
                .web(WebApplicationType.NONE)
                .properties("batch-executor.enabled=false"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Parameter 0 of constructor in " + job.getName() + " required a ")
                .contains(", and there is none: it is switched off by batch-executor.enabled=false.")
                .contains("Remove batch-executor.enabled, or set it to true.")
                .doesNotContain("Inject");
    }

    @ParameterizedTest
    @ValueSource(classes = {Job.class, FactoryJob.class})
    void autoConfigurationThatIsExcluded(Class<?> job, CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, job)
                .web(WebApplicationType.NONE)
                .properties("spring.autoconfigure.exclude=" + BatchExecutorAutoConfiguration.class.getName()));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("BatchExecutorAutoConfiguration, which all executors come from, is not in use.")
                .contains("do not exclude BatchExecutorAutoConfiguration")
                .doesNotContain("Inject");
    }

    @Test
    void factoryThatHasAnotherQualifierIsNotMissing(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, PickyJob.class).web(WebApplicationType.NONE));

        assertThat(output)
                .contains("required a bean of type '" + BatchExecutorFactory.class.getName() + "'")
                .contains("@org.springframework.beans.factory.annotation.Qualifier(\"mine\")");
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

    @ParameterizedTest
    @ValueSource(strings = {"batch-executor.enabled", "batch-executor.redis.enabled"})
    void redisThatIsSwitchedOff(String property, CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, NeedsRedis.class)
                .web(WebApplicationType.NONE)
                .properties(property + "=false"));

        assertThat(output)
                .contains("Parameter 0 of constructor in " + NeedsRedis.class.getName()
                        + " required a RedisBatch<String>, and there is none: it is switched off by " + property
                        + "=false.")
                .contains("Remove " + property + ", or set it to true.");
    }

    @Test
    void redisForOtherValues(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, NeedsUsers.class).web(WebApplicationType.NONE));

        assertThat(output)
                .contains(" required a RedisBatch<Job>, and there is one for other values only.")
                .contains("Inject a RedisBatch<String> and call json(Job.class), or values(serializer), which gives a"
                        + " RedisBatch<Job>.");
    }

    /** With Redis switched off, the message does not blame the bean for other values. */
    @Test
    void redisThatIsSwitchedOffBesideOneForOtherValues(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, Numbers.class, NeedsRedis.class)
                .web(WebApplicationType.NONE)
                .properties("batch-executor.redis.enabled=false"));

        assertThat(output)
                .contains("and there is none: it is switched off by batch-executor.redis.enabled=false.")
                .doesNotContain("other values only");
    }

    @Test
    void databaseWithoutATemplate(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, NeedsDatabase.class).web(WebApplicationType.NONE));

        assertThat(output)
                .contains(
                        " required a JdbcBatch, and there is none: the application has no JdbcTemplate to make it of.")
                .contains("Add spring-boot-starter-jdbc to the dependencies if it is not among them. With it there is a"
                        + " JdbcTemplate if there is one DataSource, or one of several is @Primary. Or declare a bean"
                        + " made of the right one: JdbcBatch.of(new JdbcTemplate(…)).");
    }

    @Test
    void databaseWithSeveralTemplates(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, Templates.class, NeedsDatabase.class)
                .web(WebApplicationType.NONE));

        assertThat(output)
                .contains(" required a JdbcBatch, and there is none:"
                        + " the application has 2 beans of type JdbcTemplate, and"
                        + " nothing says which of them to take.")
                .contains(
                        "Make one of them @Primary, or declare a bean made of the right one: JdbcBatch.of(template).");
    }

    @Test
    void databaseWhoseAutoConfigurationIsExcluded(CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class, OneTemplate.class, NeedsDatabase.class)
                .web(WebApplicationType.NONE)
                .properties("spring.autoconfigure.exclude=" + BatchExecutorJdbcAutoConfiguration.class.getName()));

        assertThat(output)
                .contains("BatchExecutorJdbcAutoConfiguration is not in use.")
                .contains("@ImportAutoConfiguration(BatchExecutorJdbcAutoConfiguration.class)");
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

    @ParameterizedTest
    @CsvSource({
        "batch-executor.redis.retry.max-retries, -1, It must be at least 0.",
        "batch-executor.jdbc.retry.max-retries, -1, It must be at least 0.",
        "batch-executor.redis.retry.delay, -1s, It must not be below zero.",
        "batch-executor.jdbc.retry.delay, -1s, It must not be below zero."
    })
    void retriesThatCannotBe(String property, String value, String reason, CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(property + "=" + value));

        assertThat(output).contains("APPLICATION FAILED TO START", property, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1s"})
    void executionsThatMayTakeNoTime(String timeout, CapturedOutput output) {
        fail(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("batch-executor.timeout=" + timeout));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("batch-executor.timeout")
                .contains("It must be above zero.");
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

    static class FactoryJob {

        FactoryJob(BatchExecutorFactory factory) {}
    }

    static class PickyJob {

        PickyJob(@Qualifier("mine") BatchExecutorFactory factory) {}
    }

    static class NeedsRedis {

        NeedsRedis(RedisBatch<String> redis) {}
    }

    static class NeedsUsers {

        NeedsUsers(RedisBatch<Job> redis) {}
    }

    static class NeedsDatabase {

        NeedsDatabase(JdbcBatch jdbc) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Numbers {

        @Bean
        RedisBatch<Integer> numbers() {
            return RedisBatch.of(new StringRedisTemplate(new LettuceConnectionFactory()))
                    .json(Integer.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OneTemplate {

        @Bean
        JdbcTemplate one() {
            return new JdbcTemplate();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Templates extends OneTemplate {

        @Bean
        JdbcTemplate two() {
            return new JdbcTemplate();
        }
    }

    static class NeedsText {

        NeedsText(StringBuilder text) {}
    }
}
