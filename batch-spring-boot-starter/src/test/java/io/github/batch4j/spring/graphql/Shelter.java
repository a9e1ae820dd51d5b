package io.github.batch4j.spring.graphql;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A store of owners and their pets, which counts nothing itself. Owner {@code o} has the pets {@code 10 * o} and
 * {@code 10 * o + 1}; each pet has the same pet of the next owner for a friend, and the last has
 * that of the first.
 */
final class Shelter {

    static final int OWNERS = 3;

    /** An owner that there is none of. */
    static final int NOBODY = 99;

    record Owner(int id, String name) {}

    record Pet(int id, String name, int ownerId) {}

    private final Map<Integer, Owner> stored = new HashMap<>();

    /** Called on the thread of a batch of pets. */
    volatile Runnable listener = () -> {};

    final BatchLoader<Integer, Owner> owners = BatchLoader.of("owners", ids -> {
        Map<Integer, Owner> found = new HashMap<>(stored);
        found.keySet().retainAll(ids);
        return found;
    });

    final BatchLoader<Integer, List<Pet>> petsOf =
            BatchLoader.of("petsOf", owners -> map(owners, id -> List.of(pet(10 * id), pet(10 * id + 1))));

    final BatchLoader<Integer, List<Integer>> friendsOf =
            BatchLoader.of("friendsOf", pets -> map(pets, id -> List.of(friend(id))));

    final BatchLoader<Integer, Pet> pets = BatchLoader.of("pets", ids -> {
        listener.run();
        return map(ids, Shelter::pet);
    });

    final BatchLoader<Integer, String> chips = BatchLoader.ofEach("chips", ids -> ids, (ids, id) -> {
        if (id % 10 == 1) {
            throw new IllegalStateException("chip " + id + " does not answer");
        }
        return "chip" + id;
    });

    final BatchLoader<Integer, String> broken = BatchLoader.of("broken", ids -> {
        throw new IllegalStateException("no connection");
    });

    Shelter() {
        allOwners().forEach(owner -> stored.put(owner.id(), owner));
    }

    static List<Owner> allOwners() {
        return IntStream.rangeClosed(1, OWNERS)
                .mapToObj(id -> new Owner(id, "owner" + id))
                .toList();
    }

    /** The friends of a pet: a chained load. */
    BatchGenerator<List<@Nullable Pet>> friends(Pet pet) {
        return friendsOf.require(pet.id()).flatMap(ids -> {
            List<BatchGenerator<@Nullable Pet>> friends = new ArrayList<>();
            ids.forEach(id -> friends.add(pets.get(id)));
            return BatchGenerator.all(friends);
        });
    }

    void rename(int id, String name) {
        stored.put(id, new Owner(id, name));
    }

    static Pet pet(int id) {
        return new Pet(id, "pet" + id, id / 10);
    }

    private static int friend(int id) {
        return id / 10 == OWNERS ? 10 + id % 10 : id + 10;
    }

    private static <V> Map<Integer, V> map(List<Integer> keys, IntFunction<V> value) {
        Map<Integer, V> map = new HashMap<>();
        keys.forEach(key -> map.put(key, value.apply(key)));
        return map;
    }
}
