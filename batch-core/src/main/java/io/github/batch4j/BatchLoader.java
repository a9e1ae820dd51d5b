package io.github.batch4j;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Loads values by their keys: makes the operations, and answers their batches from a map of values.
 *
 * <pre>{@code
 * BatchLoader<Long, User> users = BatchLoader.of("users", ids -> repository.findByIds(ids));
 *
 * users.get(42L)      // null if there is none
 * users.require(42L)  // fails with a MissingKeyException if there is none
 * }</pre>
 *
 * <p>Each key is asked for once in a batch. A loader is equal only to itself, so make it a constant or a singleton.
 * Thread-safe as far as its functions are.
 *
 * @param <K> the type of the keys, with proper equality
 * @param <V> the type of the values
 */
public final class BatchLoader<K, V> {

    private final String name;
    private final IntFunction<Batcher<Load<K, V>, @Nullable V>> sized;
    private final Batcher<Load<K, V>, @Nullable V> batcher;
    private final boolean isCached;

    private BatchLoader(
            String name, IntFunction<Batcher<Load<K, V>, @Nullable V>> sized, int maxBatchSize, boolean isCached) {
        this.name = name;
        this.sized = sized;
        this.batcher = sized.apply(maxBatchSize);
        this.isCached = isCached;
    }

    /**
     * A loader that waits for its store.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param name the name in traces and error messages
     * @param load finds the values of the given keys: an unmodifiable list of at least one, distinct, in the order
     *     asked for; a key that has no value is left out of the map
     * @return the loader
     */
    public static <K, V> BatchLoader<K, V> of(
            String name, Function<? super List<K>, ? extends Map<K, ? extends V>> load) {
        Arguments.notNull(load, "BatchLoader.of", "a function");
        return blocking(name, keys -> pick(name, keys, load.apply(keys)));
    }

    /**
     * A loader that answers later, so that other stores can be asked meanwhile.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param name the name in traces and error messages
     * @param load finds the values as the function given to {@link #of} does; its stage is cancelled if the execution
     *     ends before it is completed
     * @return the loader
     */
    public static <K, V> BatchLoader<K, V> ofAsync(
            String name, Function<? super List<K>, ? extends CompletionStage<? extends Map<K, ? extends V>>> load) {
        Arguments.notNull(name, "BatchLoader.ofAsync", "a name");
        Arguments.notNull(load, "BatchLoader.ofAsync", "a function");
        return new BatchLoader<>(
                name,
                most -> new Load.Async<K, V>(name, most, keys -> {
                    CompletionStage<? extends Map<K, ? extends V>> values = load.apply(keys);
                    if (values == null) {
                        throw wrong(name, keys, "a CompletionStage of a map");
                    }
                    return Stages.map(values, map -> pick(name, keys, map));
                }),
                Integer.MAX_VALUE,
                false);
    }

    /**
     * A loader that can fail a single key: it loads something for all keys, then picks the value of each.
     *
     * <pre>{@code
     * // a row that does not parse fails its own key only
     * BatchLoader.ofEach("users", ids -> rowsOf(ids), (rows, id) -> User.parse(rows.get(id)))
     * }</pre>
     *
     * @param <K> the type of the keys
     * @param <L> the type of what is loaded for all keys
     * @param <V> the type of the values
     * @param name the name in traces and error messages
     * @param load loads for all keys; what it throws fails them all
     * @param pick finds the value of one key, null if it has none; what it throws fails that key alone
     * @return the loader
     */
    public static <K, L extends @Nullable Object, V> BatchLoader<K, V> ofEach(
            String name,
            Function<? super List<K>, ? extends L> load,
            BiFunction<? super L, ? super K, ? extends @Nullable V> pick) {
        Arguments.notNull(load, "BatchLoader.ofEach", "a function");
        Arguments.notNull(pick, "BatchLoader.ofEach", "a function to pick a value with");
        return blocking(name, keys -> {
            L loaded = load.apply(keys);
            return BatchResults.<K, @Nullable V>of(keys, key -> pick.apply(loaded, key));
        });
    }

    private static <K, V> BatchLoader<K, V> blocking(String name, Function<List<K>, List<@Nullable V>> load) {
        Arguments.notNull(name, "BatchLoader", "a name");
        return new BatchLoader<>(name, most -> new Load.Blocking<K, V>(name, most, load), Integer.MAX_VALUE, false);
    }

