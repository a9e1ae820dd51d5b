package io.github.batch4j.spring.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.GraphQLSchema;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Generators as the results of data fetchers, and the batches that they make. */
class BatchInstrumentationTest {

    private final Wiring wiring = new Wiring();

    @Test
    void siblingsShareABatch() {
        ExecutionResult result = wiring.query("{a: owner(id: 1) {name} b: owner(id: 2) {name} c: owner(id: 3) {name}}");

        assertThat(result.<Object>getData())
                .isEqualTo(Map.of(
                        "a", Map.of("name", "owner1"),
                        "b", Map.of("name", "owner2"),
                        "c", Map.of("name", "owner3")));
        assertThat(wiring.batches()).containsExactly("owners 3");
    }

    @Test
    void eachLevelIsOneRoundTripAndAChainIsTwo() {
        ExecutionResult result = wiring.query("{owners {pets {friends {owner {name}}}}}");

        assertThat(result.getErrors()).isEmpty();
        assertThat(result.<Object>getData().toString())
                .startsWith("{owners=[{pets=[{friends=[{owner={name=owner2}}]}, {friends=[{owner={name=owner2}}]}]},"
                        + " {pets=[{friends=[{owner={name=owner3}}]}");
        assertThat(wiring.batches()).containsExactly("petsOf 3", "friendsOf 6", "pets 6", "owners 3");
    }

    @Test
    void aQueryIsOneExecution() {
        wiring.query("{owners {pets {friends {owner {name}}}}}");

        assertThat(wiring.trace.entries())
                .extracting(entry -> entry.batch().execution())
                .containsOnly(wiring.trace.entries().get(0).batch().execution());
    }

    /** A barrier between the levels would make "owners" wait for "pets", which the chain beside it needs. */
    @Test
    void aShortFieldDoesNotWaitForALongOneBesideIt() {
        wiring.query("{pet(id: 10) {friends {id} owner {pets {owner {name}}}}}");

        assertThat(wiring.batches())
                .containsExactly("pets 1", "friendsOf 1", "owners 1", "petsOf 1", "pets 1", "owners 1");
        assertThat(wiring.trace.entries())
                .extracting(entry -> entry.batch().step())
                .containsExactly(1, 2, 2, 3, 3, 4);
    }

    @Test
    void differentDepthsMeetInOneBatch() {
        wiring.fetch("Query", "owners", field -> BatchGenerator.value(Shelter.allOwners()));

        wiring.query("{owners {pets {owner {name}}} pet(id: 10) {owner {name}}}");

        assertThat(wiring.batches()).containsExactly("petsOf 3", "pets 1", "owners 3");
    }

    @Test
    void aMissingValueIsNull() {
        ExecutionResult result = wiring.query("{owner(id: 99) {name pets {name}}}");

        assertThat(result.toSpecification().toString()).isEqualTo("{data={owner=null}}");
    }

    @Test
    void aFailureIsTheErrorOfItsOwnField() {
        wiring.fetch("Pet", "owner", field -> {
            Shelter.Pet pet = Wiring.source(field);
            return pet.id() == 11 ? wiring.shelter.owners.require(Shelter.NOBODY) : wiring.shelter.owners.get(1);
        });

        ExecutionResult result = wiring.query("{owners {pets {owner {name}}}}");

        assertThat(result.getErrors())
                .extracting(GraphQLError::getPath)
                .containsExactly(List.of("owners", 0, "pets", 1, "owner"));
        assertThat(result.getErrors().get(0).getMessage()).contains("owners has no value for key 99");
        assertThat(result.<Object>getData().toString())
                .startsWith("{owners=[{pets=[{owner={name=owner1}}, {owner=null}]}, {pets=[{owner={name=owner1}}");
        assertThat(wiring.batches()).containsExactly("petsOf 3", "owners 2");
    }

