package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batch4j.BatchableOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The generated key of each insert of a batch. */
class JdbcGeneratedKeysTest extends WritesOnAllDatabases {

    @Test
    void eachInsertGetsItsOwnKey() {
        long[] whats = LongStream.range(0, 300).toArray();

        List<Object> ids = outcomesOfEvents(whats);

        assertThat(ids).doesNotHaveDuplicates().hasSize(300);
        assertThat(ids.subList(0, 5)).extracting(this::what).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(what(ids.get(299))).isEqualTo(299L);
    }

    @Test
    void theOthersGetTheirKeysIfAnInsertFails() {
        List<Object> outcomes = outcomesOfEvents(1, TAKEN, 3, 4);

        assertThat(events()).containsExactly(1L, 3L, 4L);
        assertThat(outcomes.get(1)).isEqualTo("failed");
        assertThat(Stream.of(0, 2, 3).map(i -> what(outcomes.get(i)))).containsExactly(1L, 3L, 4L);
    }

    @Test
    void theOthersGetTheirKeysIfAnInsertFailsInATransaction() {
        List<Object> outcomes = new ArrayList<>();
        database().transaction().executeWithoutResult(status -> {
            outcomes.addAll(outcomesOfEvents(1, TAKEN, 3));
            if (abortsTransaction()) {
                status.setRollbackOnly();
            }
        });

        if (abortsTransaction()) {
            assertThat(outcomes).containsOnly("failed");
            assertThat(events()).isEmpty();
        } else {
            assertThat(events()).containsExactly(1L, 3L);
            assertThat(outcomes.get(1)).isEqualTo("failed");
            assertThat(Stream.of(0, 2).map(i -> what(outcomes.get(i)))).containsExactly(1L, 3L);
        }
    }

    @Test
    void theColumnOfTheKeyIsFoundInAnyCase() {
        for (String column : List.of("id", "ID", "Id")) {
            JdbcInsert<Long> insert = batch().insert("insert into events (what) values (:what)", Long.class, column);

            List<Long> ids = execute(Stream.of(1, 2)
                    .map(i -> insert.param("what", column.hashCode() * 10L + i).insert()));

            assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
        }
    }

    @Test
    void anInsertThatInsertsNoRowFailsAloneAsThereIsNoKey() {
        String text = switch (product()) {
            case POSTGRESQL, SQLITE, DUCKDB -> "insert into events (what) values (:what) on conflict do nothing";
            case MARIADB -> "insert ignore into events (what) values (:what)";
            default -> "";
        };
        assumeTrue(!text.isEmpty(), "others have no such clause");
        JdbcInsert<Long> insert = batch().insert(text, Long.class, "id");

        List<Object> outcomes = outcomes(
                Stream.of(1L, TAKEN, 3L).map(what -> insert.param("what", what).insert()));

        assertThat(events()).containsExactly(1L, 3L);
        assertThat(outcomes.get(1)).isEqualTo("failed");
        assertThat(Stream.of(0, 2).map(i -> what(outcomes.get(i)))).containsExactly(1L, 3L);
    }

    @Test
    void anInsertThatInsertsSeveralRowsIsTakenBackAndTheOthersGetTheirOwnKeys() {
        List<Object> outcomes = outcomes(selected("two", "none", "one"));

        assertThat(outcomes.subList(0, 2)).containsExactly("failed", "failed");
        if (product() == Product.DERBY) {
            assertThat(outcomes)
                    .as("it returns the key of an earlier insert for insert .. select, so that is refused")
                    .containsOnly("failed");
            assertThat(events()).isEmpty();
        } else {
            assertThat(events()).containsExactly(3L);
            assertThat(what(outcomes.get(2))).isEqualTo(3L);
        }
    }

    @Test
    void anInsertThatInsertsSeveralRowsIsTakenBackInATransactionWhereItCanBe() {
        List<Object> outcomes = new ArrayList<>();
        database()
                .transaction()
                .executeWithoutResult(status -> outcomes.addAll(outcomes(selected("two", "none", "one"))));

        assertThat(outcomes.get(1)).isEqualTo("failed");
        switch (product()) {
            case DERBY -> {
                assertThat(outcomes).containsOnly("failed");
                assertThat(events()).isEmpty();
            }
            case DUCKDB -> {
                assertThat(outcomes.get(0)).as("it has no savepoints").isEqualTo("unknown");
                assertThat(events()).containsExactly(1L, 2L, 3L);
                assertThat(what(outcomes.get(2))).isEqualTo(3L);
            }
            default -> {
                assertThat(outcomes.get(0)).isEqualTo("failed");
                assertThat(events()).containsExactly(3L);
                assertThat(what(outcomes.get(2))).isEqualTo(3L);
            }
        }
    }

    @Test
    void aSingleInsertOfSeveralRowsIsTakenBackToo() {
        assertThat(outcomes(selected("two"))).containsExactly("failed");
        assertThat(events()).isEmpty();
    }

    private Stream<BatchableOperation<Long>> selected(String... names) {
        jdbc().update("insert into named (what, name) values (1, 'two'), (2, 'two'), (3, 'one')");
        JdbcInsert<Long> insert =
                batch().insert("insert into events (what) select what from named where name = :name", Long.class, "id");
        return Stream.of(names).map(name -> insert.param("name", name).insert());
    }
}