    /**
     * The same loader with a limit to what it asks for at once. More keys are split into several batches, sent in the
     * same step.
     *
     * @param maxBatchSize how many keys a batch may hold, at least 1
     * @return a new loader, which shares no batches with this one
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public BatchLoader<K, V> withMaxBatchSize(int maxBatchSize) {
        if (maxBatchSize < 1) {
            throw new IllegalArgumentException(name + ".withMaxBatchSize expects at least 1, got " + maxBatchSize);
        }
        return new BatchLoader<>(name, sized, maxBatchSize, isCached);
    }

    /**
     * The same loader with a part in the cache of the executor: a key that was asked for is not asked for again.
     *
     * <pre>{@code
     * BatchLoader<Long, User> users = BatchLoader.of("users", repository::findByIds).withCache();
     *
     * executor.executeAll(List.of(users.get(1L), users.get(2L))); // asks for 1 and 2
     * executor.executeAll(List.of(users.get(1L), users.get(3L))); // asks for 3
     * }</pre>
     *
     * <p>The executor keeps the values, and that keys have none, if it has a {@linkplain BatchExecutor.Builder#cache
     * cache}; with another one, this loader is as it was. Entries of the loaded map whose keys were not asked for are
     * kept too, as long as there is room for them, so a function may give more than it was asked for;
     * {@link ExecutionCache#put} adds a single value.
     *
     * <p>A key is asked for again after {@link ExecutionCache#evict evict}, and after an operation that
     * {@linkplain BatchableOperation#writes writes} it: one whose {@code writes()} returns {@code loader.get(key)}, or
     * the loader itself for all of its keys, or a {@link java.util.Set} of these. Everything else that changes the
     * store goes unnoticed, including rollbacks. That is why a loader has no part in the cache by itself.
     *
     * @return a new loader, which shares no batches with this one
     */
    public BatchLoader<K, V> withCache() {
        return new BatchLoader<>(name, sized, batcher.maxBatchSize(), true);
    }

    /**
     * Asks for the value of a key.
     *
     * @param key the key, not null
     * @return an operation that results in the value, or in null if there is none
     */
    public BatchableOperation<@Nullable V> get(K key) {
        if (key == null) { // only then, since the name of the method is a new string
            Arguments.notNull(key, name + ".get", "a key");
        }
        return new Load<>(this, key);
    }

    /**
     * Asks for the value of a key that must have one.
     *
     * @param key the key, not null
     * @return a generator that results in the value, or fails with a {@link MissingKeyException}
     */
    public BatchGenerator<V> require(K key) {
        return get(key).map(value -> {
            if (value == null) {
                throw new MissingKeyException(name, key);
            }
            return value;
        });
    }

    /** The same loader with its batcher, whatever its size limit, inside another one. */
    BatchLoader<K, V> through(UnaryOperator<Batcher<Load<K, V>, @Nullable V>> wrapper) {
        return new BatchLoader<>(name, most -> wrapper.apply(sized.apply(most)), batcher.maxBatchSize(), isCached);
    }

    Batcher<Load<K, V>, @Nullable V> batcher() {
        return batcher;
    }

    boolean isCached() {
        return isCached;
    }

    private static <K, V> List<@Nullable V> pick(String name, List<K> keys, @Nullable Map<K, ? extends V> values) {
        if (values == null) {
            throw wrong(name, keys, "a map");
        }
        @Nullable Object[] picked = new @Nullable Object[keys.size()];
        int missing = 0;
        int index = 0;
        for (K key : keys) {
            V value = values.get(key);
            if (value == null) {
                missing++;
            }
            picked[index++] = value;
        }
        boolean hasOthers = picked.length - missing < values.size();
        if (hasOthers && missing > 0) {
            Load.LookAlikes.refuse(name, keys, values);
        }
        return new Load.Loaded<>(picked, hasOthers ? values : null);
    }

    private static BatcherException wrong(String name, List<?> keys, String expected) {
        return new BatcherException(name + " returned null for " + Names.count(keys.size(), "key") + ", expected "
                + expected + "; a key that has no value is left out of the map");
    }

    @Override
    public String toString() {
        return name;
    }
}
