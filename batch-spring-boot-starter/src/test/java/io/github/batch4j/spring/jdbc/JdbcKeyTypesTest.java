package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.KeyTypeCases.Color;
import io.github.batch4j.spring.support.Shown;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Keys of each type, all asked together, have the answers that each gets by {@code where k = ?} of its own. */
class JdbcKeyTypesTest extends OnAllDatabases {

    /** In place of the answer of a key that fails. */
    private static final List<Integer> FAILED = List.of(-1);

    /** Answers other than those of each key alone. */
    private final List<String> differences = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(KeyTypeCases.class)
    void keysHaveTheRowsThatEachHasAlone(KeyTypeCases cases) {
        for (String type : cases.columns(product())) {
            compare(cases, type);
        }
        assertThat(differences).isEmpty();
    }

    private void compare(KeyTypeCases cases, String type) {
        List<?> keys = cases.keys(product());
        types();
        tables("keyed (id int not null, part int, k " + type + ")");
        for (int id = 0; id < keys.size(); id++) {
            if (id % 2 == 0 || id < 3) {
                store(id, cases.sent(product(), keys.get(id)));
            }
        }
        List<List<Integer>> alone =
                keys.stream().map(key -> alone(cases.sent(product(), key))).toList();

        assertAnswers(cases, type, "a table", alone, batch().table("keyed").columns("id"));
        assertText(cases, type, alone, "select id, k from keyed where k in (:keys)");
        assertText(cases, type, alone, "select distinct id, k from keyed where k in (:keys)");
        assertRecords(cases, type, alone);
    }

    /** Enum types of PostgreSQL and DuckDB. */
    private void types() {
        if (product() == Product.POSTGRESQL) {
            jdbc().execute("drop type if exists color cascade");
            jdbc().execute("create type color as enum ('RED', 'GREEN', 'BLUE')");
        }
    }

    private void store(int id, Object value) {
        try {
            jdbc().update("insert into keyed values (?, 7, ?)", id, value);
        } catch (DataAccessException impossible) {
            // the column has no such value
        }
    }

    private List<Integer> alone(Object key) {
        try {
            return jdbc().queryForList("select id from keyed where k = ? order by id", Integer.class, key);
        } catch (DataAccessException impossible) {
            return FAILED;
        }
    }

    @SuppressWarnings("unchecked") // its keys are of this type
    private void assertAnswers(
            KeyTypeCases cases, String type, String source, List<List<Integer>> alone, JdbcTable table) {
        JdbcKeyedQuery<Object> query = table.keyedBy((Class<Object>) cases.type, "k");
        List<?> keys = cases.keys(product());
        assertSame(cases, type, source, alone, keys, query.many(Integer.class));
        JdbcLoader<Object, Boolean> exist = query.exists();
        JdbcLoader<Object, Long> counts = query.count();
        List<List<Object>> found = execute(keys.stream()
                .map(key -> BatchGenerator.zip(exist.get(key), counts.get(key), List::<Object>of)
                        .recoverWith(DataAccessException.class, failure -> BatchGenerator.value(List.of(false, 0L)))));
        for (int i = 0; i < keys.size(); i++) {
            List<Integer> expected = alone.get(i);
            List<Object> both =
                    expected == FAILED ? List.of(false, 0L) : List.of(!expected.isEmpty(), (long) expected.size());
            if (!found.get(i).equals(both)) {
                differences.add("%s in %s: %s, alone %s".formatted(Shown.key(keys.get(i)), type, found.get(i), both));
            }
        }
    }

    @SuppressWarnings("unchecked") // its keys are of this type
    private void assertText(KeyTypeCases cases, String type, List<List<Integer>> alone, String text) {
        JdbcLoader<Object, List<Integer>> loader =
                batch().sql(text).keyedBy((Class<Object>) cases.type, "k").many(Integer.class);
        assertSame(cases, type, text, alone, cases.keys(product()), loader);
    }

    @SuppressWarnings("unchecked") // its keys are of this type
    private void assertRecords(KeyTypeCases cases, String type, List<List<Integer>> alone) {
        if (cases.part == null) {
            return;
        }
        List<Object> keys = new ArrayList<>();
        cases.keys(product()).forEach(key -> keys.add(cases.record(7, key)));
        JdbcLoader<Object, List<Integer>> loader = batch().table("keyed")
                .columns("id")
                .keyedBy((Class<Object>) cases.part, "part", "k")
                .many(Integer.class);
        assertSame(cases, type, "a record", alone, keys, loader);
        if (alone.get(0) != FAILED) {
            assertThat(executor.execute(
                            loader.get(cases.record(8, cases.keys(product()).get(0)))))
                    .isEmpty();
        }
    }

