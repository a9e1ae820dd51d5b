package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatcherException;
import io.github.batch4j.MissingKeyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The keys that a loader passes to its function, and its treatment of the map that comes back. */
class BatchLoaderTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final List<List<Long>> asked = new ArrayList<>();
    private final Map<Long, String> rows = Map.of(1L, "Ann", 2L, "Bob");
    private final BatchLoader<Long, String> users = BatchLoader.of("users", ids -> {
        asked.add(ids);
        return rows;
    });

    @Test
    void eachKeyIsAskedForOnceInTheOrderFirstAsked() {
        assertThat(executor.executeAll(List.of(users.get(2L), users.get(1L), users.require(2L))))
                .containsExactly("Bob", "Ann", "Bob");
        assertThat(asked).containsExactly(List.of(2L, 1L));
    }

    @Test
    void aKeyThatIsMissingIsNull() {
        assertThat(executor.executeAll(List.of(users.get(1L), users.get(7L)))).containsExactly("Ann", null);
    }

    @Test
    void aRequiredKeyThatIsMissingFailsAlone() {
        BatchGenerator<String> required = users.require(7L)
                .recoverWith(MissingKeyException.class, missing -> BatchGenerator.value("key " + missing.key()));

        assertThat(executor.executeAll(List.of(required, users.require(1L)))).containsExactly("key 7", "Ann");
        assertThatThrownBy(() -> executor.execute(users.require(7L)))
                .isInstanceOf(MissingKeyException.class)
                .hasMessage("users has no value for key 7");
    }

    @Test
    void aMissingKeyThatWasSerializedIsStillInTheMessage() throws Exception {
        Object key = new Object() {
            @Override
            public String toString() {
                return "no. 7";
            }
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new MissingKeyException("users", key));
        }
        MissingKeyException read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (MissingKeyException) in.readObject();
        }

        assertThat(read).hasMessage("users has no value for key no. 7");
        assertThat(read.key()).isNull();
        assertThat(MissingKeyException.class
                        .getMethod("key")
                        .getAnnotatedReturnType()
                        .isAnnotationPresent(Nullable.class))
                .isTrue();
    }

    @Test
    void aMapThatHoldsNullHasNoValue() {
        Map<Long, String> map = new HashMap<>();
        map.put(1L, null);
        BatchLoader<Long, String> loader = BatchLoader.of("loader", ids -> map);

        assertThat(executor.execute(loader.get(1L))).isNull();
    }

    @Test
    void anEmptyMapHasNoValues() {
        BatchLoader<Long, String> nothing = BatchLoader.of("nothing", ids -> Map.of());

        assertThat(executor.executeAll(List.of(nothing.get(1L), nothing.get(2L))))
                .containsExactly(null, null);
    }

    @Test
    void noMapAtAllIsAnErrorThatSaysSo() {
        BatchLoader<Long, String> nothing = BatchLoader.of("nothing", ids -> null);

        assertThat(catchThrowable(() -> executor.executeAll(List.of(nothing.get(1L), nothing.get(2L)))))
                .isInstanceOf(BatcherException.class)
                .hasMessageStartingWith("nothing returned null for 2 keys, expected a map");
    }

    @Test
    void aFailureOfTheFunctionFailsAllKeys() {
        RuntimeException boom = new IllegalStateException("boom");
        BatchLoader<Long, String> failing = BatchLoader.of("failing", ids -> {
            throw boom;
        });
        BatchGenerator<String> recovered = failing.get(1L).recoverWith(failure -> BatchGenerator.value("failed"));

        assertThat(executor.executeAll(List.of(recovered, recovered))).containsExactly("failed", "failed");
        assertThat(catchThrowable(() -> executor.execute(failing.get(1L)))).isSameAs(boom);
    }

    @Test
    void aLoaderIsEqualOnlyToItself() {
        BatchLoader<Long, String> other = BatchLoader.of("users", ids -> rows);
        SentLog sent = new SentLog();

        executor.execute(BatchGenerator.all(List.of(users.get(1L), other.get(1L))), sent);

        assertThat(sent.lines()).containsExactly("1 users[users[1]]", "1 users[users[1]]");
        assertThat(users.get(1L)).isEqualTo(users.get(1L)).isNotEqualTo(other.get(1L));
    }

    @Test
    void aMissingKeyArgumentIsRefusedAtOnce() {
        assertThatThrownBy(() -> users.get(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("users.get expects a key, got null");
    }

    @Test
    void keysGivenToTheFunctionCannotBeModified() {
        BatchLoader<Integer, Integer> loader = BatchLoader.of("loader", keys -> {
            assertThatThrownBy(() -> keys.set(0, 9)).isInstanceOf(UnsupportedOperationException.class);
            return Map.of(1, 1);
        });

        assertThat(BatchExecutor.create().execute(loader.get(1))).isEqualTo(1);
    }
}
