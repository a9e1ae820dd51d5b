package io.github.batch4j.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Failure analyzer for a missing {@code RedisBatch} or {@code JdbcBatch}. */
@Order(0)
final class NoStoreFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    /** The stores, by the names of their types: a missing class is one of the reasons to report. */
    private enum Store {
        REDIS(
                "redis",
                "RedisBatch",
                "org.springframework.data.redis.core.StringRedisTemplate",
                "data-redis",
                "RedisConnectionFactory"),
        JDBC("jdbc", "JdbcBatch", "org.springframework.jdbc.core.JdbcTemplate", "jdbc", "DataSource");

        private final String property;
        private final String type;
        private final String template;
        private final String starter;

        /** The type of bean that Spring Boot makes a template of, if there is exactly one. */
        private final String source;

        Store(String name, String type, String template, String starter, String source) {
            this.property = "batch-executor." + name + ".enabled";
            this.type = "io.github.batch4j.spring." + name + "." + type;
            this.template = template;
            this.starter = "spring-boot-starter-" + starter;
            this.source = source;
        }

        private static @Nullable Store of(@Nullable ResolvableType missing) {
            Class<?> type = missing == null ? null : missing.resolve();
            return type == null
                    ? null
                    : Arrays.stream(values())
                            .filter(store -> store.type.equals(type.getName()))
                            .findFirst()
                            .orElse(null);
        }

        private String autoConfiguration() {
            return this == REDIS ? "BatchExecutorRedisAutoConfiguration" : "BatchExecutorJdbcAutoConfiguration";
        }
    }

    /** The reason, which ends the sentence of the description, and the action. */
    private record Advice(String reason, String action) {}

    private final BeanFactory beans;
    private final Environment environment;

    NoStoreFailureAnalyzer(BeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String description) {
        ResolvableType missing = cause.getResolvableType();
        Store store = Store.of(missing);
        if (store == null || missing == null) {
            return null;
        }
        String required = (description != null ? description : "A bean") + " required a " + shortName(missing);
        Advice advice = advice(store, missing);
        return advice == null ? null : new FailureAnalysis(required + advice.reason, advice.action, cause);
    }

    /** The advice, null if Spring Boot's own analysis is better. */
    private @Nullable Advice advice(Store store, ResolvableType missing) {
        if (!names(missing).isEmpty()) {
            return null;
        }
        if (isOfOtherValues(missing)
                && !names(ResolvableType.forRawClass(missing.toClass())).isEmpty()) {
            return ofOtherValues(missing);
        }
        for (String property : List.of("batch-executor.enabled", store.property)) {
            String enabled = environment.getProperty(property, "true");
            if (!enabled.equalsIgnoreCase("true")) {
                return new Advice(
                        ", and there is none: it is switched off by " + property + "=" + enabled + ".",
                        "Remove " + property + ", or set it to true.");
            }
        }
        String template = ClassUtils.getShortName(store.template);
        int templates = templates(store);
        if (templates == 0) {
            return new Advice(
                    ", and there is none: the application has no " + template + " to make it of.",
                    "Add " + store.starter + " to the dependencies if it is not among them. With it there is a "
                            + template
                            + " if there is one " + store.source + ", or one of several is @Primary. Or declare a bean"
                            + " made of the right one: " + ClassUtils.getShortName(store.type) + ".of(new " + template
                            + "(…)).");
        }
        if (templates > 1) {
            return new Advice(
                    ", and there is none: the application has " + templates + " beans of type " + template
                            + ", and nothing says which of them to take.",
                    "Make one of them @Primary, or declare a bean made of the right one: "
                            + ClassUtils.getShortName(store.type) + ".of(template).");
        }
        return new Advice(
                ", and there is none: " + store.autoConfiguration() + " is not in use.",
                "Enable auto-configuration, and do not exclude " + store.autoConfiguration()
                        + ". To a test of a part of the application add @ImportAutoConfiguration("
                        + store.autoConfiguration() + ".class).");
    }

    /** True for a RedisBatch with values that are no texts; one with texts makes the others. */
    private static boolean isOfOtherValues(ResolvableType missing) {
        return missing.hasGenerics() && missing.getGeneric().toClass() != String.class;
    }

    private static Advice ofOtherValues(ResolvableType missing) {
        Class<?> value = missing.getGeneric().resolve(Object.class);
        return new Advice(
                ", and there is one for other values only.",
                "Inject a RedisBatch<String> and call json(" + value.getSimpleName()
                        + ".class), or values(serializer), which gives a " + shortName(missing) + ".");
    }

    private static String shortName(ResolvableType type) {
        String name = type.toClass().getSimpleName();
        return type.hasGenerics() ? name + "<" + type.getGeneric().toClass().getSimpleName() + ">" : name;
    }

    private int templates(Store store) {
        ClassLoader loader = getClass().getClassLoader();
        return ClassUtils.isPresent(store.template, loader)
                ? names(ResolvableType.forClass(ClassUtils.resolveClassName(store.template, loader)))
                        .size()
                : 0;
    }

    private List<String> names(ResolvableType type) {
        return beans instanceof ListableBeanFactory list
                ? List.of(list.getBeanNamesForType(type, true, false))
                : List.of();
    }
}
