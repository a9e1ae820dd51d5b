package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.graphql.test.autoconfigure.GraphQlTest;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.stereotype.Controller;

/** The bridge in a test slice of Spring for GraphQL. */
@GraphQlTest(properties = "spring.graphql.schema.locations=classpath:shelter/")
class GraphQlSliceTest {

    @Autowired
    private GraphQlTester tester;

    @Test
    void controllersMayReturnGenerators() {
        tester.document("{user}").execute().path("user").entity(String.class).isEqualTo("ada");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Users.class)
    static class Application {}

    @Controller
    static class Users {

        private final BatchLoader<Integer, String> users = BatchLoader.of("users", ids -> Map.of(1, "ada"));

        @QueryMapping
        BatchGenerator<String> user() {
            assertThat(users).isNotNull();
            return users.require(1);
        }
    }
}
