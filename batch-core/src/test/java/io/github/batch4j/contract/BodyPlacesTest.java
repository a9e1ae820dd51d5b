package io.github.batch4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A body may yield wherever Java code runs, on each kind of coroutine. */
class BodyPlacesTest {

    private final BatchExecutor executor = BatchExecutor.create();
    private final RecordingStore users = RecordingStore.blocking("users");

    private String user(String id) {
        return executor.execute(users.get(id));
    }

    /** Runs code beside an operation, and returns its result if both were sent in one batch. */
    private String besideAnother(UnaryOperator<String> code) {
        List<String> results = executor.all(List.of("a", "b"), id -> id.equals("a") ? code.apply(id) : user(id));
        assertThat(users.batches().get(0)).isEqualTo("[a, b]");
        return results.get(0);
    }

    @Test
    void insideSynchronized() {
        Object lock = new Object();

        assertThat(besideAnother(id -> {
                    synchronized (lock) {
                        return user(id) + Thread.holdsLock(lock);
                    }
                }))
                .isEqualTo("Atrue");
    }

    @Test
    void deepDownInRecursion() {
        assertThat(besideAnother(id -> deep(id, 1_000))).isEqualTo("A");
    }

    /** Yields where the stack has just overflowed, and again in each caller until enough of the stack is free. */
    @Test
    void whereHardlyAnyStackIsLeft() {
        for (int i = 0; i < 3; i++) {
            List<String> results = executor.all(
                    List.of("a", "b"), id -> id.equals("a") ? user(id) + fromTheVeryEnd(id) : often(id, 200));

            assertThat(results).containsExactly("AA", "B200");
        }
    }

    private String fromTheVeryEnd(String id) {
        try {
            return id.isEmpty() ? "" : fromTheVeryEnd(id);
        } catch (StackOverflowError overflow) {
            return user(id);
        }
    }

    private String often(String id, int times) {
        String name = "";
        for (int i = 0; i < times; i++) {
            name = user(id);
        }
        return name + times;
    }

    private String deep(String id, int depth) {
        return depth == 0 ? user(id) : deep(id, depth - 1);
    }

    @Test
    void inAStreamAndInAnIterator() {
        assertThat(besideAnother(id -> {
                    List<String> names = new ArrayList<>();
                    Stream.of(id, "c").map(this::user).iterator().forEachRemaining(names::add);
                    return names.toString();
                }))
                .isEqualTo("[A, C]");
    }

    @Test
    void inAConstructorAndInFinally() {
        class Service {
            private String name = user("a");

            private Service() {
                try {
                    throw new IllegalStateException("not yet");
                } catch (IllegalStateException ignored) {
                    name += user("c");
                } finally {
                    name += user("d");
                }
            }
        }

        assertThat(besideAnother(id -> new Service().name)).isEqualTo("ACD");
    }

    /** A class whose initializer the JDK runs from native code, where no continuation can be suspended. */
    private static final class Constants {

        private static BodyPlacesTest test;

        private static final class Late {
            private static final String NAME = test.user("a");
        }
    }

    @Test
    void inAStaticInitializer() {
        Constants.test = this;

        assertThat(executor.execute(BatchGenerator.<String>of(batch -> Constants.Late.NAME)))
                .isEqualTo("A");
        assertThat(users.batches()).containsExactly("[a]");
    }

    @Test
    void throughReflection() throws Exception {
        assertThat(besideAnother(id -> {
                    try {
                        return (String) BodyPlacesTest.class
                                .getDeclaredMethod("user", String.class)
                                .invoke(this, id);
                    } catch (ReflectiveOperationException failure) {
                        throw new IllegalStateException(failure);
                    }
                }))
                .isEqualTo("A");
    }
}
