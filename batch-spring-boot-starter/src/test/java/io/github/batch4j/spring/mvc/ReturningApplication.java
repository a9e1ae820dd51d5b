package io.github.batch4j.spring.mvc;

import static org.springframework.web.servlet.function.RequestPredicates.GET;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.io.FileNotFoundException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** An application whose handlers return generators. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    ReturningApplication.Pets.class,
    ReturningApplication.Views.class,
    ReturningApplication.Exceptions.class,
    ReturningApplication.Functional.class
})
public class ReturningApplication {

    @Bean
    BatchTrace trace() {
        return new BatchTrace();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    interface Pet {}

    @JsonTypeName("cat")
    record Cat(String name) implements Pet {}

    /** A pet by its name; there is none without one. */
    record FindPet(String name) implements BatchableOperation<Pet> {

        private static final Batcher<FindPet, Pet> BATCHER = Batcher.blocking(
                "pets",
                operations -> operations.stream()
                        .<Pet>map(one -> one.name().equals("nobody") ? null : new Cat(one.name()))
                        .toList());

        @Override
        public Batcher<FindPet, Pet> batcher() {
            return BATCHER;
        }

        @Override
        public Object reads() {
            return name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final class LostException extends RuntimeException {

        private static final long serialVersionUID = 1;

        LostException(String name) {
            super(name);
        }
    }

    record Page(String title, BatchGenerator<Pet> pet) {}

    /** A handler whose result is typed by its subclass, and whose annotation is inherited. */
    interface Finder<T> {

        @GetMapping("/inherited")
        @ResponseStatus(HttpStatus.ACCEPTED)
        BatchGenerator<T> inherited();
    }

    @RestController
    static class Pets implements Finder<Pet> {

        private final BatchExecutor executor;

        Pets(BatchExecutor executor) {
            this.executor = executor;
        }

        @GetMapping("/pets/{name}")
        BatchGenerator<Pet> one(@PathVariable String name) {
            return new FindPet(name).map(pet -> pet);
        }

        @GetMapping("/operation")
        FindPet operation() {
            return new FindPet("a");
        }

        @GetMapping("/again")
        BatchGenerator<Pet> again() {
            executor.execute(new FindPet("a"));
            return new FindPet("a");
        }

        private BatchGenerator<Pet> genPet(String name) {
            return new FindPet(name);
        }

        // tag::list[]
        @GetMapping("/pets")
        List<BatchGenerator<Pet>> pets(@RequestParam List<String> names) {
            return names.stream().map(this::genPet).toList(); // executed side by side
        }
        // end::list[]

        @GetMapping("/optional")
        Optional<FindPet> optional(@RequestParam(required = false) String name) {
            return Optional.ofNullable(name).map(FindPet::new);
        }

        @GetMapping("/entity")
        ResponseEntity<BatchGenerator<Pet>> entity() {
            return ResponseEntity.created(URI.create("/pets/a")).body(new FindPet("a"));
        }

        @GetMapping("/entity/list")
        ResponseEntity<List<BatchGenerator<Pet>>> entityOfList() {
            return ResponseEntity.status(HttpStatus.ACCEPTED).body(List.of(new FindPet("a"), new FindPet("b")));
        }

        @GetMapping("/entity/optional")
        ResponseEntity<Optional<BatchGenerator<Pet>>> entityOfOptional() {
            return ResponseEntity.ok(Optional.of(new FindPet("a")));
        }

        @GetMapping("/entity/unknown/{kind}")
        ResponseEntity<?> unknown(@PathVariable String kind) {
            return switch (kind) {
                case "generator" -> ResponseEntity.accepted().body(new FindPet("a"));
                case "generators" -> ResponseEntity.accepted().body(List.of(new FindPet("a"), new FindPet("b")));
                case "text" -> ResponseEntity.accepted().body("a text");
                default -> ResponseEntity.notFound().build();
            };
        }

        @GetMapping("/object")
        Object object() {
            return new FindPet("a");
        }

        @GetMapping("/generated-entity")
        BatchGenerator<ResponseEntity<Pet>> generatedEntity() {
            return new FindPet("a")
                    .map(pet -> ResponseEntity.status(HttpStatus.ACCEPTED).body(pet));
        }

        @GetMapping("/text")
        BatchGenerator<String> text() {
            return new FindPet("a").map(pet -> ((Cat) pet).name());
        }

        @GetMapping(path = "/json", produces = MediaType.APPLICATION_JSON_VALUE)
        BatchGenerator<Pet> json() {
            return new FindPet("a");
        }

        @GetMapping("/callable")
        Callable<BatchGenerator<Pet>> callable() {
            return () -> new FindPet("a");
        }

        @GetMapping("/future")
        CompletableFuture<List<BatchGenerator<Pet>>> future() {
            return CompletableFuture.supplyAsync(() -> List.of(new FindPet("a"), new FindPet("b")));
        }

        @Override
        public BatchGenerator<Pet> inherited() {
            return new FindPet("a");
        }

        @GetMapping("/nested")
        Page nested() {
            return new Page("a page", new FindPet("secret"));
        }

        @GetMapping("/plain/optional")
        Optional<Pet> plainOptional() {
            return Optional.of(new Cat("a"));
        }

        @GetMapping("/plain/entity/optional")
        ResponseEntity<Optional<Pet>> plainEntityOfOptional() {
            return ResponseEntity.ok(Optional.of(new Cat("a")));
        }

        @GetMapping("/plain")
        Map<String, List<String>> plain() {
            return Map.of("names", List.of("a", "b"));
        }

        @GetMapping("/failing")
        BatchGenerator<Pet> failing() {
            return new FindPet("a").map(pet -> {
                throw new UnsupportedOperationException("unchecked");
            });
        }

        @GetMapping("/checked")
        BatchGenerator<Pet> checked() {
            return BatchGenerator.of(batch -> {
                throw new FileNotFoundException("checked");
            });
        }

        @ExceptionHandler({UnsupportedOperationException.class, FileNotFoundException.class})
        @ResponseStatus(HttpStatus.CONFLICT)
        String handle(Exception failure) {
            return failure.getClass().getSimpleName() + " " + failure.getMessage();
        }

        @GetMapping("/lost/{name}")
        String lost(@PathVariable String name) {
            executor.execute(new FindPet(name));
            throw new LostException(name);
        }

        @ExceptionHandler
        @ResponseStatus(HttpStatus.GONE)
        List<BatchGenerator<Pet>> handle(LostException lost) {
            return List.of(genPet(lost.getMessage()), genPet("substitute"));
        }

        @GetMapping("/broken")
        BatchGenerator<String> broken() {
            return new FindPet("a").map(pet -> {
                throw new NoClassDefFoundError("Pet");
            });
        }

        @GetMapping("/stolen")
        String stolen() {
            throw new StolenException();
        }
    }

    static class StolenException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** The handlers of exceptions of all controllers. */
    @RestControllerAdvice
    static class Exceptions {

        @ExceptionHandler
        ResponseEntity<BatchGenerator<Pet>> handle(StolenException stolen) {
            return ResponseEntity.status(HttpStatus.GONE).body(new FindPet("substitute"));
        }
    }

    /** Functional endpoints: Spring MVC has no handlers of what these return. */
    @Configuration(proxyBeanMethods = false)
    static class Functional {

        private static BatchGenerator<Pet> genPet(String name) {
            return new FindPet(name);
        }

        // tag::functional[]
        @Bean
        RouterFunction<ServerResponse> pets(BatchExecutor batchExecutor) {
            return route(GET("/functional/{name}"), request -> {
                Pet pet = batchExecutor.execute(genPet(request.pathVariable("name")));
                return ServerResponse.ok().body(pet);
            });
        }
        // end::functional[]

        @Bean
        RouterFunction<ServerResponse> unexecuted() {
            return route(GET("/unexecuted"), request -> ServerResponse.ok().body(genPet("secret")));
        }
    }

    @Controller
    static class Views {

        @GetMapping("/redirected")
        BatchGenerator<String> view() {
            return new FindPet("a").map(pet -> "redirect:/pets/" + ((Cat) pet).name());
        }
    }
}
