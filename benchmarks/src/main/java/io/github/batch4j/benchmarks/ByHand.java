package io.github.batch4j.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Batching without a library: the lower bound of its cost. */
final class ByHand {

    private ByHand() {}

    static List<User> users(long[] ids) {
        List<Long> asked = new ArrayList<>(ids.length);
        for (long id : ids) {
            asked.add(id);
        }
        return handOut(UserStore.load(asked));
    }

    /** Loads each user once, however often it is requested. */
    static List<User> distinctUsers(long[] ids) {
        Set<Long> asked = new LinkedHashSet<>();
        for (long id : ids) {
            asked.add(id);
        }
        Map<Long, User> answers = UserStore.loadMap(new ArrayList<>(asked));
        List<User> results = new ArrayList<>(ids.length);
        for (long id : ids) {
            results.add(requireNonNull(answers.get(id)));
        }
        return results;
    }

    static List<User> spouses(long[] ids) {
        List<Long> asked = new ArrayList<>(ids.length);
        for (long id : ids) {
            asked.add(id);
        }
        List<Long> spouseIds = new ArrayList<>(ids.length);
        for (User user : UserStore.load(asked)) {
            spouseIds.add(user.spouseId());
        }
        return handOut(UserStore.load(spouseIds));
    }

    /** Gives each request its answer: the second of the two loops that batching by hand consists of. */
    private static List<User> handOut(List<User> answers) {
        List<User> results = new ArrayList<>(answers.size());
        for (User answer : answers) {
            results.add(answer);
        }
        return results;
    }

    static Couple couple(long id) {
        long spouseId = UserStore.loadSpouseIds(List.of(id)).get(0);
        List<User> users = UserStore.load(List.of(id, spouseId));
        return new Couple(users.get(0), users.get(1));
    }
}
