package io.github.batch4j.spring.graphql;

import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.dataloader.BatchLoader;
import org.dataloader.MappedBatchLoader;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

/**
 * A source of operations that are answered by a batch loader of java-dataloader, so that loaders which exist need not
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

    private final String name;
    private final Batcher<Load<K, V>, @Nullable V> batcher;

    private DataLoaderBatch(@Nullable String name, Batcher.Async<Load<K, V>, @Nullable V> batcher) {
        this.name = Arguments.notNull(name, "DataLoaderBatch", "a name");
        this.batcher = Batcher.async(this.name, batcher);
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
        Arguments.notNull(loader, "DataLoaderBatch.of", "a batch loader");
        return new DataLoaderBatch<>(name, loads -> {
            CompletionStage<List<V>> values = loader.load(keys(loads));
            return answered(name, values).thenApply(answer -> {
                List<V> list = answered(name, answer, "a list");
                return list.size() != loads.size()
                        ? list // which the executor refuses, with both numbers
                        : BatchResults.<Load<K, V>, @Nullable V>whenRead(loads, (load, i) -> value(list.get(i)));
            });
        });
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
        Arguments.notNull(loader, "DataLoaderBatch.ofMapped", "a mapped batch loader");
        return new DataLoaderBatch<>(name, loads -> {
            CompletionStage<Map<K, V>> values = loader.load(new LinkedHashSet<>(keys(loads)));
            return answered(name, values).thenApply(answer -> {
                Map<K, V> map = answered(name, answer, "a map");
                return BatchResults.<Load<K, V>, @Nullable V>whenRead(loads, load -> value(map.get(load.key)));
            });
        });
    }

    /**
     * Asks for the value of a key.
     *
     * @param key the key, not null
     * @return an operation that results in the value, or in null if there is none
     * @throws IllegalArgumentException if the key is null
     */
    public BatchableOperation<@Nullable V> get(K key) {
        if (key == null) {
            throw new IllegalArgumentException(name + ".get expects a key, got null");
        }
        return new Load<>(key, batcher);
    }

    private static <K, V> List<K> keys(List<Load<K, V>> loads) {
        List<K> keys = new ArrayList<>(loads.size());
        loads.forEach(load -> keys.add(load.key));
        return keys;
    }

    private static <T> CompletionStage<T> answered(String name, @Nullable CompletionStage<T> stage) {
        return answered(name, stage, "a CompletionStage");
    }

    private static <T> T answered(String name, @Nullable T answer, String expected) {
        if (answer == null) {
            throw new IllegalStateException("the batch loader of " + name + " answered null, expected " + expected);
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

    /** Throws a failure as it is; batch results take any. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X thrown(Throwable failure) throws X {
        throw (X) failure;
    }

    private record Load<K, V>(K key, Batcher<Load<K, V>, @Nullable V> batcher)
            implements BatchableOperation<@Nullable V> {

        @Override
        public String toString() {
            return String.valueOf(key);
        }
    }
}
