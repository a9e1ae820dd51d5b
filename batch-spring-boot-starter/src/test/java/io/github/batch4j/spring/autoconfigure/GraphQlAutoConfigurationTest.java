package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.execution.instrumentation.Instrumentation;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.graphql.BatchInstrumentation;
import io.github.batch4j.spring.graphql.SideBySide;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.observation.GraphQlObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.graphql.data.method.HandlerMethod;

/** The bridge to GraphQL with and without what it needs. */
class GraphQlAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class,
                    BatchExecutorContextAutoConfiguration.class,
                    BatchExecutorGraphQlAutoConfiguration.class,
                    GraphQlAutoConfiguration.class,
                    GraphQlObservationAutoConfiguration.class))
            .withBean(ObservationRegistry.class, ObservationRegistry::create)
            .withPropertyValues("spring.graphql.schema.locations=classpath:shelter/");

    @Test
    void itIsThereAndTheInnermostInstrumentation() {
        runner.run(context -> assertThat(
                        context.getBeanProvider(Instrumentation.class).orderedStream())
                .hasSize(2)
                .first()
                .isSameAs(context.getBean(BatchInstrumentation.class)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"graphql.", "org.springframework.graphql.", "org.springframework.boot.graphql."})
    void aClassPathWithoutGraphQlHasNone(String missing) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        BatchExecutorAutoConfiguration.class, BatchExecutorGraphQlAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(BatchExecutorFactory.class));
    }

    @Test
    void withoutGraphQlThereIsNoInstrumentation() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.graphql."))
                .run(context -> assertThat(context).doesNotHaveBean("batchInstrumentation"));
    }

    @Test
    void itIsOffIfTheStarterIs() {
        runner.withPropertyValues("batch-executor.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(BatchInstrumentation.class)
                        .doesNotHaveBean(GeneratorMethods.class));
    }

    @Test
    void anInstrumentationOfTheApplicationReplacesIt() {
        BatchInstrumentation own = BatchInstrumentation.create(BatchExecutor::create);

        runner.withBean("own", BatchInstrumentation.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(BatchInstrumentation.class).isSameAs(own));
    }

    @Test
    void methodsThatReturnGeneratorsOrRunSideBySideDoNotBlock() throws Exception {
        assertThat(blocks("plain")).isTrue();
        assertThat(blocks("list")).isTrue();
        for (String name : List.of("generator", "generators", "optional", "marked", "future")) {
            assertThat(blocks(name)).as(name).isFalse();
        }
    }

    private static boolean blocks(String method) throws NoSuchMethodException {
        return new GeneratorMethods().test(new HandlerMethod(new Methods(), Methods.class.getDeclaredMethod(method)));
    }

    static class Methods {

        String plain() {
            return "";
        }

        List<String> list() {
            return List.of();
        }

        BatchGenerator<String> generator() {
            return BatchGenerator.value("");
        }

        List<BatchGenerator<String>> generators() {
            return List.of();
        }

        Optional<BatchGenerator<String>> optional() {
            return Optional.empty();
        }

        @SideBySide
        String marked() {
            return "";
        }

        CompletableFuture<String> future() {
            return CompletableFuture.completedFuture("");
        }
    }
}