    private void assertSame(
            KeyTypeCases cases,
            String type,
            String source,
            List<List<Integer>> alone,
            List<?> keys,
            JdbcLoader<Object, List<Integer>> loader) {
        Map<Integer, Throwable> failures = new HashMap<>();
        List<List<Integer>> found = execute(IntStream.range(0, keys.size())
                .mapToObj(i -> loader.get(keys.get(i)).recoverWith(RuntimeException.class, failure -> {
                    failures.put(i, failure);
                    return BatchGenerator.value(FAILED);
                })));
        for (int i = 0; i < keys.size(); i++) {
            List<Integer> got = found.get(i).stream().sorted().toList();
            boolean refused =
                    alone.get(i) == FAILED && got.isEmpty() || alone.get(i).isEmpty() && isOfTheKey(failures.get(i));
            // rows that cannot be matched fail their key in a text that lists the keys
            boolean unmatched =
                    failures.get(i) instanceof InvalidDataAccessApiUsageException && source.contains("(:keys)");
            if (!refused && !unmatched && !got.equals(alone.get(i))) {
                differences.add("%s in %s of %s: %s, alone %s %s"
                        .formatted(Shown.key(keys.get(i)), type, source, got, alone.get(i), cause(failures.get(i))));
            }
        }
    }

    private static Object cause(@Nullable Throwable failure) {
        return failure == null ? "" : NestedExceptionUtils.getMostSpecificCause(failure);
    }

    private boolean isOfTheKey(@Nullable Throwable failure) {
        return failure instanceof DataAccessException ofDatabase
                && (KeyFailure.isOfAKey(ofDatabase, Dbms.valueOf(product().name()))
                        || String.valueOf(failure.getMessage()).contains("cannot send the key"));
    }

    @Test
    void bytesAreCopiedAndEqualByTheirContent() {
        tables("keyed (id int, k " + KeyTypeCases.BYTES.columns(product()).get(0) + ")");
        jdbc().update("insert into keyed values (?, ?)", 1, new byte[] {1, 2});
        JdbcLoader<byte[], Integer> loader =
                batch().table("keyed").columns("id").keyedBy(byte[].class, "k").one(Integer.class);
        byte[] changing = {1, 2};
        List<BatchGenerator<Integer>> asked = new ArrayList<>(List.of(loader.get(changing)));
        changing[0] = 9;
        asked.add(loader.get(new byte[] {1, 2}));
        asked.add(loader.get(changing));

        assertThat(execute(asked.stream())).containsExactly(1, 1, null);
        assertThat(trace.batches()).extracting(List::toString).containsExactly("[0x0102, 0x0902]");
    }

    @Test
    void equalInstantsOfOtherOffsetsAreOneKey() {
        tables("keyed (id int, k varchar(40))");
        JdbcLoader<OffsetDateTime, Long> loader =
                batch().table("keyed").keyedBy(OffsetDateTime.class, "k").count();

        assertThat(loader.get(OffsetDateTime.parse("2026-01-01T12:00:00+02:00")))
                .isEqualTo(loader.get(OffsetDateTime.parse("2026-01-01T10:00:00Z")));
    }

    @Test
    void constantsWithBodiesAreKeys() {
        tables("keyed (id int, k varchar(9))");
        jdbc().update("insert into keyed values (1, 'BLUE')");
        JdbcLoader<Color, Integer> loader =
                batch().table("keyed").columns("id").keyedBy(Color.class, "k").one(Integer.class);

        assertThat(execute(IntStream.of(2, 0).mapToObj(i -> loader.get(Color.values()[i]))))
                .containsExactly(1, null);
    }

    record Blob(int part, byte[] content) {}

    record Measured(int part, double value) {}

    @Test
    void keysWithoutAnExactEqualityAreRefused() {
        JdbcTable table = batch().table("keyed");

        assertThatThrownBy(() -> table.keyedBy(Blob.class, "part", "content"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JdbcTable.keyedBy expects components with an equality by their content, got byte[] in "
                        + Blob.class.getName() + "; as a key of its own it is possible");
        for (Class<?> type : List.of(Double.class, double.class, Float.class)) {
            assertThatThrownBy(() -> table.keyedBy(type, "k"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("whose binary fractions seldom equal what a database stores");
        }
        assertThatThrownBy(() -> table.keyedBy(Measured.class, "part", "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use BigDecimal");
    }
}
