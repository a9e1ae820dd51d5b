package io.github.batch4j.spring.aot;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.graphql.SideBySide;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pets of owners and their friends in GraphQL: by generators, and by a method that blocks. */
@Controller
class TownControllers {

    record Owner(int id) {}

    record Pet(int id, String name) {}

    private static final BatchLoader<Integer, List<Pet>> PETS_OF = BatchLoader.of(
            "petsOf", ids -> ids.stream().collect(Collectors.toMap(id -> id, id -> List.of(pet(10 * id)))));
    private static final BatchLoader<Integer, Pet> PETS =
            BatchLoader.of("pets", ids -> ids.stream().collect(Collectors.toMap(id -> id, TownControllers::pet)));

    private final BatchExecutor executor;

    TownControllers(BatchExecutor executor) {
        this.executor = executor;
    }

    private static Pet pet(int id) {
        return new Pet(id, "pet " + id);
    }

    @QueryMapping
    List<Owner> owners() {
        return List.of(new Owner(1), new Owner(2));
    }

    @SchemaMapping
    BatchGenerator<List<Pet>> pets(Owner owner) {
        return PETS_OF.require(owner.id());
    }

    @SchemaMapping
    @SideBySide
    Pet friend(Pet pet) {
        return executor.execute(PETS.require(pet.id() + 1));
    }

    /** A handler of HTTP that returns a generator. */
    @RestController
    static class OverHttp {

        record Answer(String name, Map<String, Integer> counts) {}

        @GetMapping("/pet")
        BatchGenerator<Answer> pet() {
            return BatchGenerator.zip(
                    PETS.require(1), PETS.require(2), (a, b) -> new Answer(a.name(), Map.of(b.name(), 2)));
        }
    }
}
