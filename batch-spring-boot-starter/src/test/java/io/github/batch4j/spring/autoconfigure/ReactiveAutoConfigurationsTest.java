package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.reactive.ReactiveBatchExecutor;
import io.github.batch4j.spring.webflux.GeneratorResultHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** When there is an executor for subscribers, and when handlers of WebFlux may return generators. */
class ReactiveAutoConfigurationsTest {

    private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
            BatchExecutorAutoConfiguration.class,
            BatchExecutorReactorAutoConfiguration.class,
            BatchExecutorWebFluxAutoConfiguration.class);

    private final ReactiveWebApplicationContextRunner reactive =
            new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS);
    private final ApplicationContextRunner none = new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS);

    @Test
    void inAReactiveApplicationBothAreThere() {
        reactive.run(context -> assertThat(context)
                .hasSingleBean(ReactiveBatchExecutor.class)
                .hasSingleBean(GeneratorResultHandler.class));
    }

    @Test
    void elsewhereTheExecutorAlone() {
        none.run(context -> assertThat(context)
                .hasSingleBean(ReactiveBatchExecutor.class)
                .doesNotHaveBean(GeneratorResultHandler.class));
        new WebApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .run(context -> assertThat(context)
                        .hasSingleBean(ReactiveBatchExecutor.class)
                        .doesNotHaveBean(GeneratorResultHandler.class));
    }

    @Test
    void switchedOffNeither() {
        reactive.withPropertyValues("batch-executor.enabled=false")
                .withBean(BatchExecutor.class, BatchExecutor::create)
                .withBean(BatchExecutorFactory.class, () -> BatchExecutor::create)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(ReactiveBatchExecutor.class)
                        .doesNotHaveBean(GeneratorResultHandler.class));
    }

    @Test
    void withoutReactorNeither() {
        none.withClassLoader(new FilteredClassLoader("reactor"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(BatchExecutor.class)
                        .doesNotHaveBean("reactiveBatchExecutor"));
    }

    @Test
    void withoutWebFluxTheExecutorAlone() {
        reactive.withClassLoader(new FilteredClassLoader("org.springframework.web.reactive"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ReactiveBatchExecutor.class)
                        .doesNotHaveBean("batchReturnedGenerators"));
    }

    @Test
    void withoutAFactoryNeither() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        BatchExecutorReactorAutoConfiguration.class, BatchExecutorWebFluxAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ReactiveBatchExecutor.class)
                        .doesNotHaveBean(GeneratorResultHandler.class));
    }

    @Test
    void schedulerOfTheApplicationIsUsed() {
        List<Scheduler> schedulers = new ArrayList<>();
        reactive.withUserConfiguration(OwnScheduler.class).run(context -> {
            schedulers.add(context.getBean(Scheduler.class));
            BatchLoader<String, String> store = BatchLoader.of("store", keys -> Map.of("a", "1"));
            Mono<String> thread = context.getBean(ReactiveBatchExecutor.class)
                    .execute(store.get("a").map(found -> Thread.currentThread().getName()));

            assertThat(thread.block(Duration.ofSeconds(20))).startsWith("stores-");
        });
        assertThat(schedulers).hasSize(1).allMatch(Scheduler::isDisposed);
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnScheduler {

        // tag::scheduler[]
        @Bean(destroyMethod = "dispose")
        Scheduler stores() {
            return Schedulers.newBoundedElastic(200, 10_000, "stores");
        }

        @Bean
        ReactiveBatchExecutor reactiveBatchExecutor(BatchExecutorFactory batchExecutors, Scheduler stores) {
            return ReactiveBatchExecutor.create(batchExecutors, stores);
        }
        // end::scheduler[]
    }
}
