package com.example.couples;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.MissingKeyException;
import java.util.List;
import java.util.Map;

/** Users of whom one has a spouse that is missing. */
class Couples {

    record User(String name, long spouseId) {}

    private static final Map<Long, User> ROWS =
            Map.of(1L, new User("Ann", 3), 2L, new User("Bea", 99), 3L, new User("Cid", 1));

    private final BatchExecutor batchExecutor = BatchExecutor.create();
    private final BatchLoader<Long, User> users = BatchLoader.of("users", ids -> ROWS);

    // tag::pipeline[]
    BatchGenerator<User> genSpouse(long id) {
        return users.require(id).flatMap(user -> users.require(user.spouseId()));
    }

    List<User> spouses(List<Long> ids) {
        return batchExecutor.execute(BatchGenerator.all(ids, this::genSpouse));
    }
    // end::pipeline[]

    // tag::services[]
    User user(long id) {
        return batchExecutor.execute(users.require(id));
    }

    User spouse(long id) {
        return user(user(id).spouseId());
    }
    // end::services[]

    List<User> spousesByServices(List<Long> ids) {
        return batchExecutor.all(ids, this::spouse);
    }

    // tag::recover[]
    BatchGenerator<String> genSpouseName(long id) {
        return genSpouse(id)
                .map(User::name)
                .recover(MissingKeyException.class, missing -> BatchGenerator.value("nobody"));
    }
    // end::recover[]

    List<String> spouseNames(List<Long> ids) {
        return batchExecutor.execute(BatchGenerator.all(ids, this::genSpouseName));
    }
}
