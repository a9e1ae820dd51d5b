package io.github.batch4j.test.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

/** Failure analyzer for a {@code RedisBatch} or {@code JdbcBatch} that a slice of the application does not have. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100) // before the analyzers of the starter and of Spring Boot
final class NoStoreInSliceFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    private static final String STARTER = "io.github.batch4j.spring.";

    private final BeanFactory beans;

    NoStoreInSliceFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String description) {
        ResolvableType missing = cause.getResolvableType();
        String type = missing == null ? "" : missing.toClass().getName();
        String required = description != null ? description : "A bean";
        if (type.equals(STARTER + "redis.RedisBatch") && isLeftOut("Redis")) {
            return new FailureAnalysis(
                    required + " required a RedisBatch, which is not part of this test.",
                    advice("RedisBatch<String> redis", "FakeRedis", ".string(\"a key\", \"a value\")", "DataRedisTest"),
                    cause);
        }
        if (type.equals(STARTER + "jdbc.JdbcBatch") && isLeftOut("Jdbc")) {
            return new FailureAnalysis(
                    required + " required a JdbcBatch, which is not part of this test.",
                    advice("JdbcBatch jdbc", "FakeJdbc", ".rows(\"a_table\", new ARecord(1, \"a name\"))", "JdbcTest"),
                    cause);
        }
        return null;
    }

    /** True if the auto-configuration is not in use, as in a slice for something else. */
    private boolean isLeftOut(String store) {
        return !beans.containsBean(STARTER + "autoconfigure.BatchExecutor" + store + "AutoConfiguration");
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
