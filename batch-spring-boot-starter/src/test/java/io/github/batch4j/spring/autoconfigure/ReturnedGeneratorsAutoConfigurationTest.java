package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.mvc.GeneratorReturnValueHandler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** When returned generators are executed, and when writing one as JSON is refused. */
class ReturnedGeneratorsAutoConfigurationTest {

    private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
            BatchExecutorAutoConfiguration.class,
            BatchExecutorJacksonAutoConfiguration.class,
            BatchExecutorMvcAutoConfiguration.class,
            JacksonAutoConfiguration.class);

    private final WebApplicationContextRunner web = new WebApplicationContextRunner()
            .withConfiguration(AUTO_CONFIGURATIONS)
            .withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class));
    private final ApplicationContextRunner none = new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS);

    private static boolean executes(ApplicationContext context) {
        return context.getBean(RequestMappingHandlerAdapter.class)
                        .getReturnValueHandlers()
                        .get(0)
                instanceof GeneratorReturnValueHandler;
    }

    @Test
    void inAServletApplicationTheyAreExecutedFirst() {
        web.run(context -> assertThat(executes(context)).isTrue());
    }

    @Test
    void switchedOffTheyAreNot() {
        web.withPropertyValues("batch-executor.enabled=false")
                .withBean(BatchExecutor.class, BatchExecutor::create)
                .run(context -> {
                    assertThat(executes(context)).isFalse();
                    assertThat(context).doesNotHaveBean("batchGeneratorModule");
                });
    }

    @Test
    void withoutAWebTheyAreNotAndNeitherWithoutSpringMvc() {
        none.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("batchReturnedGenerators"));
        new WebApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("batchReturnedGenerators"));
    }

    @Test
    void executorOfTheApplicationExecutesThemToo() {
        web.withBean("own", BatchExecutor.class, BatchExecutor::create)
                .run(context -> assertThat(executes(context)).isTrue());
    }

    @Test
    void withoutAnExecutorTheyAreNot() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(BatchExecutorMvcAutoConfiguration.class, WebMvcAutoConfiguration.class))
                .run(context -> assertThat(executes(context)).isFalse());
    }

    @Test
    void mapperRefusesAGeneratorWhereverItIs() {
        none.run(context -> {
            JsonMapper mapper = context.getBean(JsonMapper.class);
            BatchGenerator<String> generator = BatchGenerator.value("secret");

            for (Object value : List.of(generator, Map.of("found", generator), List.of(generator.shared()))) {
                assertThatThrownBy(() -> mapper.writeValueAsString(value))
                        .isInstanceOf(DatabindException.class)
                        .hasMessageContaining("nothing has executed it")
                        .hasMessageContaining("batchExecutor.execute(generator)")
                        .hasMessageNotContaining("secret");
            }
        });
    }

    @Test
    void withoutJacksonThereIsNoModule() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BatchExecutorJacksonAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("tools.jackson"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("batchGeneratorModule"));
    }

    @Test
    void moduleOfTheApplicationReplacesIt() {
        SimpleModule own = new SimpleModule("own");
        none.withBean("batchGeneratorModule", JacksonModule.class, () -> own).run(context -> {
            assertThat(context).getBean("batchGeneratorModule").isSameAs(own);
            assertThat(context.getBean(JsonMapper.class).writeValueAsString(BatchGenerator.value("x")))
                    .startsWith("{");
        });
    }
}
