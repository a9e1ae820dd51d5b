package io.github.batch4j.spring.graphql;

import graphql.GraphQLContext;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchResults;
import io.github.batch4j.spring.support.Checks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.MappedBatchLoaderWithContext;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import reactor.core.publisher.Mono;

/**
 * A factory of batch loaders of java-dataloader that ask a {@link BatchLoader}, for code that still uses
 * {@code DataLoader}s. The other way round is {@link DataLoaderBatch}.
 *
 * <p>In an execution of GraphQL with a {@link BatchInstrumentation} the keys are asked for by its executor, with
 * everything else that it is about to ask for. Elsewhere each call has an executor of its own.
 */
public final class DataLoaders {

    private DataLoaders() {}

    /**
     * Registers a {@code DataLoader} with Spring for GraphQL.
     *
     * <pre>{@code
     * DataLoaders.register(registry, "owners", owners, batchExecutors::create);
     * }</pre>
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param registry the registry
     * @param name the name of the {@code DataLoader}, by which arguments of controller methods find it
     * @param loader what it asks
     * @param executors makes the executor of a call outside of GraphQL
     * @throws IllegalArgumentException if an argument is null
     */
    public static <K, V> void register(
            BatchLoaderRegistry registry,
            String name,
            BatchLoader<K, V> loader,
            Supplier<? extends BatchExecutor> executors) {
        Checks.notNull(registry, "DataLoaders.register", "a registry");
        Checks.notNull(name, "DataLoaders.register", "a name");
        MappedBatchLoaderWithContext<K, V> mapped = mapped(loader, executors);
        registry.<K, V>forName(name)
                .registerMappedBatchLoader(
                        (keys, environment) -> Mono.fromCompletionStage(mapped.load(keys, environment)));
    }

    /**
     * Makes a batch loader of java-dataloader, for
     * {@link org.dataloader.DataLoaderFactory#newMappedDataLoader(MappedBatchLoaderWithContext)}. A key that
     * fails, fails alone.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param loader what it asks
     * @param executors makes the executor of a call outside of GraphQL
     * @return the batch loader, thread-safe as far as the loader is
     * @throws IllegalArgumentException if an argument is null
     */
    public static <K, V> MappedBatchLoaderWithContext<K, V> mapped(
            BatchLoader<K, V> loader, Supplier<? extends BatchExecutor> executors) {
        Checks.notNull(loader, "DataLoaders", "a loader");
        Checks.notNull(executors, "DataLoaders", "a supplier of executors");
        return (keys, environment) -> {
            List<K> asked = new ArrayList<>(keys);
            return execute(BatchResults.<K, @Nullable V>gather(asked, loader::get), environment, executors)
                    .thenApply(results -> map(asked, results));
        };
    }

    private static <T> CompletableFuture<T> execute(
            BatchGenerator<T> generator, BatchLoaderEnvironment environment, Supplier<? extends BatchExecutor> own) {
        FieldExecution execution =
                environment.getContext() instanceof GraphQLContext context ? context.get(FieldExecution.class) : null;
        return execution == null
                ? CompletableFuture.completedFuture(own.get().execute(generator))
                : execution.add(generator);
    }

    /** The values by key; java-dataloader unwraps those that are a {@link Try}. */
    @SuppressWarnings("unchecked")
    private static <K, V> Map<K, V> map(List<K> keys, BatchResults<@Nullable V> results) {
        Map<K, Object> values = new HashMap<>(2 * keys.size());
        for (int i = 0; i < keys.size(); i++) {
            try {
                V value = results.get(i);
                if (value != null) {
                    values.put(keys.get(i), value);
                }
            } catch (Throwable failure) {
                values.put(keys.get(i), Try.failed(failure));
            }
        }
        return (Map<K, V>) (Map<K, ?>) values;
    }
}
