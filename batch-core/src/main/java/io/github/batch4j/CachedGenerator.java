package io.github.batch4j;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A generator function that runs once for each key in an executor, however often it is called.
 *
 * <pre>{@code
 * static final CachedGenerator<Long, User> USER =
 *         CachedGenerator.of("user", id -> redis.get("user:" + id).map(User::parse));
 *
 * BatchGenerator.zip(USER.get(1L), USER.get(1L), Pair::new) // parses once
 * }</pre>
 *
 * <p>What has run is kept in the {@link BatchExecutor#cache() cache} of the executor that ran it, never here. So this
 * may be a constant or stand in a singleton: with an executor for each request nothing passes from one user to another.
 * A failure is kept only for the execution that ran into it. {@link ExecutionCache#evict} makes the next call run
 * again.
 *
 * <p>A result is discarded when the executor has run an operation that {@linkplain BatchableOperation#writes
 * writes}, whatever it has written; nor when the thread is in another
 * {@linkplain ThreadContext#transaction transaction}, or one has ended on it since. The next call runs the
 * generator again. Only a generator that has written itself never runs twice for a key, as it would write twice.
 *
 * <p>Thread-safe as far as its function is.
 *
 * @param <K> the type of the key, with proper equality
 * @param <T> what the generators result in
 */
public final class CachedGenerator<K, T extends @Nullable Object> {

    private final String name;
    private final Function<? super K, ? extends BatchGenerator<? extends T>> function;

    private CachedGenerator(String name, Function<? super K, ? extends BatchGenerator<? extends T>> function) {
        this.name = name;
        this.function = function;
    }

    /**
     * Memoises a function for the life of the executor that runs it.
     *
     * @param <K> the type of the key
     * @param <T> what the generators result in
     * @param name the name in error messages: {@code user} shows as {@code user(42)}
     * @param function makes the generator of a key; called when the generator is first run
     * @return the memoised function
     */
    public static <K, T extends @Nullable Object> CachedGenerator<K, T> of(
            String name, Function<? super K, ? extends BatchGenerator<? extends T>> function) {
        return new CachedGenerator<>(
                Arguments.notNull(name, "CachedGenerator.of", "a name"),
                Arguments.notNull(function, "CachedGenerator.of", "a function"));
    }

    /**
     * The generator of a key.
     *
     * @param key the key, not null
     * @return a generator that runs once in an executor
     */
    public BatchGenerator<T> get(K key) {
        if (key == null) { // only then, since the name of the method is a new string
            Arguments.notNull(key, name + ".get", "a key");
        }
        return new Call<>(this, key);
    }

    MemoizedGenerator<T> share(K key) {
        BatchGenerator<T> call = BatchGenerator.defer(() -> {
            BatchGenerator<? extends T> made = function.apply(key);
            Arguments.generator(made, "CachedGenerator.of", function);
            return made;
        });
        return new MemoizedGenerator<>(call, () -> nameOf(key));
    }

    String nameOf(K key) {
        return name + "(" + Names.key(key) + ")";
    }

    @Override
    public String toString() {
        return name;
    }

    /** A call of a {@link CachedGenerator}: finds the shared generator in the cache of whoever runs it. */
    static final class Call<K, T extends @Nullable Object> extends EngineGenerator<T> {

        private final CachedGenerator<K, T> cached;
        private final K key;

        Call(CachedGenerator<K, T> cached, K key) {
            this.cached = cached;
            this.key = key;
        }

        @Override
        String kind() {
            return cached.toString();
        }

        @Override
        void start(Engine engine, Frame parent, int slot) {
            MemoizedGenerator<T> shared;
            try {
                shared = engine.cache().shared(cached, key);
            } catch (Throwable thrown) { // the key's own hashCode or equals
                engine.fail(parent, slot, Failure.at(describe(0), thrown));
                return;
            }
            shared.start(engine, parent, slot);
        }

        @Override
        String describe(int depth) {
            return cached.nameOf(key);
        }
    }
}
