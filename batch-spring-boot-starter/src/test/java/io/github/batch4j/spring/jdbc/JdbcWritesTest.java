package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Updates, inserts and deletes: sent together, in the order yielded, in the caller's transaction. */
class JdbcWritesTest extends OnAllDatabases {

    record NewPerson(long id, String name) {}

    @BeforeEach
    void people() {
        tables(
                "people (id bigint primary key, name varchar(20) not null)",
                "events (" + GeneratedIds.column(this, "events") + ", what varchar(20))",
                "counters (id bigint primary key, n int not null)");
    }

    private JdbcUpdate insert() {
        return batch().update("insert into people (id, name) values (:id, :name)");
    }

    @Test
    void writesOfOneStepAreOneBatchInTheOrderYielded() {
        JdbcUpdate insert = insert();

        assertThat(execute(Stream.of(
                        insert.params(Map.of("id", 1, "name", "Ann")).update(),
                        insert.paramSource(new NewPerson(2, "Bob")).update())))
                .containsExactly(1, 1);

        assertThat(trace.roundTrips()).isEqualTo(1);
        assertThat(jdbc().queryForList("select name from people order by id", String.class))
                .containsExactly("Ann", "Bob");
    }

    @Test
    void eachIsToldHowManyRowsItHasChanged() {
        jdbc().update("insert into people values (1, 'Ann'), (2, 'Ann'), (3, 'Bob')");
        JdbcUpdate rename = batch().update("update people set name = :to where name = :from");

        assertThat(execute(Stream.of(
                        rename.params(Map.of("from", "Ann", "to", "Anna")).update(),
                        rename.params(Map.of("from", "Eve", "to", "Eva")).update(),
                        rename.params(Map.of("from", "Bob", "to", "Anna")).update(),
                        rename.params(Map.of("from", "Anna", "to", "Ann")).update())))
                .as("the last sees what those before it have done")
                .containsExactly(2, 0, 1, 3);
    }

