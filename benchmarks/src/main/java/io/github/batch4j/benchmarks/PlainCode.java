package io.github.batch4j.benchmarks;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.benchmarks.Pipelines.GetUser;
import java.util.ArrayList;
import java.util.List;

/** batch4j with bodies that yield, each of them a coroutine on a thread. */
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
}
