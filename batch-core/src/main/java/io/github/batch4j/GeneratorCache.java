package io.github.batch4j;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the {@linkplain CachedGenerator cached generators} of one executor have resulted in, and what it keeps of the
 * answers to operations ({@link BatchExecutor.Builder#keepAnswers}).
 *
 * <p>What generators have resulted in grows until it is cleared, or until its executor is dropped at the end of the
 * request or task. Whoever waits for a generator that is cleared while it runs still gets its result; who calls it
 * afterwards makes it run again.
 *
 * <p>Not thread-safe: it belongs to the thread of its executor.
 */
public final class GeneratorCache {

    private final Map<CachedGenerator<?, ?>, Map<ContentHash.Key, SharedGenerator<?>>> generators = new HashMap<>();

    private final @Nullable AnswerCache answers;

    GeneratorCache(@Nullable AnswerCache answers) {
        this.answers = answers;
    }

    /** Forgets everything, kept answers of operations too. */
    public void clear() {
        generators.clear();
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
        generators.remove(cached);
    }

    /**
     * Forgets one key of a cached generator.
     *
     * @param <K> the type of the key
     * @param cached the generator function
     * @param key the key; unknown ones are ignored
     */
    public <K> void evict(CachedGenerator<K, ?> cached, K key) {
        Map<ContentHash.Key, SharedGenerator<?>> ofCached = generators.get(cached);
        if (ofCached != null && key != null) {
            ofCached.remove(new ContentHash.Key(key));
        }
    }

    /** The generator of a key, which keeps partitions apart itself. */
    @SuppressWarnings("unchecked") // a generator is only ever kept under the function that made it
    <K, T extends @Nullable Object> SharedGenerator<T> shared(CachedGenerator<K, T> cached, K key) {
        Map<ContentHash.Key, SharedGenerator<?>> ofCached = generators.computeIfAbsent(cached, any -> new HashMap<>());
        return (SharedGenerator<T>) ofCached.computeIfAbsent(new ContentHash.Key(key), any -> cached.share(key));
    }
}
