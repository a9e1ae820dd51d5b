package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.contract.ReadContract;
import io.github.batch4j.spring.contract.ReadStore;
import io.github.batch4j.spring.data.RepositoryLoader;
import io.github.batch4j.spring.jdbc.Reads.Thing;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of reads, by a repository. */
class RepositoryReadsTest {

    abstract static class OfDatabase extends ReadContract {

        private ReadStore store;

        abstract TestDatabase database();

        @Override
        protected ReadStore store() {
            if (store == null) {
                store = new RepositoryStore(new Things(database(), Reads.ONE_ROW), loader(database()));
            }
            return store;
        }

        @Override
        protected boolean keeps() {
            return false;
        }

        private static BatchLoader<Long, Thing> loader(TestDatabase database) {
            return RepositoryLoader.of(
                    "things",
                    new TableRepository<>(
                            database.jdbc(),
                            "select id, part, name from things",
                            (row, number) -> new Thing(row.getLong(1), row.getInt(2), row.getString(3))),
                    Thing::id);
        }
    }

    @Nested
    class OfH2 extends OfDatabase {

        @RegisterExtension
        static final DatabaseExtension H2 = new DatabaseExtension(H2Database::new);

        @Override
        TestDatabase database() {
            return H2.database();
        }
    }

    @Nested
    class OfPostgres extends OfDatabase {

        @RegisterExtension
        static final DatabaseExtension POSTGRES = new DatabaseExtension(PostgresDatabase::new);

        @Override
        TestDatabase database() {
            return POSTGRES.database();
        }
    }

    /** The table of things, read by a repository, which cannot fail a single key and does not write as an operation. */
    private record RepositoryStore(
            Things things, BatchLoader<Long, Thing> loader, Map<Integer, BatchLoader<Long, Thing>> sized)
            implements ReadStore {

        RepositoryStore(Things things, BatchLoader<Long, Thing> loader) {
            this(things, loader, new HashMap<>());
        }

        @Override
        public void clear() {
            things.clear();
        }

        @Override
        public void put(int from, int to) {
            things.put(from, to);
        }

        @Override
        public boolean spoil(int key) {
            return false;
        }

        @Override
        public BatchableOperation<?> read(int key, int maxBatchSize) {
            return sized.computeIfAbsent(maxBatchSize, loader::withMaxBatchSize).get((long) key);
        }

        @Override
        public @Nullable BatchableOperation<?> write(int key, int maxBatchSize) {
            return null;
        }

        @Override
        public Object value(int key) {
            return things.value(key);
        }

        @Override
        public @Nullable Object missing() {
            return null;
        }

        @Override
        public long requests() {
            return things.requests();
        }

        @Override
        public long requestsOf(int keys) {
            return 1;
        }

        @Override
        public Outage outage() {
            return things.outage();
        }
    }
}
