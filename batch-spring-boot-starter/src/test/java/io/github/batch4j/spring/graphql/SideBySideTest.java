package io.github.batch4j.spring.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.graphql.Shelter.Owner;
import io.github.batch4j.spring.graphql.Shelter.Pet;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Controller;

/** Controller methods that block, marked and unmarked. */
@Tag("coroutines")
class SideBySideTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withPropertyValues("spring.graphql.schema.locations=classpath:shelter/");

    @Test
    void markedMethodsShareBatchesAtEveryLevel() {
        query("{owners {pets {owner {name}}}}", answer -> {
            assertThat(answer.response.getErrors()).isEmpty();
            assertThat(answer.batches).containsExactly("petsOf 3", "owners 3");
        });
    }

    @Test
    void unmarkedMethodsAskOneByOne() {
        query("{owners {pets {friends {name}}}}", answer -> {
            assertThat(answer.response.getErrors()).isEmpty();
            assertThat(answer.batches).hasSize(1 + 6 * 2).startsWith("petsOf 3", "friendsOf 1", "pets 1");
        });
    }

    @Test
    void aMarkedMethodMayAlsoReturnAGenerator() {
        query("{a: pet(id: 10) {name} b: pet(id: 20) {name}}", answer -> {
            assertThat(answer.response.<Object>getData().toString()).isEqualTo("{a={name=pet10}, b={name=pet20}}");
            assertThat(answer.batches).containsExactly("pets 2");
        });
    }

    @Test
    void aFailureIsResolvedByAHandlerOfTheController() {
        query("{a: owner(id: 1) {name} b: owner(id: 99) {name}}", answer -> {
            assertThat(answer.response.<Object>getData().toString()).isEqualTo("{a={name=owner1}, b=null}");
            assertThat(answer.response.getErrors())
                    .extracting(error -> error.getPath() + " " + error.getMessage())
                    .containsExactly("b nobody");
            assertThat(answer.batches).containsExactly("owners 2");
        });
    }

    @Test
    void aMarkedMethodHasTheContextOfTheCaller() {
        LocaleContextHolder.setLocale(Locale.ITALIAN);
        try {
            query(
                    "{user}",
                    answer -> assertThat(answer.response.field("user").<String>getValue())
                            .isEqualTo("it"));
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private record Answer(ExecutionGraphQlResponse response, List<String> batches) {}

    private void query(String query, Consumer<Answer> check) {
        runner.run(context -> {
            ExecutionGraphQlResponse response = context.getBean(ExecutionGraphQlService.class)
                    .execute(new DefaultExecutionGraphQlRequest(query, null, null, null, "id", null))
                    .block(Duration.ofSeconds(30));
            List<String> batches = context.getBean(BatchTrace.class).entries().stream()
                    .map(entry ->
                            entry.batch().batcher().name() + " " + entry.batch().size())
                    .toList();
            check.accept(new Answer(Objects.requireNonNull(response), batches));
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Marked.class, Unmarked.class})
    static class Application {

        @Bean
        BatchTrace trace() {
            return new BatchTrace();
        }

        @Bean
        BatchExecutorFactory factory(BatchTrace trace, List<io.github.batch4j.ThreadContext> contexts) {
            return () -> {
                BatchExecutor.Builder builder = BatchExecutor.builder().listener(trace);
                contexts.forEach(builder::threadContext);
                return builder.build();
            };
        }

        /** Blocking access to the shelter, by the injected executor. */
        @Bean
        OwnerService ownerService(BatchExecutor executor) {
            return new OwnerService(new Shelter(), executor);
        }
    }

    static final class OwnerService {

        private final Shelter shelter;
        private final BatchExecutor executor;

        OwnerService(Shelter shelter, BatchExecutor executor) {
            this.shelter = shelter;
            this.executor = executor;
        }

        Shelter.@Nullable Owner find(int id) {
            return execute(shelter.owners.get(id));
        }

        <T extends @Nullable Object> T execute(BatchGenerator<T> generator) {
            return executor.execute(generator);
        }
    }

    @Controller
    static class Marked {

        private final OwnerService ownerService;

        Marked(OwnerService ownerService) {
            this.ownerService = ownerService;
        }

        // tag::sideBySide[]
        @SchemaMapping
        @SideBySide
        Owner owner(Pet pet) {
            return ownerService.find(pet.ownerId()); // calls batchExecutor.execute
        }
        // end::sideBySide[]

        @QueryMapping
        @SideBySide
        Shelter.Owner owner(@Argument("id") int id) {
            Shelter.Owner owner = ownerService.find(id);
            if (owner == null) {
                throw new IllegalArgumentException();
            }
            return owner;
        }

        @QueryMapping
        @SideBySide
        BatchGenerator<Shelter.@Nullable Pet> pet(@Argument("id") int id) {
            return ownerService.shelter.pets.get(id);
        }

        @QueryMapping
        @SideBySide
        String user() {
            ownerService.find(1);
            return LocaleContextHolder.getLocale().getLanguage();
        }

        @GraphQlExceptionHandler
        GraphQLError nobody(IllegalArgumentException failure, graphql.schema.DataFetchingEnvironment field) {
            return GraphqlErrorBuilder.newError(field).message("nobody").build();
        }
    }

    @Controller
    static class Unmarked {

        private final OwnerService ownerService;

        Unmarked(OwnerService ownerService) {
            this.ownerService = ownerService;
        }

        @QueryMapping
        List<Shelter.Owner> owners() {
            return Shelter.allOwners();
        }

        @SchemaMapping
        BatchGenerator<@Nullable List<Shelter.Pet>> pets(Shelter.Owner owner) {
            return ownerService.shelter.petsOf.get(owner.id());
        }

        @SchemaMapping
        List<Shelter.@Nullable Pet> friends(Shelter.Pet pet) {
            return ownerService.execute(ownerService.shelter.friends(pet));
        }
    }
}
