package io.github.batch4j.spring.aot;

import static org.awaitility.Awaitility.await;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.batched.people.People;
import io.github.batch4j.spring.batched.people.Person;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.aot.AotDetector;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;

/** The questions to the application: for each it prints the answer and the batches. */
class TownCheck {

    private final BatchExecutor executor;
    private final BatchTrace trace;
    private final Town town;
    private final People people;
    private final ExecutionGraphQlService graphQl;

    TownCheck(BatchExecutor executor, BatchTrace trace, Town town, People people, ExecutionGraphQlService graphQl) {
        this.executor = executor;
        this.trace = trace;
        this.town = town;
        this.people = people;
        this.graphQl = graphQl;
    }

    void print(String port) throws Exception {
        System.out.println("uses what has been generated: " + AotDetector.useGeneratedArtifacts());
        people.saveAll(List.of(new Person(1, "ann@example.com", 7), new Person(2, "bob@example.com", 7)));
        print("map", () -> executor.all(List.of(1L, 2L), town::byNumber));
        print("list", () -> executor.all(List.of(1L, 2L), town::keyed));
        print("unit", () -> town.houses("Elm Street"));
        print(
                "ids",
                () -> executor.all(
                        List.of(1L, 2L),
                        id -> people.findById(id).map(Person::email).orElseThrow()));
        print(
                "emails",
                () -> executor.all(
                        List.of("bob@example.com", "ann@example.com"),
                        email -> people.findByEmail(email).id()));
        print("graphql", () -> query("{owners {pets {name friend {name}}}}"));
        print("http", () -> get(port, "/pet"));
        print(
                "timeline",
                () -> await().until( // it is recorded when the answer has been sent
                                () -> get(port, "/actuator/batch4j").contains("\"GET /pet\""), found -> found));
    }

    private void print(String name, Callable<?> question) throws Exception {
        trace.clear();
        Object answer = question.call();
        List<String> batches = trace.entries().stream()
                .map(entry -> entry.batch().batcher().name() + " x"
                        + entry.batch().operations().size())
                .toList();
        System.out.println(name + ": " + answer + " by " + batches);
    }

    private Object query(String query) {
        DefaultExecutionGraphQlRequest request =
                new DefaultExecutionGraphQlRequest(query, null, null, null, "id", null);
        return graphQl.execute(request)
                .block(Duration.ofSeconds(20))
                .getExecutionResult()
                .toSpecification();
    }

    private static String get(String port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
