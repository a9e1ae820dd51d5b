package io.github.batch4j.spring.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.graphql.Shelter.Owner;
import io.github.batch4j.spring.graphql.Shelter.Pet;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** An application with a GraphQL endpoint, whose controllers return generators. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ShelterApplication.Controllers.class, ShelterApplication.Failures.class})
class ShelterApplication {

    static final String SCHEMA = "--spring.graphql.schema.locations=classpath:shelter/";

    @Bean
    Shelter shelter() {
        return new Shelter();
    }

    /** A recording of the batches of all requests. */
    @Bean
    BatchTrace trace() {
        return new BatchTrace();
    }

    /** Logs in the user that the request names. */
    @Bean
    Filter login() {
        return (request, response, chain) -> {
            String user = ((HttpServletRequest) request).getHeader("user");
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(user, ""));
            try {
                chain.doFilter(request, response);
            } finally {
                SecurityContextHolder.clearContext();
            }
        };
    }

    @Controller
    static class Controllers {

        private final BatchLoader<Integer, Owner> owners;
        private final BatchLoader<Integer, List<Pet>> petsOf;
        private final BatchLoader<Integer, List<Integer>> friendsOf;
        private final BatchLoader<Integer, Pet> pets;

        Controllers(Shelter shelter) {
            owners = shelter.owners;
            petsOf = shelter.petsOf;
            friendsOf = shelter.friendsOf;
            pets = shelter.pets;
        }

        @QueryMapping
        List<Owner> owners() {
            return Shelter.allOwners();
        }

        @QueryMapping
        BatchGenerator<Owner> owner(@Argument("id") int id) {
            return owners.require(id);
        }

        // tag::controller[]
        @SchemaMapping
        BatchGenerator<List<Pet>> pets(Owner owner) {
            return petsOf.get(owner.id());
        }

        @SchemaMapping
        BatchGenerator<List<Pet>> friends(Pet pet) {
            return friendsOf.require(pet.id()).flatMap(ids -> BatchGenerator.all(ids, pets::get));
        }

        @SchemaMapping
        BatchGenerator<Owner> owner(Pet pet) {
            return owners.get(pet.ownerId());
        }
        // end::controller[]

        /** The user as seen by the method, by a function after a batch, and by a body. */
        @QueryMapping
        BatchGenerator<String> user() {
            String ofMethod = caller();
            return BatchGenerator.zip(
                    pets.get(10).map(pet -> caller()),
                    BatchGenerator.of(batch -> {
                        batch.yield(pets.get(20));
                        return caller();
                    }),
                    (ofFunction, ofBody) -> ofMethod + "," + ofFunction + "," + ofBody);
        }
    }

    /** The user, the language and the path that are bound to the current thread. */
    static String caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var request = (ServletRequestAttributes) RequestContextHolder.getRequestAttributes();
        return (authentication == null ? "nobody" : authentication.getName()) + "/"
                + LocaleContextHolder.getLocale().getLanguage() + "/"
                + (request == null ? "" : request.getRequest().getHeader("user"));
    }

    @ControllerAdvice
    static class Failures {

        @GraphQlExceptionHandler
        GraphQLError missing(MissingKeyException failure, DataFetchingEnvironment field) {
            return GraphqlErrorBuilder.newError(field).message("no such thing").build();
        }
    }
}
