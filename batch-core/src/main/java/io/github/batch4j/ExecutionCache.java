package io.github.batch4j;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cache of one executor: the results of {@linkplain CachedGenerator cached generators} that it has run, and the
 * answers to operations that it keeps ({@link BatchExecutor.Builder#cache}).
 *
 * <p>Results of generators are kept until they are cleared, or the executor is dropped at the end of the request or
 * task. Those who wait for a generator that is cleared while it runs still get its result; the next to call it makes it
 * run again. The same goes for answers.
 *
 * <p>An executor without a cache keeps no answers; what is said here of answers then does nothing.
 *
 * <p>Not thread-safe: it belongs to the thread of its executor.
 */
public final class ExecutionCache {

    private final Map<CachedGenerator<?, ?>, Map<ContentHash.Key, MemoizedGenerator<?>>> generators = new HashMap<>();

    private final @Nullable AnswerCache answers;
    private final @Nullable BatchPartition partition;

    ExecutionCache(@Nullable AnswerCache answers, @Nullable BatchPartition partition) {
        this.answers = answers;
        this.partition = partition;
    }

    /** Forgets everything: results of cached generators and answers. */
    public void clear() {
        generators.clear();
        clearAnswers();
    }

    /** Forgets all answers. Results of cached generators are kept, even if computed from such answers. */
    public void clearAnswers() {
        if (answers != null) {
            answers.clear();
        }
    }

    /**
     * Forgets all keys of one cached generator.
     *
     * @param cached the generator function
     */
    public void clear(CachedGenerator<?, ?> cached) {
        generators.remove(Arguments.notNull(cached, "ExecutionCache.clear", "a cached generator"));
    }

    /**
     * Forgets all keys of one loader.
     *
     * @param loader the loader; one without a part in the cache is ignored
     */
    public void clear(BatchLoader<?, ?> loader) {
        Arguments.notNull(loader, "ExecutionCache.clear", "a loader");
        if (answers != null) {
            answers.evictReadersOf(loader);
        }
    }

    /**
     * Forgets one key of a cached generator.
     *
     * @param <K> the type of the key
     * @param cached the generator function
     * @param key the key; unknown ones are ignored
     */
    public <K> void evict(CachedGenerator<K, ?> cached, K key) {
        Arguments.notNull(key, "ExecutionCache.evict", "a key");
        Map<ContentHash.Key, MemoizedGenerator<?>> ofCached =
                generators.get(Arguments.notNull(cached, "ExecutionCache.evict", "a cached generator"));
        if (ofCached != null) {
            ofCached.remove(new ContentHash.Key(key));
        }
    }

    /**
     * Forgets the answer to an operation, in all {@linkplain BatchPartition partitions}. Answers to other operations
     * are kept, also if they read the same.
     *
     * <pre>{@code
     * executor.cache().evict(users.get(1L));
     * }</pre>
     *
     * <p>Evictions are remembered like writes. Beyond the {@linkplain BatchExecutor.Builder#cache limit of answers} all
     * answers are forgotten.
     *
     * @param operation an operation that is equal to the one answered; unknown ones are ignored
     */
    public void evict(BatchableOperation<?> operation) {
        Arguments.notNull(operation, "ExecutionCache.evict", "an operation");
        if (answers != null) {
            answers.evict(operation);
        }
    }

    /**
     * Adds the value of a key of a loader, in place of the one that is known. It is kept as if it had been loaded now,
     * in the {@linkplain BatchPartition partition} that is current on the calling thread.
     *
     * @param <K> the type of the key
     * @param <V> the type of the value
     * @param loader a loader {@linkplain BatchLoader#withCache with a part in the cache}
     * @param key the key, not null
     * @param value its value, null if it has none
     * @throws IllegalArgumentException if the loader has no part in the cache
     */
    public <K, V> void put(BatchLoader<K, V> loader, K key, @Nullable V value) {
        Arguments.notNull(loader, "ExecutionCache.put", "a loader");
        if (!loader.isCached()) {
            throw new IllegalArgumentException("ExecutionCache.put expects a loader that takes part in the cache, got "
                    + loader + "; make it one by withCache()");
        }
        BatchableOperation<?> operation = loader.get(key);
        if (answers != null) {
            answers.put(operation, partition == null ? null : Partitions.current(partition), value);
        }
    }

    /** The generator of a key, which keeps partitions apart itself. */
    @SuppressWarnings("unchecked") // a generator is only ever kept under the function that made it
    <K, T extends @Nullable Object> MemoizedGenerator<T> shared(CachedGenerator<K, T> cached, K key) {
        Map<ContentHash.Key, MemoizedGenerator<?>> ofCached =
                generators.computeIfAbsent(cached, any -> new HashMap<>());
        return (MemoizedGenerator<T>) ofCached.computeIfAbsent(new ContentHash.Key(key), any -> cached.share(key));
    }
}
