package io.github.batch4j.spring.graphql;

import graphql.TrivialDataFetcher;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import io.github.batch4j.BatchGenerator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The results of a data fetcher, in which generators are replaced by futures of their results. */
final class FieldResults implements LightDataFetcher<@Nullable Object> {

    private final DataFetcher<?> fetcher;
    private final FieldExecution execution;

    private FieldResults(DataFetcher<?> fetcher, FieldExecution execution) {
        this.fetcher = fetcher;
        this.execution = execution;
    }

    /** A data fetcher whose generators are executed. */
    static DataFetcher<?> of(DataFetcher<?> fetcher, FieldExecution execution) {
        FieldResults results = new FieldResults(fetcher, execution);
        return fetcher instanceof TrivialDataFetcher ? new Trivial(results) : results;
    }

    /** A data fetcher that is executed as a body of plain code. */
    static DataFetcher<?> ofBody(DataFetcher<?> fetcher, FieldExecution execution) {
        return environment -> execution.fetched(
                BatchGenerator.of(batch -> {
                    Object result = fetcher.get(environment);
                    BatchGenerator<?> generator = generator(result);
                    return generator == null ? result : batch.yield(generator);
                }),
                environment);
    }

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
            throws Exception {
        Object result = fetcher instanceof LightDataFetcher<?> light
                ? light.get(field, source, environment)
                : fetcher.get(environment.get());
        return awaited(result, environment);
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        return awaited(fetcher.get(environment), () -> environment);
    }

    private @Nullable Object awaited(@Nullable Object result, Supplier<DataFetchingEnvironment> environment) {
        if (result instanceof CompletionStage<?> stage) {
            return awaited(stage.toCompletableFuture(), environment);
        }
        BatchGenerator<?> generator = generator(result);
        return generator == null ? result : execution.fetched(generator, environment.get());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // of callbacks that do not throw
    private Object awaited(CompletableFuture<?> future, Supplier<DataFetchingEnvironment> environment) {
        if (future.isDone() && !future.isCompletedExceptionally()) {
            BatchGenerator<?> generator = generator(future.join());
            return generator == null ? future : execution.fetched(generator, environment.get());
        }
        CompletableFuture<@Nullable Object> bracketed = new CompletableFuture<>();
        future.whenComplete((value, failure) -> {
            BatchGenerator<?> generator = failure == null ? generator(value) : null;
            if (generator == null) {
                execution.complete(bracketed, value, failure);
            } else {
                execution
                        .add(generator)
                        .whenComplete((result, failed) -> execution.complete(bracketed, result, failed));
            }
        });
        return bracketed;
    }

    /** The generator in a result, or of a result with generators in it; null if there is none. */
    private static @Nullable BatchGenerator<?> generator(@Nullable Object result) {
        if (result instanceof BatchGenerator<?> generator) {
            return generator;
        }
        if (result instanceof Optional<?> optional) {
            return optional.orElse(null) instanceof BatchGenerator<?> generator ? generator : null;
        }
        if (result instanceof List<?> list) {
            return !list.isEmpty() && list.get(0) instanceof BatchGenerator<?> ? BatchGenerator.structured(list) : null;
        }
        if (result instanceof DataFetcherResult<?> detailed) {
            BatchGenerator<?> generator = generator(detailed.getData());
            return generator == null ? null : generator.map(data -> withData(detailed, data));
        }
        return null;
    }

    private static Object withData(DataFetcherResult<?> result, @Nullable Object data) {
        return DataFetcherResult.newResult()
                .data(data)
                .errors(result.getErrors())
                .localContext(result.getLocalContext())
                .extensions(result.getExtensions())
                .build();
    }

    /** The same for a data fetcher that graphql-java need not observe. */
    private record Trivial(FieldResults results)
            implements LightDataFetcher<@Nullable Object>, TrivialDataFetcher<@Nullable Object> {

        @Override
        public @Nullable Object get(
                GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
                throws Exception {
            return results.get(field, source, environment);
        }

        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
            return results.get(environment);
        }
    }
}
