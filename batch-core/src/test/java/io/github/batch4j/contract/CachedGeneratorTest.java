package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.CachedGenerator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cached generator runs once for each key in an executor, until its cache is cleared. */
class CachedGeneratorTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");
    private final CachedGenerator<String, String> user = CachedGenerator.of("user", users::get);
    private final CachedGenerator<String, String> friend = CachedGenerator.of("friend", users::get);

    @Test
    void eachKeyRunsOnceInAnExecutor() {
        assertThat(executor.executeAll(List.of(user.get("a"), user.get("b"), user.get("a"))))
                .containsExactly("A", "B", "A");
        assertThat(executor.executeAll(List.of(user.get("c"), user.get("a")))).containsExactly("C", "A");
        assertThat(users.batches()).containsExactly("[a, b]", "[c]");
    }

    @Test
    void eachExecutorHasACacheOfItsOwn() {
        executor.execute(user.get("a"));
        BatchExecutor.create().execute(user.get("a"));

        assertThat(users.batches()).containsExactly("[a]", "[a]");
        assertThat(executor.cache())
                .isSameAs(executor.cache())
                .isNotSameAs(BatchExecutor.create().cache());
    }

    @Test
    void twoFunctionsOfTheSameKeyAreApart() {
        executor.execute(user.get("a").flatMap(name -> friend.get("a")));

        assertThat(users.batches()).containsExactly("[a]", "[a]");
    }

    @Test
    void failuresAreKeptWithinAnExecutionUntilTheKeyIsEvicted() {
        RuntimeException boom = new IllegalStateException("boom");
        users.failing("bad", boom);
        BatchGenerator<String> bad = user.get("bad").recoverWith(failure -> BatchGenerator.value(failure.getMessage()));
        BatchGenerator<String> evicting = BatchGenerator.defer(() -> {
            executor.cache().evict(user, "bad");
            executor.cache().evict(user, "unknown");
            executor.cache().evict(friend, "unknown");
            return bad;
        });

        assertThat(executor.executeAll(List.of(bad.flatMap(any -> bad)))).containsExactly("boom");
        assertThat(users.batches()).containsExactly("[bad]");
        assertThat(executor.executeAll(List.of(user.get("a"), bad.flatMap(any -> evicting))))
                .containsExactly("A", "boom");
        assertThat(users.batches()).containsExactly("[bad]", "[a, bad]", "[bad]");
    }

    @Test
    void clearForgetsOneFunctionOrAllOfThem() {
        List<BatchGenerator<String>> both = List.of(user.get("a"), friend.get("b"));
        executor.executeAll(both);

        executor.cache().clear(user);
        executor.executeAll(both);
        executor.cache().clear();
        executor.executeAll(both);

        assertThat(users.batches()).containsExactly("[a, b]", "[a]", "[a, b]");
    }

    @Test
    void whoWaitsForOneThatIsClearedStillGetsItsResult() {
        BatchGenerator<String> clearing = BatchGenerator.of(batch -> {
            executor.cache().clear();
            return batch.yield(user.get("a"));
        });

        assertThat(executor.executeAll(List.of(user.get("a"), clearing))).containsExactly("A", "A");
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void theFunctionIsCalledWhenTheGeneratorIsRunAndItsFailureIsKept() {
        RuntimeException boom = new IllegalStateException("boom");
        CachedGenerator<String, String> failing = CachedGenerator.of("failing", key -> {
            throw boom;
        });
        BatchGenerator<String> call = failing.get("a");

        assertThat(catchThrowable(() -> executor.execute(call))).isSameAs(boom);
    }

    @Test
    void aFunctionThatMakesNoGeneratorIsAClearError() {
        CachedGenerator<String, String> none = CachedGenerator.of("none", key -> null);

        assertThat(catchThrowable(() -> executor.execute(none.get("a"))))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("CachedGeneratorTest")
                .hasMessageContaining("returned null, expected a generator");
    }

    @Test
    void aKeyThatCannotBeHashedFailsAlone() {
        RuntimeException boom = new IllegalStateException("boom");
        CachedGenerator<Object, String> any = CachedGenerator.of("any", key -> users.get("x"));
        Object broken = new Object() {
            @Override
            public int hashCode() {
                throw boom;
            }
        };

        assertThat(catchThrowable(() -> executor.executeAll(List.of(any.get(broken), users.get("b")))))
                .isSameAs(boom);
        assertThat(users.batches()).containsExactly("[b]");
    }

    @Test
    void aKeyIsNotPrintedAsLongAsNothingFails() {
        List<Object> printed = new ArrayList<>();
        Object key = new Object() {
            @Override
            public String toString() {
                printed.add(this);
                return "printed";
            }
        };
        CachedGenerator<Object, String> any = CachedGenerator.of("any", one -> users.get("a"));
        CachedGenerator<Object, String> failing =
                CachedGenerator.of("failing", one -> BatchGenerator.failure(new IllegalStateException("boom")));

        assertThat(executor.executeAll(List.of(any.get(key), any.get(key)))).containsExactly("A", "A");
        assertThat(printed).isEmpty();
        assertThat(catchThrowable(() -> executor.execute(failing.get(key))).getSuppressed()[0])
                .hasMessageContaining("shared failing(printed)");
    }

    @Test
    void aMissingKeyIsRefusedAtOnce() {
        assertThatThrownBy(() -> user.get(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("user.get expects a key, got null");
        assertThat(user.get("a")).hasToString("user(a)");
    }
}
