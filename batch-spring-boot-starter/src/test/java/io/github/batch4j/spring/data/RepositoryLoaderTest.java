package io.github.batch4j.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.CrudRepository;

/** Loaders of repositories, which find what they find. */
class RepositoryLoaderTest {

    record Person(int id, String name) {}

    private final List<List<Integer>> asked = new ArrayList<>();
    private final BatchExecutor executor = BatchExecutor.create();

    @Test
    void entitiesAreFoundByTheirIdsInOneCall() {
        BatchLoader<Integer, Person> people = loader(ids -> List.of(new Person(3, "c"), new Person(1, "a")));

        assertThat(executor.execute(BatchGenerator.all(List.of(1, 2, 3, 1), people::get)))
                .containsExactly(new Person(1, "a"), null, new Person(3, "c"), new Person(1, "a"));
        assertThat(asked).containsExactly(List.of(1, 2, 3));
    }

    @Test
    void moreThanAThousandAreSeveralCallsOfOneStep() {
        BatchLoader<Integer, Person> people = loader(ids -> List.of());
        BatchTrace trace = new BatchTrace();

        executor.execute(BatchGenerator.all(IntStream.range(0, 1001).boxed().toList(), people::get), trace);

        assertThat(trace.batches()).extracting(List::size).containsExactly(1000, 1);
    }

    @Test
    void wrongIdIsSaid() {
        BatchLoader<Integer, Person> people = loader(ids -> List.of(new Person(7, "g")));

        assertThatThrownBy(() -> executor.execute(people.get(1)))
                .hasMessage("people.findAllById returned an entity with the id 7, which was not asked for; does the"
                        + " function find the right id?");
    }

    @Test
    void twoEntitiesOfOneIdAreSaid() {
        BatchLoader<Integer, Person> people = loader(ids -> List.of(new Person(1, "a"), new Person(1, "b")));

        assertThatThrownBy(() -> executor.execute(people.get(1)))
                .hasMessage("people.findAllById returned two entities with the id 1");
    }

    @Test
    void answersAreNotKept() {
        assertThat(loader(ids -> List.of()).get(1).reads()).isNull();
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> RepositoryLoader.of("people", null, Person::id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RepositoryLoader.of expects a repository, got null");
    }

    @SuppressWarnings("unchecked")
    private BatchLoader<Integer, Person> loader(Function<List<Integer>, List<Person>> find) {
        CrudRepository<Person, Integer> repository = (CrudRepository<Person, Integer>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CrudRepository.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("findAllById");
                    List<Integer> ids = List.copyOf((List<Integer>) arguments[0]);
                    asked.add(ids);
                    return find.apply(ids);
                });
        return RepositoryLoader.of("people", repository, Person::id);
    }
}
