package io.github.batch4j.benchmarks;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.benchmarks.Pipelines.GetUser;
import java.util.ArrayList;
import java.util.List;

/** The batch4j form with plain code, each piece of it a coroutine. */
final class PlainCode {

    private PlainCode() {}

    static List<User> users(long[] ids) {
        List<BatchGenerator<User>> generators = new ArrayList<>(ids.length);
        for (long id : ids) {
            generators.add(BatchGenerator.of(batch -> batch.yield(new GetUser(id))));
        }
        return BatchExecutor.create().execute(BatchGenerator.all(generators));
    }

    static List<User> spouses(long[] ids) {
        List<BatchGenerator<User>> generators = new ArrayList<>(ids.length);
        for (long id : ids) {
            generators.add(BatchGenerator.of(batch -> {
                User user = batch.yield(new GetUser(id));
                return batch.yield(new GetUser(user.spouseId()));
            }));
        }
        return BatchExecutor.create().execute(BatchGenerator.all(generators));
    }

    /** Blocking code without generators: its calls of the executor are batched. */
    static List<User> spousesByServices(long[] ids) {
        List<Long> boxed = new ArrayList<>(ids.length);
        for (long id : ids) {
            boxed.add(id);
        }
        BatchExecutor executor = BatchExecutor.create();
        return executor.all(boxed, id -> spouse(executor, id));
    }

    private static User spouse(BatchExecutor executor, long id) {
        User user = executor.execute(new GetUser(id));
        return executor.execute(new GetUser(user.spouseId()));
    }

    /** Bodies that find everything in memory, as in a cache. */
    static List<User> usersAtHand(long[] ids) {
        List<BatchGenerator<User>> generators = new ArrayList<>(ids.length);
        for (long id : ids) {
            generators.add(BatchGenerator.of(batch -> new User(id, id)));
        }
        return BatchExecutor.create().execute(BatchGenerator.all(generators));
    }
}
