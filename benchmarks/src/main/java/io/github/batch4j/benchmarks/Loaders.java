package io.github.batch4j.benchmarks;

import static java.util.Objects.requireNonNull;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batch4j form with the everyday {@link BatchLoader}, whose store has to build a map. */
final class Loaders {

    private static final BatchLoader<Long, User> USERS = BatchLoader.of("users", UserStore::loadMap);

    private Loaders() {}

    static List<@Nullable User> users(long[] ids) {
        List<BatchGenerator<@Nullable User>> generators = new ArrayList<>(ids.length);
        for (long id : ids) {
            generators.add(USERS.get(id));
        }
        return BatchExecutor.create().execute(BatchGenerator.<@Nullable User>all(generators));
    }

    static List<@Nullable User> spouses(long[] ids) {
        List<BatchGenerator<@Nullable User>> generators = new ArrayList<>(ids.length);
        for (long id : ids) {
            generators.add(
                    USERS.get(id).flatMap(user -> USERS.get(requireNonNull(user).spouseId())));
        }
        return BatchExecutor.create().execute(BatchGenerator.<@Nullable User>all(generators));
    }
}
