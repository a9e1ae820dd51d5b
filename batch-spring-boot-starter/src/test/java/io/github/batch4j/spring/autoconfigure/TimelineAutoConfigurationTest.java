package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.timeline.Job;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.timeline.BatchEndpoint;
import io.github.batch4j.spring.timeline.BatchEndpointWebExtension;
import io.github.batch4j.spring.timeline.ServerTimingListener;
import io.github.batch4j.spring.timeline.Timeline;
import io.github.batch4j.spring.work.WorkTracker;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** The timeline, its endpoint and the header in an application, and when they are not there. */
class TimelineAutoConfigurationTest {

    private static final String ENABLED = "batch-executor.timeline.enabled=true";
    private static final String EXPOSED = "management.endpoints.jmx.exposure.include=batch4j";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withPropertyValues("spring.jmx.enabled=true")
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorAutoConfiguration.class,
                    BatchExecutorServerTimingAutoConfiguration.class,
                    BatchExecutorTimelineAutoConfiguration.class,
                    BatchExecutorWorkAutoConfiguration.class));

    @Test
    void isThereIfEnabledAndExposed() {
        runner.withPropertyValues(ENABLED, EXPOSED)
                .run(context -> assertThat(context)
                        .hasSingleBean(Timeline.class)
                        .hasSingleBean(BatchEndpoint.class)
                        .hasSingleBean(WorkTracker.class)
                        .doesNotHaveBean(BatchEndpointWebExtension.class)
                        .doesNotHaveBean(ServerTimingListener.class));
    }

    @ParameterizedTest
    @CsvSource({
        "batch-executor.timeline.enabled=false, management.endpoints.jmx.exposure.include=batch4j",
        "batch-executor.timeline.enabled=true, management.endpoints.jmx.exposure.include=health",
        "batch-executor.enabled=false, batch-executor.timeline.enabled=true",
    })
    void nothingIsRecordedOtherwise(String one, String another) {
        runner.withPropertyValues(one, another)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Timeline.class)
                        .doesNotHaveBean(WorkTracker.class));
    }

    @Test
    void jobsAreRecordedWithoutSpringWeb() {
        runner.withPropertyValues(ENABLED, EXPOSED)
                .withClassLoader(new FilteredClassLoader("org.springframework.web", "jakarta.servlet"))
                .run(context -> {
                    BatchLoader<String, String> store = BatchLoader.of("store", keys -> Map.of());
                    context.getBean(BatchExecutorFactory.class).create().execute(store.get("a"));

                    assertThat(context.getBean(BatchEndpoint.class).works().works())
                            .hasSize(1);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "never, false, false",
        "when-authorized, false, true",
        "always, true, true",
    })
    void keysAreShownToWhomTheyMayBe(String showValues, boolean toAll, boolean toAdmins) {
        runner.withPropertyValues(
                        ENABLED,
                        EXPOSED,
                        "batch-executor.timeline.show-values=" + showValues,
                        "batch-executor.timeline.roles=admin")
                .run(context -> {
                    BatchLoader<String, String> store = BatchLoader.of("store", keys -> Map.of());
                    context.getBean(BatchExecutorFactory.class).create().execute(store.get("secret"));

                    BatchEndpointWebExtension web =
                            new BatchEndpointWebExtension(context.getBean(BatchEndpoint.class), "batch4j");
                    assertThat(shown(web, new Reader("user")).contains("secret"))
                            .isEqualTo(toAll);
                    assertThat(shown(web, new Reader("admin")).contains("secret"))
                            .isEqualTo(toAdmins);
                });
    }

    @Test
    void findingsAreShown() {
        runner.withConfiguration(AutoConfigurations.of(BatchExecutorFindingsAutoConfiguration.class))
                .withPropertyValues(ENABLED, EXPOSED, "batch-executor.findings=log")
                .run(context -> {
                    BatchLoader<String, String> store = BatchLoader.of("store", keys -> Map.of());
                    BatchExecutor executor =
                            context.getBean(BatchExecutorFactory.class).create();
                    List.of("a", "b", "c").forEach(key -> Job.read(executor, store, key));

                    assertThat(context.getBean(BatchEndpoint.class)
                                    .works()
                                    .works()
                                    .get(0)
                                    .toString())
                            .contains("Job.java:14", "store", "3 times");
                });
    }

    @Test
    void defaultsOfDevToolsEnableItAndLogFindings() throws IOException {
        Properties defaults = PropertiesLoaderUtils.loadAllProperties("META-INF/spring-devtools.properties");

        assertThat(defaults)
                .containsEntry("defaults.batch-executor.timeline.enabled", "true")
                .containsEntry("defaults.batch-executor.findings", "log");
    }

    private static String shown(BatchEndpointWebExtension web, SecurityContext reader) {
        return String.valueOf(web.work(reader, 1).getBody());
    }

    private record Reader(String role) implements SecurityContext {

        @Override
        public Principal getPrincipal() {
            return () -> role;
        }

        @Override
        public boolean isUserInRole(String asked) {
            return role.equals(asked);
        }
    }
}
