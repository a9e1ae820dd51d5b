package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.LearnedPolicy;
import io.github.batch4j.SendPolicy;
import io.github.batch4j.SentBatch;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The factory of executors, in every kind of application. */
class BatchExecutorAutoConfigurationTest {

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of());

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(BatchExecutorAutoConfiguration.class));

    @Test
    void factoryMakesAFreshExecutorEachTime() {
        runner.run(context -> {
            BatchExecutorFactory factory = context.getBean(BatchExecutorFactory.class);

            assertThat(factory.create()).isNotSameAs(factory.create());
        });
    }

    @Test
    void executorRunsWhatItIsGiven() {
        runner.run(context -> {
            BatchTrace trace = new BatchTrace();
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();

            assertThat(executor.execute(STORE.get("a"), trace)).isNull();
            assertThat(trace.batches()).containsExactly(List.of(STORE.get("a")));
        });
    }

    @Test
    void executorTellsAllListenersInOrder() {
        runner.withUserConfiguration(Listeners.class).run(context -> {
            context.getBean(BatchExecutorFactory.class).create().execute(STORE.get("a"));

            assertThat(context.getBean(Listeners.class).heard).containsExactly("first", "second");
        });
    }

    @Test
    void executionsTakeAsLongAsTheyNeedUnlessToldOtherwise() {
        runner.run(context -> assertThat(
                        context.getBean(BatchExecutorProperties.class).timeout())
                .isNull());
    }

    @Test
    void executionsEndWhenTheirTimeIsUp() {
        BatchLoader<String, String> never = BatchLoader.ofAsync("never", keys -> new CompletableFuture<>());
        runner.withPropertyValues("batch-executor.timeout=10ms").run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();

            assertThatExceptionOfType(BatchTimeoutException.class)
                    .isThrownBy(() -> executor.execute(never.get("a")))
                    .withMessageStartingWith("timed out after 10 ms, while waiting for");
        });
    }

    @Test
    void bodiesAreHeldBackBeyondALimit() {
        runner.withPropertyValues("batch-executor.max-bodies=2").run(context -> {
            BatchLoader<String, String> names = BatchLoader.of("names", keys -> Map.of());
            BatchTrace trace = new BatchTrace();
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();

            executor.execute(
                    BatchGenerator.all(
                            List.of("a", "b", "c"), key -> BatchGenerator.of(batch -> batch.yield(names.get(key)))),
                    trace);

            assertThat(trace.batches()).extracting(List::size).containsExactly(2, 1);
        });
    }

    @Test
    void limitThatLetsNoBodyBeginIsRefused() {
        runner.withPropertyValues("batch-executor.max-bodies=0")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("at least 1"));
    }

    @ParameterizedTest
    @CsvSource({"continuation, CONTINUATION", "virtual-thread, VIRTUAL_THREAD", "platform-thread, PLATFORM_THREAD", ", "
    })
    void kindOfCoroutineIsAProperty(@Nullable String value, @Nullable CoroutineKind kind) {
        runner.withPropertyValues(value == null ? "unrelated=" : "batch-executor.coroutines=" + value)
                .run(context -> assertThat(
                                context.getBean(BatchExecutorProperties.class).coroutines())
                        .isEqualTo(kind));
    }

    @Test
    void bodiesRunOnTheKindOfCoroutineOfTheProperty() {
        runner.withPropertyValues("batch-executor.coroutines=platform-thread").run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();
            BatchTrace trace = new BatchTrace();
            BatchLoader<String, String> loader = BatchLoader.of("values", keys -> Map.of());
            executor.execute(BatchGenerator.of(batch -> batch.yield(loader.get("a"))), trace);

            assertThat(trace.entries().get(0).batch().coroutineKind()).isEqualTo(CoroutineKind.PLATFORM_THREAD);
        });
    }

    @Test
    void executorsShareAPolicyThatLearns() {
        runner.run(context -> assertThat(context).doesNotHaveBean(SendPolicy.class));
        runner.withPropertyValues("batch-executor.policy=learned").run(context -> {
            BatchExecutorFactory factory = context.getBean(BatchExecutorFactory.class);
            for (int i = 0; i < 2; i++) {
                factory.create().execute(STORE.get("a"));
            }

            assertThat(context.getBean(LearnedPolicy.class)).hasToString("a learned policy of 1 place");
        });
    }

    @Test
    void policyOfTheApplicationGoesBeforeTheProperty() {
        LearnedPolicy own = LearnedPolicy.create();
        runner.withBean(SendPolicy.class, () -> own)
                .withPropertyValues("batch-executor.policy=learned")
                .run(context -> {
                    context.getBean(BatchExecutorFactory.class).create().execute(STORE.get("a"));

                    assertThat(context).doesNotHaveBean("batchLearnedPolicy");
                    assertThat(own).hasToString("a learned policy of 1 place");
                });
    }

    @Test
    void answersAreDeliveredAsTheyArriveWithTheirPolicy() {
        CompletableFuture<List<String>> slow = new CompletableFuture<>();
        BatchLoader<String, String> quick = BatchLoader.of("quick", keys -> Map.of());
        BatchLoader<String, String> late = BatchLoader.ofAsync("late", keys -> slow.thenApply(found -> Map.of()));
        runner.withPropertyValues("batch-executor.policy=as-answered").run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();
            executor.execute(BatchGenerator.all(List.of(
                    late.get("a"),
                    BatchLoader.ofAsync("other", keys -> CompletableFuture.completedFuture(Map.of()))
                            .get("b")
                            .flatMap(it -> quick.get("c"))
                            .map(it -> slow.complete(List.of())))));

            assertThat(slow).isCompleted();
        });
    }

    @Test
    void kindOfCoroutineThatDoesNotExistIsRefused() {
        runner.withPropertyValues("batch-executor.coroutines=fiber")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("fiber"));
    }

    @Test
    void executorsKeepWhatTheyHaveRead() {
        runner.run(context -> assertThat(sentFor(context, "a", "a")).containsExactly("[a]"));
    }

    @Test
    void keepingCanBeSwitchedOff() {
        runner.withPropertyValues("batch-executor.cache.enabled=false")
                .run(context -> assertThat(sentFor(context, "a", "a")).containsExactly("[a]", "[a]"));
    }

    @Test
    void keepingHasALimit() {
        runner.withPropertyValues("batch-executor.cache.max-entries=1")
                .run(context -> assertThat(sentFor(context, "a", "b", "a")).containsExactly("[a]", "[b]", "[a]"));
    }

    @Test
    void limitThatKeepsNothingIsRefused() {
        runner.withPropertyValues("batch-executor.cache.max-entries=0")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("at least 1"));
    }

    /** Returns the batches that one executor has sent for consecutive reads. */
    private static List<String> sentFor(ApplicationContext context, String... keys) {
        BatchTrace trace = new BatchTrace();
        BatchExecutor executor = context.getBean(BatchExecutorFactory.class).create();
        for (String key : keys) {
            assertThat(executor.execute(new Read(key), trace)).isEqualTo(key);
        }
        return trace.batches().stream().map(List::toString).toList();
    }

    record Read(String key) implements BatchableOperation<String> {

        private static final Batcher<Read, String> BATCHER = Batcher.blocking(
                "reads", operations -> operations.stream().map(Read::key).toList());

        @Override
        public Batcher<Read, String> batcher() {
            return BATCHER;
        }

        @Override
        public Object reads() {
            return key;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    @Test
    void switchedOffThereIsNoFactory() {
        runner.withPropertyValues("batch-executor.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(BatchExecutorFactory.class));
    }

    @Test
    void switchedOnThereIsAFactory() {
        runner.withPropertyValues("batch-executor.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(BatchExecutorFactory.class));
    }

    @Test
    void factoryOfTheApplicationIsLeftAlone() {
        BatchExecutorFactory own = BatchExecutor::create;
        runner.withBean("own", BatchExecutorFactory.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(BatchExecutorFactory.class).isSameAs(own));
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        private final List<String> heard = new ArrayList<>();

        @Bean
        @Order(2)
        BatchListener second() {
            return new Named("second", heard);
        }

        @Bean
        @Order(1)
        BatchListener first() {
            return new Named("first", heard);
        }
    }

    record Named(String name, List<String> heard) implements BatchListener {

        @Override
        public void onSend(SentBatch batch) {
            heard.add(name);
        }
    }
}
