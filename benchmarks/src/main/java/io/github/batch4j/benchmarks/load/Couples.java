package io.github.batch4j.benchmarks.load;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import org.jspecify.annotations.Nullable;

/** Requests of one couple each: two queries, of which the second needs the answer of the first. */
record Couples(JdbcLoader<Long, @Nullable User> users) {

    /** Runs a request, by an executor with a cache, as each request of the starter has. */
    void request(long id) {
        User spouse = BatchExecutor.builder()
                .cache(10_000)
                .build()
                .execute(users.require(id).flatMap(user -> users.require(user.spouseId())));
        if (spouse.spouseId() != id || spouse.id() != LoadDatabase.spouse(id)) {
            throw new IllegalStateException("answer of another request");
        }
    }

    /** Makes the request as a generator, for executors of the caller's own. */
    BatchGenerator<User> genSpouse(long id) {
        return users.require(id).flatMap(user -> users.require(user.spouseId()));
    }

    record User(long id, String name, long spouseId) {}
}