    @Test
    void aKeyThatFailsInABatchFailsItsOwnField() {
        ExecutionResult result = wiring.query("{owner(id: 1) {name pets {name chip}}}");

        assertThat(result.getErrors())
                .extracting(GraphQLError::getPath)
                .containsExactly(List.of("owner", "pets", 1, "chip"));
        assertThat(result.<Object>getData().toString())
                .isEqualTo("{owner={name=owner1, pets=[{name=pet10, chip=chip10}, null]}}");
        assertThat(wiring.batches()).containsExactly("owners 1", "petsOf 1", "chips 2");
    }

    @Test
    void aBatchThatFailsFailsEachOfItsFieldsAndNoOther() {
        wiring.fetch(
                "Owner",
                "upper",
                field -> wiring.shelter.broken.get(
                        Wiring.<Shelter.Owner>source(field).id()));

        ExecutionResult result = wiring.query("{owners {upper pets {name}}}");

        assertThat(result.getErrors())
                .extracting(GraphQLError::getPath)
                .containsExactlyInAnyOrder(
                        List.of("owners", 0, "upper"), List.of("owners", 1, "upper"), List.of("owners", 2, "upper"));
        assertThat(result.<Object>getData().toString()).startsWith("{owners=[{upper=null, pets=[{name=pet10}, ");
        assertThat(wiring.batches()).containsExactlyInAnyOrder("broken 3", "petsOf 3");
    }

    @Test
    void aDataFetcherThatThrowsFailsItsOwnField() {
        wiring.fetch("Owner", "upper", field -> {
            throw new IllegalStateException("not here");
        });

        ExecutionResult result = wiring.query("{owner(id: 1) {upper pets {name}}}");

        assertThat(result.getErrors()).extracting(GraphQLError::getPath).containsExactly(List.of("owner", "upper"));
        assertThat(wiring.batches()).containsExactly("owners 1", "petsOf 1");
    }

    @Test
    void listsAndOptionalsOfGeneratorsAreExecuted() {
        wiring.fetch(
                "Query",
                "pets",
                field -> field.<List<Integer>>getArgument("ids").stream()
                        .map(wiring.shelter.pets::get)
                        .toList());
        wiring.fetch("Query", "owner", field -> Optional.of(wiring.shelter.owners.get(1)));
        wiring.fetch("Query", "pet", field -> Optional.empty());

        ExecutionResult result = wiring.query("{pets(ids: [10, 20]) {name} owner(id: 1) {name} pet(id: 1) {name}}");

        assertThat(result.toSpecification().toString())
                .isEqualTo("{data={pets=[{name=pet10}, {name=pet20}], owner={name=owner1}, pet=null}}");
        assertThat(wiring.batches()).containsExactly("pets 2", "owners 1");
    }

    @Test
    void theResultOfAGeneratorMayHaveErrorsAndAContext() {
        GraphQLError warning = GraphqlErrorBuilder.newError().message("stale").build();
        wiring.fetch(
                "Query",
                "owner",
                field -> DataFetcherResult.newResult()
                        .data(wiring.shelter.owners.get(1))
                        .error(warning)
                        .localContext("kept")
                        .build());
        wiring.fetch(
                "Owner",
                "upper",
                field -> wiring.shelter
                        .owners
                        .get(2)
                        .map(owner -> DataFetcherResult.newResult()
                                .data(field.getLocalContext())
                                .build()));

        ExecutionResult result = wiring.query("{owner(id: 1) {name upper}}");

        assertThat(result.<Object>getData().toString()).isEqualTo("{owner={name=owner1, upper=kept}}");
        assertThat(result.getErrors()).extracting(GraphQLError::getMessage).containsExactly("stale");
    }

    @Test
    void aComponentOfARecordMayBeAGenerator() {
        wiring.fetch(
                "Query", "owner", field -> new Lazy(wiring.shelter.pets.get(10).map(Shelter.Pet::name)));

        ExecutionResult result = wiring.query("{owner(id: 1) {name}}");

        assertThat(result.<Object>getData().toString()).isEqualTo("{owner={name=pet10}}");
    }

    record Lazy(BatchGenerator<String> name) {}

