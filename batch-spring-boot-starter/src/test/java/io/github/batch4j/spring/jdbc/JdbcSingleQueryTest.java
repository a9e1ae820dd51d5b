package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchPartition;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.ThreadContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Queries without keys: operations like all others, each a statement of its own. */
class JdbcSingleQueryTest extends OnBothDatabases {

    record Person(long id, String name) {}

    private final BatchExecutor keeping = BatchExecutor.builder().cache(100).build();

    @BeforeEach
    void people() {
        tables("people (id bigint primary key, name varchar(20), city varchar(20))");
        jdbc().update("insert into people values (1, 'Ann', 'Riga'), (2, 'Bob', 'Oslo'), (3, 'Eve', 'Riga')");
        database().resetStatistics();
    }

    private JdbcQuery newest() {
        return batch().sql("select id from people order by id desc limit :most").named("newest");
    }

    private long statements() {
        return database().statements("select", "people");
    }

    @Test
    void traceShowsTheNameAndNoText() {
        List<Long> ids = executor.execute(newest().param("most", 2).list(Long.class), trace);

        assertThat(ids).containsExactly(3L, 2L);
        assertThat(trace.toString())
                .contains("step 1 | newest | 1 operation | ", "[list of Long by [most]]")
                .doesNotContain("select");
        assertThat(batch().sql("select 1").one(Integer.class).batcher()).hasToString("jdbc");
    }

    @Test
    void rowsAreReadByKeyInTheNextStep() {
        JdbcBatch batch = batch();
        JdbcLoader<Long, Person> people =
                batch.table("people").keyedBy(Long.class, "id").one(Person.class);
        BatchGenerator<List<Person>> page = batch.sql("select id from people where city = :city order by id")
                .param("city", "Riga")
                .list(Long.class)
                .flatMap(ids -> BatchGenerator.all(ids, people::get));

        assertThat(executor.execute(page, trace)).containsExactly(new Person(1, "Ann"), new Person(3, "Eve"));

        assertThat(trace.batches()).hasToString("[[list of Long by [city]], [1, 3]]");
    }

    @Test
    void rowsAreWhatTheyAreAskedAs() {
        JdbcQuery all = batch().sql("select id, name from people order by id");
        RowMapper<String> numbered = (row, number) -> number + " " + row.getString("name");

        assertThat(executor.execute(all.list(Person.class)))
                .startsWith(new Person(1, "Ann"))
                .hasSize(3);
        assertThat(executor.execute(all.list(numbered))).containsExactly("0 Ann", "1 Bob", "2 Eve");
        assertThat(executor.execute(all.list(Long.class))).containsExactly(1L, 2L, 3L);
        assertThat(executor.execute(batch().sql("select count(*) from people").one(Integer.class)))
                .isEqualTo(3);
        assertThat(executor.execute(batch().sql("select * from people where id in (:ids)")
                        .params(Map.of("ids", List.of(2, 9), "other", 1))
                        .one(Person.class)))
                .isEqualTo(new Person(2, "Bob"));
        assertThat(executor.execute(
                        batch().sql("select id from people where id = 9").one(Long.class)))
                .isNull();
        assertThat(executor.execute(
                        batch().sql("select id from people where id = 9").list(Long.class)))
                .isEmpty();
    }

    @Test
    void equalOnesAreAskedOnceAndOthersAreAStatementEach() {
        JdbcBatch batch = batch();
        String text = "select id from people where city = :city order by id";

        assertThat(execute(Stream.of("Riga", "Oslo", "Riga", "Riga")
                        .map(city -> batch.sql(text).param("city", city).list(Long.class))))
                .containsExactly(List.of(1L, 3L), List.of(2L), List.of(1L, 3L), List.of(1L, 3L));

        assertThat(trace.batches()).extracting(List::size).containsExactly(1, 1);
        assertThat(trace.entries()).allMatch(entry -> entry.batch().step() == 1);
        assertThat(statements()).isEqualTo(2);
    }

    @Test
    void thoseThatDifferInAnythingAreNotEqual() {
        JdbcQuery query = batch().sql("select id from people where id = :id");
        JdbcQuery first = query.param("id", 1);
        RowMapper<Long> mapper = (row, number) -> row.getLong(1);
        RowMapper<Long> same = (row, number) -> row.getLong(1);

        assertThat(first.list(Long.class))
                .isEqualTo(query.params(Map.of("id", 1)).list(Long.class))
                .hasSameHashCodeAs(query.params(Map.of("id", 1)).list(Long.class))
                .isNotEqualTo(query.param("id", 2).list(Long.class))
                .isNotEqualTo(first.list(Integer.class))
                .isNotEqualTo(first.one(Long.class))
                .isNotEqualTo(first.list(mapper))
                .isNotEqualTo(first.withoutCache().list(Long.class))
                .isNotEqualTo(first.named("another").list(Long.class))
                .isNotEqualTo(batch().sql("select id from people where id = :id")
                        .param("id", 1)
                        .list(Long.class));
        assertThat(first.list(mapper)).isEqualTo(first.list(mapper)).isNotEqualTo(first.list(same));
    }

