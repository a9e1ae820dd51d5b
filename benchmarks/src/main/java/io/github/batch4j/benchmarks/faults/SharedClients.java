package io.github.batch4j.benchmarks.faults;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTimeoutException;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Users whose requests share queries, by plain code. A row is mapped to what the user who asked for it may see. */
final class SharedClients implements AutoCloseable {

    static final int USERS = 1_000;

    /** The key that no query can be run with. */
    static final int POISON = 500;

    private static final int CONNECTIONS = 4;
    private static final ThreadLocal<@Nullable Integer> USER = new ThreadLocal<>();
    private static final ThreadContext CONTEXT = () -> {
        Integer captured = USER.get();
        return () -> {
            Integer before = USER.get();
            USER.set(captured);
            return () -> USER.set(before);
        };
    };

    private final HikariDataSource pool = new HikariDataSource();
    private final SharedCalls calls =
            SharedCalls.builder(CONNECTIONS).threadContext(CONTEXT).build();
    private final JdbcLoader<Long, @Nullable Row> rows;

    /** A row, with the user for whom it was mapped. */
    private record Row(int id, int friend, @Nullable Integer user) {}

    /** The failure of a mapper, which only the user is to get for whom it was called. */
    static final class NotForUserException extends RuntimeException {

        private static final long serialVersionUID = 1;

        final int user;

        NotForUserException(int user) {
            super("not for this user");
            this.user = user;
        }
    }

    SharedClients(Postgres postgres) {
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres?connectTimeout=1&socketTimeout=2"
                + "&cancelSignalTimeout=1");
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(1_000);
        pool.setValidationTimeout(500);
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.execute("create table people (id bigint primary key)");
        jdbc.update("insert into people select i from generate_series(0, " + (USERS - 1) + ") i");
        jdbc.execute("checkpoint"); // the server does not write commits at once, and is killed
        rows = JdbcBatch.builder(jdbc)
                .shareQueries(true, () -> calls)
                .build()
                .sql("select id, 1 / (id - " + POISON + ") as poison from people where id in (:keys)")
                .keyedBy(Long.class, "id")
                .one((row, number) -> {
                    int id = row.getInt("id");
                    Integer user = USER.get();
                    if (user != null && user % 97 == 1 && id % 7 == 0) {
                        throw new NotForUserException(user);
                    }
                    return new Row(id, (id + 1) % USERS, user);
                });
    }

    /**
     * Runs the request of a user, on the thread of the caller.
     *
     * @param limit the time limit, null for none
     * @return true if it has got the rows that it has asked for, each mapped for this user
     */
    boolean request(int user, List<Integer> ids, @Nullable Duration limit) {
        USER.set(user);
        try {
            BatchExecutor.Builder builder = BatchExecutor.builder().threadContext(CONTEXT);
            if (limit != null) {
                builder.timeout(limit);
            }
            BatchExecutor executor = builder.build();
            return !executor.all(ids, id -> isOf(user, id, executor)).contains(false);
        } finally {
            USER.remove();
        }
    }

    private boolean isOf(int user, int id, BatchExecutor executor) {
        Row row = executor.execute(rows.require((long) id));
        Row friend = executor.execute(rows.require((long) row.friend()));
        return !hasPoison(List.of(id))
                && row.equals(new Row(id, (id + 1) % USERS, user))
                && friend.equals(new Row(row.friend(), (id + 2) % USERS, user));
    }

    long merged() {
        return calls.mergedBatches();
    }

    /** Returns the number of connections, calls and batches that are still in use. */
    long inUse() {
        return (long) pool.getHikariPoolMXBean().getActiveConnections()
                + calls.callsUnderWay()
                + calls.waitingBatches();
    }

    /** Returns true if a failure is one that a time limit or a user of its own explains. */
    static boolean isExpected(Throwable failure, int user) {
        return failure instanceof BatchTimeoutException
                || (failure instanceof NotForUserException notFor && notFor.user == user);
    }

    /** Returns true if a failure of the database is one that a request may have: nobody else's key is to blame. */
    static boolean isExpected(DataAccessException failure, List<Integer> ids) {
        return !(failure instanceof DataIntegrityViolationException) || hasPoison(ids);
    }

    /** Returns true if a request for some keys asks for the one that no query can be run with. */
    private static boolean hasPoison(List<Integer> ids) {
        return ids.contains(POISON) || ids.contains(POISON - 1);
    }

    @Override
    public void close() {
        pool.close();
    }
}
