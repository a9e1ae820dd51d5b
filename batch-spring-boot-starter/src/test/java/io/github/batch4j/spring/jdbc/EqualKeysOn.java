package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Keys on a product: the answer of each alone, by {@code where k = ?}, and of all of them in one step. */
record EqualKeysOn(EqualKeys keys, Product product, TestDatabase database) {

    /** The outcome of a key, or of a plain query, that the database refuses. */
    static final String FAILS = "fails";

    /** The outcome of a key if there is a row that no key was recognised for. */
    static final String UNRECOGNISED = "unrecognised";

    /** False if the product has no such column. */
    boolean isThere() {
        return keys.column.type(product) != null;
    }

    void fill() {
        String type = Objects.requireNonNull(keys.column.type(product));
        EqualKeysColumn.prepare(product, database.jdbc());
        database.drop("equal_keys");
        database.jdbc().execute("create table equal_keys (id int, tenant int, k " + type + ", l " + type + ")");
        for (int id = 0; id < keys.stored.size(); id++) {
            Object value = sent(keys.stored.get(id));
            database.jdbc().update("insert into equal_keys values (?, ?, ?, ?)", id, 1 + id % 2, value, value);
        }
    }

    /** The keys of a way to read. */
    List<Object> asked(EqualKeysRead read) {
        List<Object> asked = new ArrayList<>();
        for (Object key : keys.asked) {
            asked.add(read == EqualKeysRead.TWO_COLUMNS ? EqualKeys.pair(key, keys.asked.get(0)) : key);
        }
        return asked;
    }

    /** The answers that the keys should have: those that each has alone. */
    List<@Nullable Object> alone(EqualKeysRead read) {
        List<@Nullable Object> answers = new ArrayList<>();
        for (Object key : keys.asked) {
            List<Integer> ids = ids(read, key);
            boolean unrecognised = keys.isOfAnotherType()
                    && read.lists(product, keys)
                    && keys.written(key).isEmpty();
            answers.add(ids == null ? FAILS : unrecognised ? UNRECOGNISED : read.answer(ids));
        }
        return answers;
    }

    /** True if the database refuses a key alone. */
    boolean refuses() {
        return keys.asked.stream().anyMatch(key -> ids(EqualKeysRead.MANY, key) == null);
    }

    /** The rows of a key alone; null if the database refuses it. */
    @Nullable
    List<Integer> ids(EqualKeysRead read, Object key) {
        String query = "select id from equal_keys where " + read.condition() + " order by id";
        try {
            return read == EqualKeysRead.TWO_COLUMNS
                    ? database.jdbc().queryForList(query, Integer.class, sent(key), sent(keys.asked.get(0)))
                    : database.jdbc().queryForList(query, Integer.class, sent(key));
        } catch (DataAccessException refused) {
            return null;
        }
    }

    @SuppressWarnings("unchecked") // its keys are those of the case
    List<@Nullable Object> together(EqualKeysRead read, BatchTrace trace) {
        List<Object> asked = asked(read);
        JdbcBatch jdbc = JdbcBatch.builder(database.jdbc())
                .maxBatchSize(read == EqualKeysRead.IN_CHUNKS ? EqualKeysRead.CHUNK : 1000)
                .build();
        JdbcLoader<Object, ?> loader =
                (JdbcLoader<Object, ?>) read.loader(jdbc, asked.get(0).getClass());
        return BatchExecutor.create()
                .execute(
                        BatchGenerator.all(
                                asked,
                                key -> loader.get(key)
                                        .<@Nullable Object>map(EqualKeysOn::ordered)
                                        .recoverWith(DataAccessException.class, EqualKeysOn::failed)),
                        trace);
    }

    private static BatchGenerator<@Nullable Object> failed(DataAccessException failure) {
        return BatchGenerator.value(failure instanceof InvalidDataAccessApiUsageException ? UNRECOGNISED : FAILS);
    }

    private static @Nullable Object ordered(@Nullable Object answer) {
        return answer instanceof List<?> ids ? ids.stream().sorted().toList() : answer;
    }

    /** A value as the driver takes it. */
    private Object sent(Object value) {
        return value instanceof UUID && product == Product.MARIADB
                ? value.toString()
                : value instanceof LocalDateTime time && product == Product.DERBY ? Timestamp.valueOf(time) : value;
    }
}
