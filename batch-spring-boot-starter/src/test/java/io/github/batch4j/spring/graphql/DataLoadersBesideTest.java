package io.github.batch4j.spring.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.instrumentation.dataloader.DataLoaderDispatchingContextKeys;
import graphql.schema.DataFetchingEnvironment;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields with generators above, below and beside fields with DataLoaders, and a schema with nothing but the latter. */
class DataLoadersBesideTest {

    private static final String QUERY = "{owners {pets {friends {owner {name}}}}}";

    private final Wiring wiring = new Wiring();

    /** The calls of DataLoaders, in the form of {@link Wiring#batches()}. */
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void generatorsBelowFieldsOfDataLoadersShareABatch(boolean chained) {
        wiring.fetch(
                "Owner",
                "pets",
                field -> field.getDataLoader("petsOf").load(owner(field).id()));

        ExecutionResult result = query(QUERY, chained);

        assertThat(result.getErrors()).isEmpty();
        assertThat(result.<Object>getData().toString()).contains("{owner={name=owner2}}");
        assertThat(calls).containsExactly("petsOf 3");
        assertThat(wiring.batches()).containsExactly("friendsOf 6", "pets 6", "owners 3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dataLoadersBelowFieldsOfGeneratorsShareABatch(boolean chained) {
        wiring.fetch(
                "Pet",
                "owner",
                field -> field.getDataLoader("owners").load(pet(field).ownerId()));

        ExecutionResult result = query(QUERY, chained);

        assertThat(result.getErrors()).isEmpty();
        assertThat(wiring.batches()).containsExactly("petsOf 3", "friendsOf 6", "pets 6");
        assertThat(calls).containsExactly("owners 3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theyMayTakeTurns(boolean chained) {
        wiring.fetch(
                "Owner",
                "pets",
                field -> field.getDataLoader("petsOf").load(owner(field).id()));
        wiring.fetch(
                "Pet",
                "owner",
                field -> field.getDataLoader("owners").load(pet(field).ownerId()));

        ExecutionResult result = query("{owners {pets {friends {owner {pets {friends {name}}}}}}}", chained);

        assertThat(result.getErrors()).isEmpty();
        assertThat(calls).containsExactly("petsOf 3", "owners 3");
        assertThat(wiring.batches()).containsExactly("friendsOf 6", "pets 6", "friendsOf 6", "pets 6");
    }

    /** DataLoaders that answer on another thread complete their futures one by one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dataLoadersMayAnswerOnOtherThreads(boolean chained) {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            wiring.registry().register("later", DataLoaderFactory.<Integer, List<Shelter.Pet>>newDataLoader(ids -> {
                calls.add("later " + ids.size());
                return CompletableFuture.supplyAsync(() -> load(wiring.shelter.petsOf, ids), threads);
            }));
            wiring.fetch(
                    "Owner",
                    "pets",
                    field -> field.getDataLoader("later").load(owner(field).id()));

            ExecutionResult result = query(QUERY, chained);

            assertThat(result.getErrors()).isEmpty();
            assertThat(calls).containsExactly("later 3");
            assertThat(wiring.batches()).containsExactly("friendsOf 6", "pets 6", "owners 3");
        } finally {
            threads.shutdown();
        }
    }

    /** The same query with DataLoaders alone needs chaining to be switched on, and makes the same batches then. */
    @Test
    void dataLoadersAloneMakeTheSameBatchesIfChained() {
        wiring.fetch(
                "Owner",
                "pets",
                field -> field.getDataLoader("petsOf").load(owner(field).id()));
        wiring.fetch(
                "Pet",
                "owner",
                field -> field.getDataLoader("owners").load(pet(field).ownerId()));
        wiring.fetch("Pet", "friends", field -> {
            DataLoader<Integer, List<Integer>> friends = field.getDataLoader("friendsOf");
            DataLoader<Integer, Shelter.Pet> pets = field.getDataLoader("pets");
            return friends.load(pet(field).id()).thenCompose(pets::loadMany);
        });

        ExecutionResult result = query(QUERY, true);

        assertThat(result.getErrors()).isEmpty();
        assertThat(calls).containsExactly("petsOf 3", "friendsOf 6", "pets 6", "owners 3");
        assertThat(wiring.batches()).isEmpty();
    }

    private ExecutionResult query(String query, boolean chained) {
        DataLoaderRegistry registry = wiring.registry();
        registry.register("petsOf", loader("petsOf", wiring.shelter.petsOf));
        registry.register("friendsOf", loader("friendsOf", wiring.shelter.friendsOf));
        registry.register("pets", loader("pets", wiring.shelter.pets));
        registry.register("owners", loader("owners", wiring.shelter.owners));
        ExecutionInput input = ExecutionInput.newExecutionInput(query)
                .dataLoaderRegistry(registry)
                .build();
        DataLoaderDispatchingContextKeys.setEnableDataLoaderChaining(input.getGraphQLContext(), chained);
        return wiring.graphQl()
                .executeAsync(input)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private <V> DataLoader<Integer, V> loader(String name, BatchLoader<Integer, V> loader) {
        return DataLoaderFactory.newDataLoader(ids -> {
            calls.add(name + " " + ids.size());
            return CompletableFuture.completedFuture(load(loader, ids));
        });
    }

    private static <V> List<V> load(BatchLoader<Integer, V> loader, List<Integer> ids) {
        List<@Nullable V> values =
                BatchExecutor.create().executeAll(ids.stream().map(loader::get).toList());
        return new ArrayList<>(values);
    }

    private static Shelter.Owner owner(DataFetchingEnvironment field) {
        return Wiring.source(field);
    }

    private static Shelter.Pet pet(DataFetchingEnvironment field) {
        return Wiring.source(field);
    }
}
