package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.ExecutionCache;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The executor of a request. Executors are told apart by their caches, as the bean is always the same proxy. */
class BatchExecutorWebAutoConfigurationTest {

    private static final AutoConfigurations AUTO_CONFIGURATIONS =
            AutoConfigurations.of(BatchExecutorAutoConfiguration.class, BatchExecutorWebAutoConfiguration.class);

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS);

    @Test
    void executorCanBeInjectedByType() {
        runner.withBean(Service.class)
                .run(context ->
                        assertThat(context.getBean(Service.class).executor).isSameAs(context.getBean("batchExecutor")));
    }

    @Test
    void requestHasOneExecutor() {
        runner.run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);

            inRequest(() -> assertThat(executor.cache()).isSameAs(executor.cache()));
        });
    }

    @Test
    void nextRequestHasAnother() {
        runner.run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);
            ExecutionCache first = inRequest(executor::cache);
            ExecutionCache second = inRequest(executor::cache);

            assertThat(first).isNotSameAs(second);
        });
    }

    @Test
    void executorRunsWhatItIsGiven() {
        BatchLoader<String, String> store = BatchLoader.of("store", keys -> Map.of("a", "1"));
        runner.run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);
            BatchTrace trace = new BatchTrace();

            assertThat(inRequest(() -> executor.execute(store.get("a"), trace))).isEqualTo("1");
            assertThat(trace.batches()).containsExactly(List.of(store.get("a")));
            assertThat(inRequest(() -> executor.execute(store.get("a")))).isEqualTo("1");
            assertThat(inRequest(() -> executor.executeAll(List.of(store.get("a"), store.get("b")))))
                    .containsExactly("1", null);
        });
    }

    @Test
    void executorComesFromTheFactoryOfTheApplication() {
        BatchTrace trace = new BatchTrace();
        BatchLoader<String, String> store = BatchLoader.of("store", keys -> Map.of());
        runner.withBean(
                        "own",
                        BatchExecutorFactory.class,
                        () -> () -> BatchExecutor.builder().listener(trace).build())
                .run(context -> {
                    inRequest(() -> context.getBean(BatchExecutor.class).execute(store.get("a")));

                    assertThat(trace.batches()).containsExactly(List.of(store.get("a")));
                });
    }

    @Test
    void outsideOfARequestEachCallHasItsOwn() {
        runner.run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);

            assertThat(executor.cache()).isNotSameAs(executor.cache());
        });
    }

    @Test
    void afterTheRequestEachCallHasItsOwn() {
        runner.run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);
            ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
            RequestContextHolder.setRequestAttributes(request);
            try {
                ExecutionCache inRequest = executor.cache();
                assertThat(executor.cache()).isSameAs(inRequest);

                request.requestCompleted();
                assertThat(executor.cache()).isNotSameAs(inRequest).isNotSameAs(executor.cache());
            } finally {
                RequestContextHolder.resetRequestAttributes();
            }
        });
    }

    @Test
    void printsOutsideOfARequestToo() {
        runner.run(context -> assertThat(context.getBean(BatchExecutor.class))
                .hasToString("BatchExecutor of the current execution, unit of work or HTTP request"));
    }

    @Test
    void switchedOffThereIsNoExecutor() {
        runner.withPropertyValues("batch-executor.enabled=false")
                .withBean("own", BatchExecutorFactory.class, () -> BatchExecutor::create)
                .run(context -> assertThat(context).doesNotHaveBean(BatchExecutor.class));
    }

    @Test
    void withoutAFactoryThereIsNoExecutor() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BatchExecutorWebAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BatchExecutor.class));
    }

    @Test
    void executorOfTheApplicationIsLeftAlone() {
        BatchExecutor own = BatchExecutor.create();
        runner.withBean("own", BatchExecutor.class, () -> own)
                .run(context ->
                        assertThat(context).getBeans(BatchExecutor.class).containsOnlyKeys("own"));
    }

    @Test
    void applicationWithoutAWebHasNoExecutorsOfRequests() {
        new ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .run(context ->
                        assertThat(context).hasSingleBean(BatchExecutor.class).doesNotHaveBean(RequestExecutors.class));
    }

    @Test
    void reactiveWebApplicationHasNoExecutorsOfRequests() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .run(context ->
                        assertThat(context).hasSingleBean(BatchExecutor.class).doesNotHaveBean(RequestExecutors.class));
    }

    private static <T> T inRequest(Supplier<T> action) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        try {
            return action.get();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    static class Service {

        private final BatchExecutor executor;

        Service(BatchExecutor executor) {
            this.executor = executor;
        }
    }
}
