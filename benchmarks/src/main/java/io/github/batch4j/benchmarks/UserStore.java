package io.github.batch4j.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The store of all forms: an array, since the cost of the store is part of every number and hides the rest.
 *
 * <p>Static, because a batcher is a constant; not thread-safe, because every form uses it from one thread.
 */
final class UserStore {

    /** The first id, above the values that {@code Long.valueOf} caches, like real ids. */
    static final long FIRST_ID = 1_000;

    private static User[] users = {};
    private static int calls;

    private UserStore() {}

    /** Fills the store with couples, in which user {@code i} from the first is married to user {@code i + couples}. */
    static void fill(int couples) {
        users = new User[2 * couples];
        for (int i = 0; i < users.length; i++) {
            long id = FIRST_ID + i;
            users[i] = new User(id, i < couples ? id + couples : id - couples);
        }
        calls = 0;
    }

    static List<User> load(List<Long> ids) {
        calls++;
        List<User> found = new ArrayList<>(ids.size());
        for (long id : ids) {
            found.add(user(id));
        }
        return found;
    }

    /** Answers with a map, as repositories often do, which costs more than a list. */
    static Map<Long, User> loadMap(List<Long> ids) {
        calls++;
        // Twice the size, so that the map never grows.
        Map<Long, User> found = new HashMap<>(2 * ids.size());
        for (Long id : ids) {
            found.put(id, user(id));
        }
        return found;
    }

    static List<Long> loadSpouseIds(List<Long> ids) {
        calls++;
        List<Long> found = new ArrayList<>(ids.size());
        for (long id : ids) {
            found.add(user(id).spouseId());
        }
        return found;
    }

    private static User user(long id) {
        return users[(int) (id - FIRST_ID)];
    }

    /** Returns the number of calls since the store was filled. */
    static int calls() {
        return calls;
    }
}
