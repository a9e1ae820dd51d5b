package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.ExecutionCache;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An executor of the application's own that delegates with three methods does all that others do. */
class DelegatingExecutorTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final BatchExecutor target = BatchExecutor.builder().cache(10).build();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final SentLog sent = new SentLog();

    /** As an application writes it; a method more would not compile here. */
    private final BatchExecutor executor = new BatchExecutor() {
        @Override
        public <T> T execute(BatchGenerator<T> generator, BatchListener... listeners) {
            return target.execute(generator, listeners);
        }

        @Override
        public <T> T execute(BatchGenerator<T> generator, Duration timeout, BatchListener... listeners) {
            return target.execute(generator, timeout, listeners);
        }

        @Override
        public ExecutionCache cache() {
            return target.cache();
        }
    };

    private String ask(String key) {
        return executor.execute(users.get(key));
    }

    @Test
    void threeMethodsAreToBeWritten() {
        assertThat(BatchExecutor.class.getMethods())
                .filteredOn(method -> Modifier.isAbstract(method.getModifiers()))
                .extracting(Method::getName)
                .containsExactlyInAnyOrder("cache", "execute", "execute");
    }

    @Test
    void generatorsAreRun() {
        List<BatchGenerator<String>> both = List.of(users.get("a"), users.get("b"));

        assertThat(executor.execute(users.get("a"))).isEqualTo("A");
        assertThat(executor.execute(users.get("a"), sent)).isEqualTo("A");
        assertThat(executor.execute(users.get("a"), LONG, sent)).isEqualTo("A");
        assertThat(executor.executeAll(both)).containsExactly("A", "B");
        assertThat(executor.executeAll(both, sent)).containsExactly("A", "B");
        assertThat(executor.executeAll(both, LONG, sent)).containsExactly("A", "B");

        assertThat(users.batches()).containsExactly("[a]", "[a]", "[a]", "[a, b]", "[a, b]", "[a, b]");
        assertThat(sent.lines()).hasSize(4);
    }

    @Test
    void blockingCodeThatAsksThroughItSharesABatch() {
        executor.zip(() -> ask("a"), () -> ask("b"), String::concat);
        executor.zip(() -> ask("a"), () -> ask("b"), () -> ask("c"), Arrays::asList);
        executor.zip(() -> ask("a"), () -> ask("b"), () -> ask("c"), () -> ask("d"), Arrays::asList);
        executor.zip(() -> ask("a"), () -> ask("b"), () -> ask("c"), () -> ask("d"), () -> ask("e"), Arrays::asList);
        executor.all(List.of(() -> ask("a"), () -> ask("b")));
        executor.all(List.of("a", "b"), this::ask);

        assertThat(users.batches())
                .containsExactly("[a, b]", "[a, b, c]", "[a, b, c, d]", "[a, b, c, d, e]", "[a, b]", "[a, b]");
    }

    @Test
    void itsCacheIsThatOfItsTarget() {
        CachedGenerator<String, String> user = CachedGenerator.of("user", users::get);
        executor.execute(user.get("a"));
        target.execute(user.get("a"));

        executor.cache().evict(user, "a");
        target.execute(user.get("a"));

        assertThat(users.batches()).containsExactly("[a]", "[a]");
    }

    @Test
    void badInputIsRefusedAsByItsTarget() {
        assertThatThrownBy(() -> executor.execute(users.get("a"), (Duration) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BatchExecutor.execute expects a time limit, got null");
        assertThatThrownBy(() -> executor.all(List.of("a"), users::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has not been run");
    }
}
