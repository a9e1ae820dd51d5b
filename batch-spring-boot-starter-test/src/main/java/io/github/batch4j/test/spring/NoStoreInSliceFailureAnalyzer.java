package io.github.batch4j.test.spring;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Failure analyzer for a {@code RedisBatch} or {@code JdbcBatch} that a slice of the application does not have. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100) // before the analyzers of the starter and of Spring Boot
final class NoStoreInSliceFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    private static final String STARTER = "io.github.batch4j.spring.";

    private final BeanFactory beans;
    private final Environment environment;

    NoStoreInSliceFailureAnalyzer(BeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String description) {
        ResolvableType resolvable = cause.getResolvableType();
        Class<?> missing = resolvable == null ? null : resolvable.resolve();
        if (missing == null) {
            return null;
        }
        String type = missing.getName();
        String required = description != null ? description : "A bean";
        if (type.equals(STARTER + "redis.RedisBatch")
                && isLeftOut("Redis", "org.springframework.data.redis.core.StringRedisTemplate", missing)) {
            return new FailureAnalysis(
                    required + " required a RedisBatch, which is not part of this test.",
                    advice("RedisBatch<String> redis", "FakeRedis", ".string(\"a key\", \"a value\")", "DataRedisTest"),
                    cause);
        }
        if (type.equals(STARTER + "jdbc.JdbcBatch")
                && isLeftOut("Jdbc", "org.springframework.jdbc.core.JdbcTemplate", missing)) {
            return new FailureAnalysis(
                    required + " required a JdbcBatch, which is not part of this test.",
                    advice("JdbcBatch jdbc", "FakeJdbc", ".rows(\"a_table\", new ARecord(1, \"a name\"))", "JdbcTest"),
                    cause);
        }
        return null;
    }

    /** True if nothing but the auto-configuration is missing, as in a slice. The starter explains all else. */
    private boolean isLeftOut(String store, String template, Class<?> type) {
        return isEnabled("batch-executor.enabled")
                && isEnabled("batch-executor." + store.toLowerCase(Locale.ROOT) + ".enabled")
                && ClassUtils.isPresent(template, getClass().getClassLoader())
                && !beans.containsBean(STARTER + "autoconfigure.BatchExecutor" + store + "AutoConfiguration")
                && !hasBean(type);
    }

    private boolean hasBean(Class<?> type) {
        return beans instanceof ListableBeanFactory list && list.getBeanNamesForType(type, true, false).length > 0;
    }

    private boolean isEnabled(String property) {
        return environment.getProperty(property, "true").equalsIgnoreCase("true");
    }

    private static String advice(String bean, String fake, String given, String slice) {
        return String.format(
                "Give the test a store in memory, by a bean in a @TestConfiguration that it imports:%n%n"
                        + "    @Bean%n    %s() {%n        return %s.create()%s.batch();%n    }%n%n"
                        + "Or replace the bean that requires it by @MockitoBean, with GivenOperation.value(...) as"
                        + " answers. To test with a real store use @%s or @SpringBootTest.",
                bean, fake, given, slice);
    }
}
