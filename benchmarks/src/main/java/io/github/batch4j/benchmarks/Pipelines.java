package io.github.batch4j.benchmarks;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;

/** The batch4j form with a custom operation and a batcher that answers with a list. */
final class Pipelines {

    private Pipelines() {}

    static List<User> users(long[] ids) {
        List<BatchGenerator<User>> generators = new ArrayList<>(ids.length);
        for (long id : ids) {
            generators.add(new GetUser(id));
        }
        return BatchExecutor.create().execute(BatchGenerator.all(generators));
    }

    static List<User> spouses(long[] ids) {
        List<BatchGenerator<User>> generators = new ArrayList<>(ids.length);
        for (long id : ids) {
            generators.add(new GetUser(id).flatMap(user -> new GetUser(user.spouseId())));
        }
        return BatchExecutor.create().execute(BatchGenerator.all(generators));
    }

    static Couple couple(long id) {
        return BatchExecutor.create()
                .execute(BatchGenerator.zip(
                        new GetUser(id), new GetSpouseId(id).flatMap(spouseId -> new GetUser(spouseId)), Couple::new));
    }

    record GetUser(long id) implements BatchableOperation<User> {

        private static final Batcher<GetUser, User> BATCHER = Batcher.blocking("users", operations -> {
            List<Long> ids = new ArrayList<>(operations.size());
            for (GetUser operation : operations) {
                ids.add(operation.id);
            }
            return UserStore.load(ids);
        });

        @Override
        public Batcher<GetUser, User> batcher() {
            return BATCHER;
        }
    }

    record GetSpouseId(long id) implements BatchableOperation<Long> {

        private static final Batcher<GetSpouseId, Long> BATCHER = Batcher.blocking("spouseIds", operations -> {
            List<Long> ids = new ArrayList<>(operations.size());
            for (GetSpouseId operation : operations) {
                ids.add(operation.id);
            }
            return UserStore.loadSpouseIds(ids);
        });

        @Override
        public Batcher<GetSpouseId, Long> batcher() {
            return BATCHER;
        }
    }
}
