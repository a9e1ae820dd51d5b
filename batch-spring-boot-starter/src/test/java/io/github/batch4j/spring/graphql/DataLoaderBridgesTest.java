package io.github.batch4j.spring.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatcherException;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.graphql.Shelter.Pet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.dataloader.Try;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;

/** Loaders of one library as loaders of the other. */
class DataLoaderBridgesTest {

    private final Shelter shelter = new Shelter();
    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();

    @Test
    void anExistingBatchLoaderAnswersOperations() {
        List<List<Integer>> calls = new ArrayList<>();
        BatchLoader<Integer, Shelter.Pet> existing = ids -> {
            calls.add(List.copyOf(ids));
            return CompletableFuture.supplyAsync(() ->
                    ids.stream().map(id -> id == 7 ? null : Shelter.pet(id)).toList());
        };
        // tag::batch[]
        DataLoaderBatch<Integer, Pet> pets = DataLoaderBatch.of("pets", existing);

        BatchGenerator<String> name = pets.get(10).map(Pet::name);
        // end::batch[]

        assertThat(executor.execute(BatchGenerator.all(List.of(name, pets.get(11), pets.get(7), pets.get(10))), trace))
                .containsExactly("pet10", Shelter.pet(11), null, Shelter.pet(10));
        assertThat(calls).containsExactly(List.of(10, 11, 7));
        assertThat(trace.entries().get(0).batch().batcher().name()).isEqualTo("pets");
        assertThat(trace.entries().get(0).batch().operations()).hasToString("[pets[10], pets[11], pets[7]]");
    }

    @Test
    void aMappedBatchLoaderLeavesOutKeysWithoutAValue() {
        DataLoaderBatch<Integer, String> names =
                DataLoaderBatch.ofMapped("names", ids -> CompletableFuture.completedFuture(Map.of(1, "one")));

        assertThat(executor.executeAll(List.of(names.get(1), names.get(2)), trace))
                .containsExactly("one", null);
        assertThat(trace.roundTrips()).isEqualTo(1);
    }

    @Test
    void triesAndThrowablesFailTheirOwnKey() {
        Exception checked = new Exception("two");
        BatchLoader<Integer, Try<String>> tries = ids -> CompletableFuture.completedFuture(ids.stream()
                .map(id -> id == 2 ? Try.<String>failed(checked) : Try.succeeded("ok"))
                .toList());
        DataLoaderBatch<Integer, Object> names = DataLoaderBatch.of("names", cast(tries));

        List<Object> results =
                executor.executeAll(List.of(names.get(1), names.get(2).recover(failure -> failure), names.get(3)));

        assertThat(results).containsExactly("ok", checked, "ok");
    }

    @Test
    void wrongAnswersAreNamed() {
        DataLoaderBatch<Integer, String> none = DataLoaderBatch.of("none", ids -> null);
        DataLoaderBatch<Integer, String> few =
                DataLoaderBatch.of("few", ids -> CompletableFuture.completedFuture(List.of()));
        DataLoaderBatch<Integer, String> nothing =
                DataLoaderBatch.ofMapped("nothing", ids -> CompletableFuture.completedFuture(null));

        assertThatExceptionOfType(BatcherException.class)
                .isThrownBy(() -> executor.execute(none.get(1)))
                .withMessage("the batch loader of none answered null, expected a CompletionStage");
        assertThatExceptionOfType(BatcherException.class)
                .isThrownBy(() -> executor.execute(few.get(1)))
                .withMessageStartingWith(
                        "the batch loader of few answered with 0 values for 1 key, expected one for each");
        assertThatExceptionOfType(BatcherException.class)
                .isThrownBy(() -> executor.execute(nothing.get(1)))
                .withMessage("the batch loader of nothing answered null, expected a map");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> few.get(null))
                .withMessage("few.get expects a key, got null");
    }

    @Test
    void aLoaderIsADataLoaderOutsideOfGraphQl() {
        DataLoader<Integer, Shelter.Owner> owners = DataLoaderFactory.newMappedDataLoader(DataLoaders.mapped(
                shelter.owners, () -> BatchExecutor.builder().listener(trace).build()));

        CompletableFuture<Shelter.Owner> one = owners.load(1);
        CompletableFuture<Shelter.Owner> missing = owners.load(Shelter.NOBODY);
        owners.dispatch();

        assertThat(one.join().name()).isEqualTo("owner1");
        assertThat(missing.join()).isNull();
        assertThat(trace.batches()).hasSize(1);
    }

    @Test
    void aLoaderIsRegisteredWithSpring() {
        DefaultBatchLoaderRegistry registry = new DefaultBatchLoaderRegistry();
        BatchExecutorFactory batchExecutors =
                () -> BatchExecutor.builder().listener(trace).build();
        var owners = shelter.owners;
        // tag::register[]
        DataLoaders.register(registry, "owners", owners, batchExecutors::create);
        // end::register[]
        DataLoaderRegistry loaders = new DataLoaderRegistry();
        registry.registerDataLoaders(loaders, GraphQLContext.newContext().build());

        CompletableFuture<Shelter.Owner> one =
                loaders.<Integer, Shelter.Owner>getDataLoader("owners").load(1);
        loaders.<Integer, Shelter.Owner>getDataLoader("owners").load(2);
        loaders.dispatchAll();

        assertThat(one.join().name()).isEqualTo("owner1");
        assertThat(trace.batches()).hasSize(1);
    }

    @Test
    void aKeyOfADataLoaderFailsAlone() {
        DataLoader<Integer, String> chips =
                DataLoaderFactory.newMappedDataLoader(DataLoaders.mapped(shelter.chips, () -> executor));

        CompletableFuture<String> answers = chips.load(10);
        CompletableFuture<String> fails = chips.load(11);
        chips.dispatch();

        assertThat(answers.join()).isEqualTo("chip10");
        assertThat(catchThrowable(fails::join)).hasRootCauseMessage("chip 11 does not answer");
    }

    /** Both ask for owners in the same step: the DataLoader's keys are part of the batch of the generators. */
    @Test
    void inGraphQlADataLoaderSharesBatchesWithGenerators() {
        Wiring wiring = new Wiring();
        wiring.fetch("Query", "pet", field -> field.getDataLoader("pets").load(field.getArgument("id")));
        wiring.registry()
                .register(
                        "pets",
                        DataLoaderFactory.newMappedDataLoader(
                                DataLoaders.mapped(wiring.shelter.pets, BatchExecutor::create), inGraphQl(wiring)));
        wiring.fetch(
                "Query",
                "pets",
                field -> field.<List<Integer>>getArgument("ids").stream()
                        .map(wiring.shelter.pets::get)
                        .toList());

        ExecutionResult result = wiring.query("{pet(id: 10) {name chip} pets(ids: [20, 30]) {name}}");

        assertThat(result.getErrors()).extracting(GraphQLError::getMessage).isEmpty();
        assertThat(wiring.batches()).containsExactly("pets 3", "chips 1");
    }

    private static org.dataloader.DataLoaderOptions inGraphQl(Wiring wiring) {
        return org.dataloader.DataLoaderOptions.newOptions()
                .setBatchLoaderContextProvider(() -> wiring.context)
                .build();
    }

    @SuppressWarnings("unchecked")
    private static <V> BatchLoader<Integer, V> cast(BatchLoader<Integer, ?> loader) {
        return ids -> (CompletionStage<List<V>>) (CompletionStage<?>) loader.load(ids);
    }
}
