package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.contract.ReadStore;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** One kind of read of the table of things. */
final class Things implements ReadStore {

    private final TestDatabase database;
    private final JdbcTemplate jdbc;
    private final Reads reads;
    private final Map<Integer, JdbcBatch> batches = new HashMap<>();
    private final Map<Integer, JdbcLoader<Object, ?>> loaders = new HashMap<>();

    Things(TestDatabase database, Reads reads) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.reads = reads;
    }

    @Override
    public void clear() {
        database.drop("things");
        jdbc.execute("create table things (id bigint not null, part int not null, name varchar(100))");
        jdbc.execute("create index things_by_id on things (id, part)");
        database.resetStatistics();
    }

    @Override
    public void put(int from, int to) {
        for (int part = 1; part <= reads.rows; part++) {
            int each = part;
            jdbc.batchUpdate(
                    "insert into things values (?, ?, ?)",
                    IntStream.range(from, to)
                            .mapToObj(id -> new Object[] {id, each, "thing " + id})
                            .toList());
        }
    }

    /** A second row where one is expected, or no name where one is needed. */
    @Override
    public boolean spoil(int key) {
        if (reads.rows > 1) {
            return false;
        }
        jdbc.update("insert into things values (?, 1, 'another')", key);
        return true;
    }

    @Override
    public BatchableOperation<?> read(int key, int maxBatchSize) {
        return loader(maxBatchSize).get(reads.key(key));
    }

    @SuppressWarnings("unchecked") // its keys are those of the same kind of read
    private JdbcLoader<Object, ?> loader(int maxBatchSize) {
        return loaders.computeIfAbsent(maxBatchSize, size -> (JdbcLoader<Object, ?>) reads.loader(batch(maxBatchSize)));
    }

    private JdbcBatch batch(int maxBatchSize) {
        return batches.computeIfAbsent(
                maxBatchSize, size -> JdbcBatch.builder(jdbc).maxBatchSize(size).build());
    }

    @Override
    public @Nullable BatchableOperation<?> write(int key, int maxBatchSize) {
        String row = "(:id, 1, :name)";
        String second = reads.rows == 1 ? "" : ", (:id, 2, :name)";
        return batch(maxBatchSize)
                .update("insert into things values " + row + second)
                .params(Map.of("id", key, "name", "thing " + key))
                .update();
    }

    @Override
    public Object value(int key) {
        return reads.value(key);
    }

    @Override
    public @Nullable Object missing() {
        return reads.missing();
    }

    @Override
    public long requests() {
        return database.statements("select", "things");
    }

    @Override
    public long requestsOf(int keys) {
        return 1;
    }

    @Override
    public Outage outage() {
        database.rename("things", "gone");
        return () -> database.rename("gone", "things");
    }

    @Override
    public String toString() {
        return reads.toString();
    }
}