    @Test
    void bodiesOfPlainCodeAreBatchedToo() {
        wiring.fetch(
                "Pet",
                "owner",
                field -> BatchGenerator.of(batch -> {
                    Shelter.Pet pet = Wiring.source(field);
                    Shelter.Pet again = batch.yield(wiring.shelter.pets.require(pet.id()));
                    return batch.yield(wiring.shelter.owners.get(again.ownerId()));
                }));

        ExecutionResult result = wiring.query("{owners {pets {owner {name}}}}");

        assertThat(result.getErrors()).isEmpty();
        assertThat(wiring.batches()).containsExactly("petsOf 3", "pets 6", "owners 3");
    }

    /** Data fetchers below generators that call the executor themselves: one by one, and not inside each other. */
    @Test
    void blockingDataFetchersBelowManyFieldsNeedNoMoreStack() {
        List<BatchExecutor> executors = new ArrayList<>();
        wiring.executors = () -> {
            executors.add(BatchExecutor.builder().listener(wiring.trace).build());
            return executors.get(0);
        };
        wiring.fetch("Query", "pets", field -> Collections.nCopies(3_000, Shelter.pet(10)));
        wiring.fetch("Pet", "owner", field -> wiring.shelter.owners.get(1));
        wiring.fetch("Owner", "upper", field -> executors.get(0).execute(wiring.shelter.chips.get(10)));

        ExecutionResult result = wiring.query("{pets(ids: []) {owner {upper}}}");

        assertThat(result.getErrors()).isEmpty();
        assertThat(wiring.batches()).hasSize(1 + 3_000).startsWith("owners 1", "chips 1");
    }

    @Test
    void mutationsRunOneAfterTheOther() {
        List<String> order = new ArrayList<>();
        wiring.fetch("Mutation", "rename", field -> {
            order.add("asked " + field.getArgument("name"));
            return wiring.shelter.owners.get(field.getArgument("id")).flatMap(found -> {
                wiring.shelter.rename(field.getArgument("id"), field.getArgument("name"));
                order.add("renamed from " + found.name());
                return wiring.shelter.owners.get(field.getArgument("id"));
            });
        });

        ExecutionResult result = wiring.query("mutation {a: rename(id: 1, name: \"Ada\") {name pets {owner {name}}}"
                + " b: rename(id: 1, name: \"Bob\") {name}}");

        assertThat(order).containsExactly("asked Ada", "renamed from owner1", "asked Bob", "renamed from Ada");
        assertThat(result.<Object>getData().toString())
                .isEqualTo("{a={name=Ada, pets=[{owner={name=Ada}}, {owner={name=Ada}}]}, b={name=Bob}}");
    }

    @Test
    void fieldsBelowAFutureOfAnotherThreadShareABatch() throws Exception {
        CompletableFuture<Object> later = new CompletableFuture<>();
        wiring.fetch("Query", "owners", field -> later);

        CompletableFuture<ExecutionResult> result =
                wiring.graphQl().executeAsync(input -> input.query("{owners {pets {friends {owner {name}}}}}"));
        assertThat(result).isNotDone();
        Thread other = new Thread(() -> later.complete(Shelter.allOwners()));
        other.start();
        other.join();

        assertThat(result.join().getErrors()).isEmpty();
        assertThat(wiring.batches()).containsExactly("petsOf 3", "friendsOf 6", "pets 6", "owners 3");
    }

    @Test
    void generatorsOnAnotherThreadHaveTheContextOfTheCaller() throws Exception {
        ThreadLocal<String> tenant = new ThreadLocal<>();
        wiring.contexts = List.of(() -> {
            String captured = tenant.get();
            return () -> {
                String before = tenant.get();
                tenant.set(captured);
                return () -> tenant.set(before);
            };
        });
        CompletableFuture<Object> later = new CompletableFuture<>();
        wiring.fetch("Query", "owners", field -> later);
        wiring.fetch("Owner", "upper", field -> wiring.shelter.chips.get(10).map(chip -> tenant.get()));
        List<String> left = new ArrayList<>();

        tenant.set("acme");
        CompletableFuture<ExecutionResult> result =
                wiring.graphQl().executeAsync(input -> input.query("{owners {upper}}"));
        tenant.set("another");
        Thread other = new Thread(() -> {
            tenant.set("own");
            later.complete(Shelter.allOwners());
            left.add(tenant.get());
        });
        other.start();
        other.join();

        assertThat(result.join().<Object>getData().toString())
                .isEqualTo("{owners=[{upper=acme}, {upper=acme}, {upper=acme}]}");
        assertThat(left).containsExactly("own");
    }

