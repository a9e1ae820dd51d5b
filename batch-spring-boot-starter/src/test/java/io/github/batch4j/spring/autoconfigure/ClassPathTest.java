package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/**
 * The starter with and without each of its optional parts on the class path. All auto-configurations are found as an
 * application finds them.
 */
class ClassPathTest {

    private static final String[] REDIS = {"org.springframework.data.redis", "io.lettuce", "redis.clients", "reactor"};
    private static final String[] WEB = {"org.springframework.web", "jakarta.servlet"};

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Application.class);
    private final WebApplicationContextRunner webRunner =
            new WebApplicationContextRunner().withUserConfiguration(Application.class);

    /** Loads the registry, which looks for its accessors once per JVM, before some are filtered out. */
    @BeforeAll
    static void loadContextRegistry() {
        ContextRegistry.getInstance();
    }

    @Test
    void bothRedisAndWeb() {
        webRunner.run(context -> assertThat(context)
                .hasSingleBean(BatchExecutorFactory.class)
                .hasBean("batchExecutor")
                .hasBean("redisBatch"));
    }

    @Test
    void onlyWeb() {
        webRunner
                .withClassLoader(new FilteredClassLoader(REDIS))
                .run(context -> assertThat(context)
                        .hasSingleBean(BatchExecutorFactory.class)
                        .hasBean("batchExecutor")
                        .doesNotHaveBean("redisBatch"));
    }

    @Test
    void onlyRedis() {
        runner.withClassLoader(new FilteredClassLoader(WEB))
                .run(context -> assertThat(context)
                        .hasSingleBean(BatchExecutorFactory.class)
                        .hasSingleBean(BatchExecutor.class)
                        .hasBean("redisBatch"));
    }

    @Test
    void neither() {
        runner.withClassLoader(new FilteredClassLoader(REDIS[0], REDIS[1], REDIS[2], REDIS[3], WEB[0], WEB[1]))
                .run(context -> assertThat(context)
                        .hasSingleBean(BatchExecutorFactory.class)
                        .hasSingleBean(BatchExecutor.class)
                        .doesNotHaveBean("redisBatch"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.persistence",
                "org.hibernate",
                "io.micrometer.context",
                "io.micrometer.core",
                "io.micrometer.observation",
                "org.springframework.data",
                "org.springframework.jdbc",
                "org.springframework.orm",
                "org.springframework.security",
                "org.springframework.transaction"
            })
    void withoutAPartOfTheContext(String missing) {
        webRunner
                .withClassLoader(new FilteredClassLoader(REDIS[0], REDIS[1], REDIS[2], REDIS[3], missing))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(BatchExecutorFactory.class)
                        .hasBean("batchExecutor")
                        .hasBean("batchExecutorMdcContext"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
