package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.CachedGenerator;
import io.github.batch4j.ExecutionCache;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ways to make an executor forget. */
class ExecutionCacheTest {

    private final BatchExecutor executor = BatchExecutor.builder().cache(100).build();
    private final ExecutionCache cache = executor.cache();
    private final RecordingRegister register = new RecordingRegister();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final CachedGenerator<String, String> user = CachedGenerator.of("user", users::get);

    private void readAll() {
        executor.executeAll(List.of(register.read("a"), register.read("b"), user.get("ann"), user.get("bob")));
    }

    @Test
    void clearForgetsEverything() {
        readAll();

        cache.clear();
        readAll();

        assertThat(register.batches()).containsExactly("[a, b]", "[a, b]");
        assertThat(users.batches()).containsExactly("[ann, bob]", "[ann, bob]");
    }

    @Test
    void answersAreForgottenAlone() {
        readAll();

        cache.clearAnswers();
        readAll();

        assertThat(register.batches()).containsExactly("[a, b]", "[a, b]");
        assertThat(users.batches()).containsExactly("[ann, bob]");
    }

    @Test
    void oneAnswerIsForgotten() {
        readAll();

        cache.evict(register.read("a"));
        cache.evict(register.read("unknown"));
        readAll();
        readAll();

        assertThat(register.batches()).containsExactly("[a, b]", "[a]");
        assertThat(users.batches()).containsExactly("[ann, bob]");
    }

    @Test
    void oneAnswerIsForgottenOutOfManyBatches() {
        for (String key : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            executor.execute(register.read(key));
        }
        register.batches().clear();

        cache.evict(register.read("b"));
        cache.evict(register.read("h"));
        executor.executeAll(List.of(register.read("a"), register.read("b"), register.read("g"), register.read("h")));

        assertThat(register.batches()).containsExactly("[b, h]");
    }

    @Test
    void oneKeyOfACachedGeneratorIsForgotten() {
        readAll();

        cache.evict(user, "ann");
        cache.evict(user, "unknown");
        readAll();

        assertThat(register.batches()).containsExactly("[a, b]");
        assertThat(users.batches()).containsExactly("[ann, bob]", "[ann]");
    }

    @Test
    void oneCachedGeneratorIsForgotten() {
        CachedGenerator<String, String> other = CachedGenerator.of("other", register.with("a", "1")::read);
        executor.execute(BatchGenerator.zip(user.get("ann"), other.get("a"), String::concat));
        cache.clearAnswers();

        cache.clear(user);
        executor.execute(BatchGenerator.zip(user.get("ann"), other.get("a"), String::concat));

        assertThat(register.batches()).containsExactly("[a]");
        assertThat(users.batches()).containsExactly("[ann]", "[ann]");
    }

    @Test
    void moreEvictionsThanTheCacheHoldsAnswersForgetThemAll() {
        BatchExecutor small = BatchExecutor.builder().cache(2).build();
        small.execute(register.read("a"));

        List.of("x", "y", "z").forEach(key -> small.cache().evict(register.read(key)));
        small.execute(register.read("a"));
        small.execute(register.read("a"));

        assertThat(register.batches()).containsExactly("[a]", "[a]");
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> cache.evict(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ExecutionCache.evict expects an operation, got null");
        assertThatThrownBy(() -> cache.clear((CachedGenerator<?, ?>) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ExecutionCache.clear expects a cached generator, got null");
    }
}
