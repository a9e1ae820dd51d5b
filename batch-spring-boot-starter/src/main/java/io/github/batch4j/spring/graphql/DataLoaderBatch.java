package io.github.batch4j.spring.graphql;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatcherException;
import io.github.batch4j.spring.support.Checks;
import io.github.batch4j.spring.support.Nouns;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.dataloader.BatchLoader;
import org.dataloader.MappedBatchLoader;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

/**
 * A source of generators that are answered by a batch loader of java-dataloader, so that loaders which exist need not
 * be written anew.
 *
 * <pre>{@code
 * DataLoaderBatch<Integer, Pet> pets = DataLoaderBatch.of("pets", existing);
 *
 * BatchGenerator<String> name = pets.get(10).map(Pet::name);
 * }</pre>
 *
 * <p>Each batch is one call, which may answer later: other stores are asked meanwhile. Like a
 * {@link io.github.batch4j.BatchLoader} it is equal only to itself, so make it a constant or a singleton. Thread-safe
 * as far as the loader is.
 *
 * @param <K> the type of the keys, with proper equality
 * @param <V> the type of the values
 */
public final class DataLoaderBatch<K, V> {

    /** Answers with values, or with what stands for a failure. */
    private final io.github.batch4j.BatchLoader<K, Object> loader;

    private DataLoaderBatch(io.github.batch4j.BatchLoader<K, Object> loader) {
        this.loader = loader;
    }

    /**
     * A source that asks a loader of lists.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param name the name in traces and error messages
     * @param loader answers with a value for each key in their order, null if it has none; a {@link Try} or a
     *     {@link Throwable} among the values fails its own key
     * @return the source
     * @throws IllegalArgumentException if an argument is null
     */
    public static <K, V> DataLoaderBatch<K, V> of(String name, BatchLoader<K, V> loader) {
        Checks.notNull(loader, "DataLoaderBatch.of", "a batch loader");
        return new DataLoaderBatch<>(io.github.batch4j.BatchLoader.ofAsync(
                name,
                keys -> answered(name, loader.load(keys), "a CompletionStage")
                        .thenApply(values -> byKey(name, keys, answered(name, values, "a list")))));
    }

    /**
     * A source that asks a loader of maps.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param name the name in traces and error messages
     * @param loader answers with a map that leaves out keys without a value; a {@link Try} or a {@link Throwable} among
     *     the values fails its own key
     * @return the source
     * @throws IllegalArgumentException if an argument is null
     */
    public static <K, V> DataLoaderBatch<K, V> ofMapped(String name, MappedBatchLoader<K, V> loader) {
        Checks.notNull(loader, "DataLoaderBatch.ofMapped", "a mapped batch loader");
        return new DataLoaderBatch<>(io.github.batch4j.BatchLoader.ofAsync(
                name,
                keys -> answered(name, loader.load(new LinkedHashSet<>(keys)), "a CompletionStage")
                        .thenApply(values -> answered(name, values, "a map"))));
    }

    /**
     * Asks for the value of a key.
     *
     * @param key the key, not null
     * @return a generator that results in the value, or in null if there is none
     * @throws IllegalArgumentException if the key is null
     */
    public BatchGenerator<@Nullable V> get(K key) {
        return loader.get(key).<@Nullable V>map(loaded -> value(loaded));
    }

    private static <K, V> Map<K, V> byKey(String name, List<K> keys, List<V> values) {
        if (values.size() != keys.size()) {
            throw new BatcherException("the batch loader of " + name + " answered with " + values.size()
                    + " values for " + Nouns.count(keys.size(), "key")
                    + ", expected one for each, null for a key without a value");
        }
        Map<K, V> byKey = new HashMap<>(2 * keys.size());
        for (int i = 0; i < values.size(); i++) {
            V value = values.get(i);
            if (value != null) {
                byKey.put(keys.get(i), value);
            }
        }
        return byKey;
    }

    private static <T> T answered(String name, @Nullable T answer, String expected) {
        if (answer == null) {
            throw new BatcherException("the batch loader of " + name + " answered null, expected " + expected);
        }
        return answer;
    }

    /** The value in what stands for it; throws the failure that stands for it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <V> @Nullable V value(@Nullable Object value) {
        if (value instanceof Throwable failure) {
            throw DataLoaderBatch.<RuntimeException>thrown(failure);
        }
        if (value instanceof Try<?> attempt) {
            if (attempt.isFailure()) {
                throw DataLoaderBatch.<RuntimeException>thrown(attempt.getThrowable());
            }
            return (V) attempt.get();
        }
        return (V) value;
    }

    /** Throws a failure as it is; the executor takes any. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X thrown(Throwable failure) throws X {
        throw (X) failure;
    }
}
