package io.github.batch4j.spring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.repository.CrudRepository;

/** Loaders over repositories. */
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
                .hasMessage("people.findAllById returned no entity with the id 1 but one with the id 7, which was not"
                        + " asked for; does the function find the right id, and does the database compare ids as Java"
                        + " does?");
    }

    @Test
    void idsWithAnEntityGetItBesidesAWrongOne() {
        BatchLoader<Integer, Person> people = loader(ids -> List.of(new Person(7, "g"), new Person(1, "a")));

        assertThat(executor.execute(BatchGenerator.all(
                        List.of(1, 2),
                        id -> people.get(id).map(person -> "" + person).recover(failure -> "failed"))))
                .containsExactly("Person[id=1, name=a]", "failed");
    }

    @Test
    void textsWithoutAnEntityAreAskedForAgainBesideOnesThatHaveOne() {
        List<Object> calls = new ArrayList<>();
        BatchLoader<String, Named> named = named(ids -> {
            calls.add(ids);
            return calls.size() == 1 ? List.of(new Named("a")) : List.of();
        });

        assertThat(executor.execute(BatchGenerator.all(List.of("a", "b", "c"), named::get)))
                .containsExactly(new Named("a"), null, null);
        assertThat(calls).containsExactly(List.of("a", "b", "c"), List.of("b", "c"));
    }

    @Test
    void textsAreNotAskedForAgainIfNothingIsFoundOrAll() {
        List<Object> calls = new ArrayList<>();
        BatchLoader<String, Named> named = named(ids -> {
            calls.add(ids);
            return calls.size() == 1 ? List.of() : List.of(new Named("a"), new Named("b"));
        });

        executor.execute(BatchGenerator.all(List.of("a", "b"), named::get));
        executor.execute(BatchGenerator.all(List.of("a", "b"), named::get));

        assertThat(calls).hasSize(2);
    }

    @Test
    void twoEntitiesOfOneIdAreSaid() {
        BatchLoader<Integer, Person> people = loader(ids -> List.of(new Person(1, "a"), new Person(1, "b")));

        assertThatThrownBy(() -> executor.execute(people.get(1)))
                .hasMessage("people.findAllById returned two entities with the id 1");
    }

    @Test
    void idThatCannotBePrintedIsToldByItsType() {
        record Broken() {
            @Override
            public String toString() {
                throw new IllegalArgumentException("broken");
            }
        }
        assertThat(FoundEntities.shown(new Broken())).isEqualTo("a " + Broken.class.getName());
    }

    @Test
    void idsInMessagesAreEscapedAndCut() {
        BatchLoader<String, Named> named = named(ids -> List.of(new Named("a\n$1\\" + "x".repeat(100))));

        assertThatThrownBy(() -> executor.execute(named.get("a")))
                .hasMessageStartingWith(
                        "named.findAllById returned no entity with the id a but one with the id" + " a\\u000a$1\\xxx")
                .hasMessageContaining("x..., which was not asked for")
                .hasMessageNotContaining("x".repeat(40));
    }

    /** A key that counts its comparisons, with the equality of a record. */
    record Pair(String first, int second) {

        private static final AtomicInteger EQUALS = new AtomicInteger();

        @Override
        public final boolean equals(Object other) {
            EQUALS.incrementAndGet();
            return other instanceof Pair pair && first.equals(pair.first) && second == pair.second;
        }

        @Override
        public int hashCode() {
            return 7;
        }
    }

    /** Keys that collide, as a client may choose them; a linear search would make 200,000,000 comparisons. */
    @Test
    @Timeout(60)
    void recordsThatShareAHashCodeAreFoundByTheirOrder() {
        List<Pair> ids = IntStream.range(0, 20_000)
                .mapToObj(i -> new Pair("id " + i / 2, i % 2))
                .toList();
        Pair.EQUALS.set(0);

        Set<Object> found = new HashSet<>();
        ids.forEach(id -> found.add(EntityId.inMap(id)));
        for (Pair id : ids) {
            assertThat(found.contains(EntityId.inMap(new Pair(id.first, id.second))))
                    .isTrue();
        }

        assertThat(found).hasSize(ids.size()).doesNotContain(EntityId.inMap(new Pair("id 0", 2)));
        assertThat(Pair.EQUALS).hasValueLessThan(100 * ids.size());
    }

    /** A key with an equality that ignores case, unlike its components. */
    record AnyCase(String text) {

        @Override
        public boolean equals(Object other) {
            return other instanceof AnyCase id && text.equalsIgnoreCase(id.text);
        }

        @Override
        public int hashCode() {
            return 7;
        }
    }

    @Test
    void recordsWithAnEqualityOfTheirOwnAreFoundByThat() {
        Set<Object> found = new HashSet<>();
        IntStream.range(0, 500).forEach(i -> found.add(EntityId.inMap(new AnyCase("id" + i))));

        assertThat(IntStream.range(0, 500).mapToObj(i -> EntityId.inMap(new AnyCase("ID" + i))))
                .allMatch(found::contains);
    }

    @Test
    void partsOfAnIdMayBeRecordsOrMissing() {
        record Inner(Integer a, String b) {}
        record Outer(Inner inner, Object other) {

            @Override
            public int hashCode() {
                return 7;
            }
        }
        List<Outer> ids = IntStream.range(0, 100)
                .mapToObj(i -> new Outer(new Inner(i % 3 == 0 ? null : i, "b"), i % 2 == 0 ? "text " + i : i))
                .toList();
        Set<Object> found = new HashSet<>();

        ids.forEach(id -> found.add(EntityId.inMap(id)));

        assertThat(found).hasSize(Set.copyOf(ids).size());
        assertThat(ids).allMatch(id -> found.contains(EntityId.inMap(id)));
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

    record Named(String name) {}

    @SuppressWarnings("unchecked")
    private static BatchLoader<String, Named> named(Function<Object, List<Named>> find) {
        CrudRepository<Named, String> repository = (CrudRepository<Named, String>) Proxy.newProxyInstance(
                RepositoryLoaderTest.class.getClassLoader(),
                new Class<?>[] {CrudRepository.class},
                (proxy, method, arguments) -> find.apply(arguments[0]));
        return RepositoryLoader.of("named", repository, Named::name);
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
