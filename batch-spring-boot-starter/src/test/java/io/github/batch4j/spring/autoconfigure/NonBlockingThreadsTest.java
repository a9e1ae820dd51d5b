package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Executions on threads of Reactor, of which some must not be blocked. */
class NonBlockingThreadsTest {

    private static final BatchLoader<String, String> STORE = BatchLoader.of("store", keys -> Map.of("a", "1"));

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(BatchExecutorAutoConfiguration.class));
    private final BatchTrace trace = new BatchTrace();

    private @Nullable String executeOn(Scheduler scheduler, BatchExecutor executor) {
        return Mono.fromCallable(() -> executor.execute(STORE.get("a"), trace))
                .subscribeOn(scheduler)
                .block(Duration.ofSeconds(10));
    }

    @Test
    void threadThatMustNotBlockIsRefused() {
        runner.run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);

            assertThatThrownBy(() -> executeOn(Schedulers.parallel(), executor))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching("BatchExecutor\\.execute blocks, which Reactor does not allow on thread"
                            + " parallel-\\d+; inject a ReactiveBatchExecutor and return"
                            + " reactiveBatchExecutor\\.execute\\(generator\\) instead, or run the code that blocks by"
                            + " reactiveBatchExecutor\\.call\\(.*\\)");
            assertThat(trace.batches()).isEmpty();
        });
    }

    @Test
    void threadThatMayBlockIsNot() {
        runner.run(context -> {
            assertThat(executeOn(Schedulers.boundedElastic(), context.getBean(BatchExecutor.class)))
                    .isEqualTo("1");
            assertThat(trace.batches()).containsExactly(List.of(STORE.get("a")));
        });
    }

    @Test
    void cacheMayBeClearedOnAnyThread() {
        runner.run(context -> {
            BatchExecutor executor = context.getBean(BatchExecutor.class);
            Mono<Boolean> cleared = Mono.fromCallable(() -> {
                        executor.cache().clear();
                        return true;
                    })
                    .subscribeOn(Schedulers.parallel());

            assertThat(cleared.block(Duration.ofSeconds(10))).isTrue();
        });
    }
}
