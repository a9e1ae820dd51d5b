package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.contract.ReadStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** One kind of read of the table of things. */
final class Things implements ReadStore {

    private static final int ROWS = 300;

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
        jdbc.execute("create table things (id " + database.wholeNumber()
                + " not null, part int not null, name varchar(100))");
        jdbc.execute("create index things_by_id on things (id, part)");
        database.resetStatistics();
    }

    @Override
    public void put(int from, int to) {
        List<Object[]> rows = IntStream.range(from, to)
                .boxed()
                .flatMap(id ->
                        IntStream.rangeClosed(1, reads.rows).mapToObj(part -> new Object[] {id, part, "thing " + id}))
                .toList();
        database.transaction().executeWithoutResult(status -> {
            for (int i = 0; i < rows.size(); i += ROWS) {
                insert(rows.subList(i, Math.min(rows.size(), i + ROWS)));
            }
        });
    }

    /** Inserts rows by one statement, as few drivers make one of a JDBC batch. */
    private void insert(List<Object[]> rows) {
        jdbc.update(
                "insert into things values " + String.join(", ", Collections.nCopies(rows.size(), "(?, ?, ?)")),
                rows.stream().flatMap(Stream::of).toArray());
    }

    /** A hundred thousand for one kind of read on one server, and fewer where each key has a select. */
    @Override
    public int many() {
        if (database instanceof PostgresDatabase && reads == Reads.ONE_ROW) {
            return Math.max(MANY, 100_000);
        }
        return hasSelects() ? Math.min(MANY, 10_000) / 5 : MANY;
    }

    /** Fewer where each key has a select. */
    @Override
    public int most() {
        return hasSelects() ? 50 : 1_000;
    }

    /** True if no form of keys is joined on the product, so that records and limits take a select per key. */
    private boolean hasSelects() {
        return database instanceof DerbyDatabase || database instanceof ContainerDatabase;
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
