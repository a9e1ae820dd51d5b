package io.github.batch4j.spring.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.ThreadContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/** GraphQL without Spring: the schema of the shelter with the data fetchers of a test, and the batches of a query. */
final class Wiring {

    final Shelter shelter = new Shelter();
    final BatchTrace trace = new BatchTrace();

    List<ThreadContext> contexts = List.of();

    Supplier<BatchExecutor> executors =
            () -> BatchExecutor.builder().listener(trace).build();

    private final Map<String, Map<String, DataFetcher<?>>> fetchers = new HashMap<>();
    /** The context of the last query. */
    @Nullable
    GraphQLContext context;

    private final DataLoaderRegistry registry = new DataLoaderRegistry();

    Wiring() {
        fetch("Query", "owners", field -> Shelter.allOwners());
        fetch("Query", "owner", field -> shelter.owners.get(field.getArgument("id")));
        fetch("Query", "pet", field -> shelter.pets.get(field.getArgument("id")));
        fetch(
                "Owner",
                "pets",
                field -> shelter.petsOf.get(Wiring.<Shelter.Owner>source(field).id()));
        fetch(
                "Pet",
                "owner",
                field -> shelter.owners.get(Wiring.<Shelter.Pet>source(field).ownerId()));
        fetch("Pet", "friends", field -> shelter.friends(source(field)));
        fetch(
                "Pet",
                "chip",
                field -> shelter.chips.get(Wiring.<Shelter.Pet>source(field).id()));
    }

    Wiring fetch(String type, String field, DataFetcher<?> fetcher) {
        fetchers.computeIfAbsent(type, name -> new HashMap<>()).put(field, fetcher);
        return this;
    }

    /** The loaders of a query, by which graphql-java dispatches. */
    DataLoaderRegistry registry() {
        return registry;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T> T source(graphql.schema.DataFetchingEnvironment field) {
        return (T) Objects.requireNonNull(field.getSource());
    }

    GraphQL graphQl() {
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        fetchers.forEach((type, fields) -> wiring.type(type, builder -> {
            fields.forEach(builder::dataFetcher);
            return builder;
        }));
        return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(schema(), wiring.build()))
                .instrumentation(
                        contexts.isEmpty()
                                ? BatchInstrumentation.create(executors)
                                : BatchInstrumentation.create(executors, contexts))
                .build();
    }

    private static graphql.schema.idl.TypeDefinitionRegistry schema() {
        try (InputStream file = Wiring.class.getResourceAsStream("/shelter/shelter.graphqls")) {
            return new SchemaParser()
                    .parse(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    ExecutionResult query(String query) {
        ExecutionInput.Builder builder = ExecutionInput.newExecutionInput(query);
        if (!registry.getDataLoaders().isEmpty()) {
            builder.dataLoaderRegistry(registry);
        }
        ExecutionInput input = builder.build();
        context = input.getGraphQLContext();
        return graphQl().executeAsync(input).orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** The batches that were sent, as the name of the batcher and the number of operations. */
    List<String> batches() {
        return trace.entries().stream()
                .map(entry ->
                        entry.batch().batcher().name() + " " + entry.batch().size())
                .toList();
    }
}