    @Test
    void aFutureOfAGeneratorIsAwaited() {
        wiring.fetch("Query", "owner", field -> CompletableFuture.completedFuture(wiring.shelter.owners.get(1)));
        CompletableFuture<Object> later = new CompletableFuture<>();
        wiring.fetch("Query", "pet", field -> later);

        CompletableFuture<ExecutionResult> result = wiring.graphQl()
                .executeAsync(
                        input -> input.query("{a: owner(id: 1) {name} b: owner(id: 1) {name} pet(id: 1) {name}}"));
        later.complete(wiring.shelter.pets.get(10));

        assertThat(result.join().<Object>getData().toString())
                .isEqualTo("{a={name=owner1}, b={name=owner1}, pet={name=pet10}}");
        assertThat(wiring.batches()).containsExactly("owners 1", "pets 1");
    }

    @Test
    void aFutureThatFailsFailsItsOwnField() {
        CompletableFuture<Object> later = new CompletableFuture<>();
        wiring.fetch("Query", "pet", field -> later);

        CompletableFuture<ExecutionResult> result =
                wiring.graphQl().executeAsync(input -> input.query("{owner(id: 1) {name} pet(id: 1) {name}}"));
        later.completeExceptionally(new IllegalStateException("late"));

        assertThat(result.join().<Object>getData().toString()).isEqualTo("{owner={name=owner1}, pet=null}");
        assertThat(result.join().getErrors().get(0).getMessage()).contains("late");
    }

    /** The generators of the second thread are run when the first one has ended its own. */
    @Test
    void aRunTakesAlongWhatAnotherThreadHasFound() throws Exception {
        CompletableFuture<Object> later = new CompletableFuture<>();
        wiring.fetch("Query", "owners", field -> later);
        Thread other = new Thread(() -> later.complete(Shelter.allOwners()));
        CountDownLatch asked = new CountDownLatch(1);
        wiring.fetch(
                "Pet",
                "owner",
                field -> BatchGenerator.defer(() -> {
                    other.start();
                    try {
                        other.join();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                    asked.countDown();
                    return wiring.shelter.owners.get(1);
                }));

        ExecutionResult result = wiring.query("{pet(id: 10) {owner {name}} owners {pets {name}}}");

        assertThat(asked.getCount()).isZero();
        assertThat(result.getErrors()).isEmpty();
        assertThat(wiring.batches()).containsExactly("pets 1", "owners 1", "petsOf 3");
    }

    @Test
    void anInterruptFailsTheFieldsThatWait() {
        wiring.fetch("Owner", "upper", field -> {
            Thread.currentThread().interrupt();
            return wiring.shelter.chips.get(10);
        });

        ExecutionResult result = wiring.query("{owner(id: 1) {name upper}}");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.<Object>getData().toString()).isEqualTo("{owner={name=owner1, upper=null}}");
        assertThat(result.getErrors()).extracting(GraphQLError::getPath).containsExactly(List.of("owner", "upper"));
    }

    @Test
    void springIsNotNeeded() {
        GraphQLSchema schema = wiring.graphQl().getGraphQLSchema();
        // tag::plain[]
        GraphQL graphQl = GraphQL.newGraphQL(schema)
                .instrumentation(BatchInstrumentation.create(BatchExecutor::create))
                .build();
        // end::plain[]

        assertThat(graphQl.execute("{owner(id: 1) {name}}").<Object>getData())
                .isEqualTo(Map.of("owner", Map.of("name", "owner1")));
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchInstrumentation.create(null))
                .withMessage("BatchInstrumentation.create expects a supplier of executors, got null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchInstrumentation.create(() -> null, null))
                .withMessage("BatchInstrumentation.create expects contexts, got null");
    }
}