    @Test
    void equalWritesAreNotMerged() {
        jdbc().update("insert into counters values (1, 0)");
        JdbcUpdate grow = batch().update("update counters set n = n + 1 where id = :id");

        execute(Stream.of(
                grow.params(Map.of("id", 1)).update(),
                grow.params(Map.of("id", 1)).update()));

        assertThat(jdbc().queryForObject("select n from counters", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void generatedKeysComeBackInOrder() {
        JdbcInsert<Long> insert = batch().insert("insert into events (what) values (:what)", Long.class, "id");

        List<Long> ids = execute(IntStream.range(0, 5)
                .mapToObj(i -> insert.params(Map.of("what", "event " + i)).insert()));

        assertThat(trace.roundTrips()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            assertThat(jdbc().queryForObject("select what from events where id = ?", String.class, ids.get(i)))
                    .isEqualTo("event " + i);
        }
    }

    @Test
    void writesAreInTheTransactionOfTheCaller() {
        JdbcUpdate insert = insert();

        database().transaction().executeWithoutResult(status -> {
            executor.execute(insert.paramSource(new NewPerson(1, "Ann")).update());
            assertThat(executor.execute(names().get(1L))).isEqualTo("Ann");
            status.setRollbackOnly();
        });

        assertThat(executor.execute(names().get(1L))).isNull();
    }

    @Test
    void failureSaysWhichStatement() {
        assertThatThrownBy(() -> executor.execute(batch().update("update nothing set name = :name")
                        .params(Map.of("name", "x"))
                        .update()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("update nothing set name = ?");
        assertThatThrownBy(() -> executor.execute(batch().insert("insert into nothing values (:id)", Long.class, "id")
                        .params(Map.of("id", 1))
                        .insert()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("insert into nothing values (?)");
    }

    @Test
    void batchesOfAStepRunInTheOrderOfTheirFirstOperations() {
        BatchGenerator<Integer> count =
                batch().sql("select count(*) from people").named("count").one(Integer.class);
        JdbcUpdate insert = insert().named("insert");
        JdbcUpdate delete = batch().update("delete from people").named("delete");

        assertThat(execute(Stream.of(
                        count,
                        insert.params(Map.of("id", 1, "name", "Ann")).update(),
                        delete.update(),
                        insert.params(Map.of("id", 2, "name", "Bob")).update())))
                .as("both inserts before the delete")
                .containsExactly(0, 1, 2, 1);
        assertThat(trace.entries())
                .extracting(entry ->
                        entry.batch().step() + " " + entry.batch().batcher().name())
                .containsExactly("1 count", "1 insert", "1 delete");
    }

    @Test
    void nameTakesThePlaceOfTheTextInTraces() {
        JdbcUpdate rename =
                batch().update("update people set name = :name where id = :id").named("rename");
        JdbcInsert<Long> event = batch().insert("insert into events (what) values (:what)", Long.class, "id")
                .named("event");

        execute(Stream.of(
                rename.params(Map.of("id", 1, "name", "Ann")).update(),
                rename.named("again").params(Map.of("id", 1, "name", "Ann")).update(),
                event.param("what", "party").insert()));

        assertThat(trace.entries())
                .extracting(
                        entry -> entry.batch().batcher().name() + entry.batch().operations())
                .containsExactly("rename[rename [2 values]]", "again[again [2 values]]", "event[event [1 value]]");
        assertThat(rename).hasToString("rename");
        assertThat(event).hasToString("event");
        assertThat(rename.params(Map.of("id", 1, "name", "")).update().batcher())
                .hasToString("rename");
    }

    @Test
    void moreThanTheLargestBatchAreSeveralOfOneStep() {
        JdbcUpdate insert = JdbcBatch.builder(jdbc())
                .maxBatchSize(2)
                .build()
                .update("insert into people (id, name) values (:id, :name)");

        assertThat(execute(IntStream.range(0, 5)
                        .mapToObj(
                                id -> insert.paramSource(new NewPerson(id, "x")).update())))
                .containsExactly(1, 1, 1, 1, 1);

        assertThat(trace.batches()).extracting(List::size).containsExactly(2, 2, 1);
    }

    @Test
    void aWriteMakesTheExecutorForgetWhatItHasRead() {
        JdbcBatch batch = batch();
        JdbcLoader<Long, String> names =
                batch.table("people").columns("name").keyedBy(Long.class, "id").one(String.class);
        BatchExecutor keeping = BatchExecutor.builder().cache(100).build();
        assertThat(keeping.execute(names.get(1L))).isNull();

        keeping.execute(batch.update("insert into people values (:id, :name)")
                .paramSource(new NewPerson(1, "Ann"))
                .update());

        assertThat(keeping.execute(names.get(1L))).isEqualTo("Ann");

        JdbcBatch another = JdbcBatch.builder(jdbc()).maxBatchSize(1).build();
        keeping.execute(another.update("delete from people where id = :id")
                .params(Map.of("id", 1))
                .update());

        assertThat(keeping.execute(names.get(1L))).isNull();
    }

    @Test
    void threadsThatUseAnExecutorInTurnSeeTheWritesOfEachOther() {
        JdbcBatch batch = batch();
        JdbcLoader<Long, String> names =
                batch.table("people").columns("name").keyedBy(Long.class, "id").one(String.class);
        BatchExecutor keeping = BatchExecutor.builder().cache(100).build();
        assertThat(keeping.execute(names.get(1L), trace)).isNull();

        CompletableFuture.runAsync(() -> {
                    keeping.execute(batch.update("insert into people values (:id, :name)")
                            .paramSource(new NewPerson(1, "Ann"))
                            .update());
                    assertThat(keeping.execute(names.get(1L), trace)).isEqualTo("Ann");
                })
                .join();

        assertThat(keeping.execute(names.get(1L), trace)).isEqualTo("Ann");
        assertThat(keeping.execute(names.get(1L), trace)).isEqualTo("Ann");
        assertThat(trace.batches()).as("the last is kept").hasSize(3);
    }

    @Test
    void nothingIsKeptOfATransaction() {
        JdbcLoader<Long, String> names = names();
        BatchExecutor keeping = BatchExecutor.builder().cache(100).build();

        database().transaction().executeWithoutResult(status -> {
            jdbc().update("insert into people values (1, 'Ann')");
            assertThat(keeping.execute(names.get(1L))).isEqualTo("Ann");
            jdbc().update("update people set name = 'Anna'");
            assertThat(keeping.execute(names.get(1L))).isEqualTo("Anna");
            status.setRollbackOnly();
        });

        assertThat(keeping.execute(names.get(1L))).isNull();
    }

    private JdbcLoader<Long, String> names() {
        return batch().table("people").columns("name").keyedBy(Long.class, "id").one(String.class);
    }
}