    @Test
    void answerIsKeptUntilAWrite() {
        JdbcBatch batch = batch();
        JdbcQuery names = batch.sql("select name from people order by id");

        for (int i = 0; i < 2; i++) {
            assertThat(keeping.execute(names.list(String.class), trace)).containsExactly("Ann", "Bob", "Eve");
        }
        assertThat(trace.roundTrips()).isEqualTo(1);

        keeping.execute(batch.update("delete from people where id = 2").update());
        assertThat(keeping.execute(names.list(String.class), trace)).containsExactly("Ann", "Eve");
        assertThat(trace.roundTrips()).isEqualTo(2);

        keeping.execute(names.withoutCache().list(String.class), trace);
        keeping.execute(names.withoutCache().list(String.class), trace);
        assertThat(trace.roundTrips()).isEqualTo(4);
    }

    @Test
    void nothingIsKeptOfATransactionAndEqualOnesAreStillAskedOnce() {
        BatchableOperation<List<String>> names =
                batch().sql("select name from people order by id").list(String.class);

        database().transaction().executeWithoutResult(status -> {
            jdbc().update("delete from people where id < 3");
            assertThat(keeping.executeAll(List.of(names, names))).containsExactly(List.of("Eve"), List.of("Eve"));
            jdbc().update("update people set name = 'Eva'");
            assertThat(keeping.execute(names)).containsExactly("Eva");
            status.setRollbackOnly();
        });

        assertThat(statements()).isEqualTo(2);
        assertThat(keeping.execute(names)).containsExactly("Ann", "Bob", "Eve");
    }

    @Test
    void eachPartitionHasItsOwnAnswers() {
        ThreadLocal<@Nullable String> tenant = new ThreadLocal<>();
        BatchExecutor partitioned = BatchExecutor.builder()
                .cache(100)
                .partition(new BatchPartition() {
                    @Override
                    public @Nullable Object current() {
                        return tenant.get();
                    }

                    @Override
                    public ThreadContext.Scope bind(@Nullable Object partition) {
                        String before = tenant.get();
                        tenant.set((String) partition);
                        return () -> tenant.set(before);
                    }
                })
                .build();
        BatchableOperation<Long> count =
                batch().sql("select count(*) from people").one(Long.class);

        for (String each : List.of("a", "b", "a", "b")) {
            tenant.set(each);
            assertThat(partitioned.execute(count, trace)).isEqualTo(3);
        }

        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    @Test
    void limitOfRowsOfTheTemplateHolds() {
        JdbcTemplate template = jdbc();
        template.setMaxRows(2);

        assertThat(executor.execute(JdbcBatch.of(template)
                        .sql("select id from people order by id")
                        .list(Long.class)))
                .containsExactly(1L, 2L);
    }

    @Test
    void queryTimeoutEndsIt() {
        String numbers = (product() == Product.H2 ? "system_range" : "generate_series") + "(1, 100000)";
        BatchableOperation<Double> endless = JdbcBatch.builder(jdbc())
                .queryTimeout(Duration.ofMillis(10))
                .build()
                .sql("select max(a.x + b.x + 0.5) from " + numbers + " as a(x), " + numbers + " as b(x)")
                .one(Double.class);

        assertThatThrownBy(() -> executor.execute(endless))
                .isInstanceOf(DataAccessException.class)
                .hasMessageMatching("(?s).*(canceled|canceling statement due to user request).*");
    }

    @Test
    void failuresSayWhichQuery() {
        JdbcQuery all = newest().param("most", 10);

        assertThatThrownBy(() -> executor.execute(all.one(Long.class)))
                .isInstanceOf(IncorrectResultSizeDataAccessException.class)
                .hasMessage(
                        "newest has found more than one row, expected at most one; many rows are read by list(...)");
        assertThatThrownBy(() -> executor.execute(all.list((row, number) -> {
                    throw new SQLException("no such thing");
                })))
                .isInstanceOf(DataRetrievalFailureException.class)
                .hasMessage("newest cannot map a row");
        assertThatThrownBy(() ->
                        executor.execute(batch().sql("select id from nowhere").list(Long.class), trace))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("select id from nowhere");
        assertThat(trace.toString()).contains("step 1 | jdbc | 1 operation", "failed: ");
    }

    @Test
    void oneThatFailsLeavesTheOthersAlone() {
        BatchGenerator<String> failing = batch().sql("select id from nowhere")
                .list(Long.class)
                .map(Object::toString)
                .recover(DataAccessException.class, failure -> "failed");

        assertThat(execute(Stream.of(
                        failing, newest().param("most", 1).list(Long.class).map(Object::toString))))
                .containsExactly("failed", "[3]");
    }

    @Test
    void missingAndUnknownParametersAreRefused() {
        assertThatThrownBy(() -> newest().list(Long.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("JdbcQuery.list expects a value for each parameter of 'select id from people"
                        + " order by id desc limit :most', got none for [most]");
        assertThatThrownBy(() -> newest().param("least", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JdbcQuery.param expects one of the parameters of the query, [most], got 'least'");
    }

    @Test
    void parametersAndNameStayWhenAKeyIsAdded() {
        JdbcQuery inCity = batch().sql("select id, name from people where id in (:keys) and city = :city")
                .named("in city")
                .param("city", "Riga");
        JdbcLoader<Long, String> names = inCity.keyedBy(Long.class, "id").one(String.class);

        assertThat(execute(Stream.of(1L, 2L, 3L).map(names::get))).containsExactly("Ann", null, "Eve");
        assertThat(trace.batches()).hasToString("[[1, 2, 3]]");
        assertThat(names).hasToString("in city[city]");
        assertThatThrownBy(() -> inCity.param("keys", 1).keyedBy(Long.class, "id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JdbcQuery.keyedBy expects a query whose :keys have no values yet");
    }
}
