package io.github.batch4j.benchmarks;

import static java.util.Objects.requireNonNull;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.execution.instrumentation.dataloader.DataLoaderDispatchingContextKeys;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.graphql.BatchInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;

/** The same schema in each form: with values that are there, with generators, and with DataLoaders. */
final class GraphQlForms {

    private static final String SCHEMA = "type Query {users: [User]} type User {id: ID spouse: User}";
    private static final String QUERY = "{users {id spouse {id}}}";

    private static final BatchLoader<Long, User> USERS = BatchLoader.of("users", UserStore::loadMap);

    private GraphQlForms() {}

    static GraphQL byHand() {
        return GraphQL.newGraphQL(schema(
                        environment -> {
                            List<Long> ids = requireNonNull(environment.<List<Long>>getRoot());
                            List<User> users = UserStore.load(ids);
                            List<User> spouses = UserStore.load(UserStore.load(ids).stream()
                                    .map(User::spouseId)
                                    .toList());
                            List<Pair> pairs = new ArrayList<>(ids.size());
                            for (int i = 0; i < ids.size(); i++) {
                                pairs.add(new Pair(users.get(i).id(), spouses.get(i)));
                            }
                            return pairs;
                        },
                        environment ->
                                requireNonNull(environment.<Pair>getSource()).spouse()))
                .build();
    }

    record Pair(long id, User spouse) {}

    static GraphQL loader() {
        return GraphQL.newGraphQL(schema(
                        environment -> UserStore.load(requireNonNull(environment.<List<Long>>getRoot())),
                        environment -> USERS.get(id(environment))
                                .flatMap(user -> USERS.get(requireNonNull(user).spouseId()))))
                .instrumentation(BatchInstrumentation.create(BatchExecutor::create))
                .build();
    }

    static GraphQL javaDataLoader() {
        return GraphQL.newGraphQL(schema(
                        environment -> UserStore.load(requireNonNull(environment.<List<Long>>getRoot())),
                        environment -> {
                            DataLoader<Long, User> users = requireNonNull(environment.getDataLoader("users"));
                            return users.load(id(environment)).thenCompose(user -> users.load(user.spouseId()));
                        }))
                .build();
    }

    static Object execute(GraphQL graphQl, long[] ids) {
        return data(graphQl, input(ids).build());
    }

    static Object executeWithDataLoaders(GraphQL graphQl, long[] ids) {
        DataLoaderRegistry registry = new DataLoaderRegistry();
        registry.register(
                "users",
                DataLoaderFactory.<Long, User>newDataLoader(
                        keys -> CompletableFuture.completedFuture(UserStore.load(keys))));
        ExecutionInput input = input(ids).dataLoaderRegistry(registry).build();
        DataLoaderDispatchingContextKeys.setEnableDataLoaderChaining(input.getGraphQLContext(), true);
        return data(graphQl, input);
    }

    private static Object data(GraphQL graphQl, ExecutionInput input) {
        return requireNonNull(graphQl.executeAsync(input).join().getData());
    }

    private static ExecutionInput.Builder input(long[] ids) {
        List<Long> asked = new ArrayList<>(ids.length);
        for (long id : ids) {
            asked.add(id);
        }
        return ExecutionInput.newExecutionInput(QUERY).root(asked);
    }

    private static long id(DataFetchingEnvironment environment) {
        return requireNonNull(environment.<User>getSource()).id();
    }

    private static GraphQLSchema schema(DataFetcher<?> users, DataFetcher<?> spouse) {
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type("Query", type -> type.dataFetcher("users", users))
                .type("User", type -> type.dataFetcher("spouse", spouse))
                .build();
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SCHEMA), wiring);
    }
}
