package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.SqlParameterValue;

/** Values beside the key: copied, and the same if they are equal. */
class JdbcArgumentsTest {

    private final H2Database database = new H2Database();
    private final JdbcBatch batch = JdbcBatch.of(database.jdbc());
    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();

    @BeforeEach
    void table() {
        database.jdbc().execute("create table t (id int, a int, b int, made date, bytes varbinary)");
        database.jdbc().update("insert into t values (1, 10, 11, date '2026-01-31', x'0102')");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void equalArraysAreOneBatch() {
        JdbcLoader<Integer, Long> byBytes =
                batch.table("t").where("bytes").keyedBy(Integer.class, "id").count();
        byte[] asked = {1, 2};
        JdbcLoader<Integer, Long> found = byBytes.param("bytes", asked);
        asked[0] = 9;

        assertThat(count(Stream.of(
                        found.get(1), byBytes.param("bytes", new byte[] {1, 2}).get(2))))
                .containsExactly(1L, 0L);
        assertThat(trace.batches()).extracting(List::size).containsExactly(2);
    }

    @Test
    void collectionsAndDatesAreCopied() {
        JdbcLoader<Integer, Long> loader = batch.sql(
                        "select id from t where id in (:keys) and a in (:as) and made = :day")
                .keyedBy(Integer.class, "id")
                .count();
        List<Integer> as = new ArrayList<>(List.of(10));
        Date day = Date.valueOf(LocalDate.of(2026, 1, 31));
        JdbcLoader<Integer, Long> found = loader.param("as", as).param("day", day);
        as.set(0, 11);
        day.setTime(0);

        assertThat(count(Stream.of(
                        found.get(1),
                        loader.param("day", Date.valueOf("2026-01-31"))
                                .param("as", Set.of(10))
                                .get(2))))
                .containsExactly(1L, 0L);
        assertThat(trace.batches()).extracting(List::size).containsExactly(2);
    }

    @Test
    void rowsOfAListAreArrays() {
        JdbcLoader<Integer, Long> loader = batch.sql("select id from t where id in (:keys) and (a, b) in (:pairs)")
                .keyedBy(Integer.class, "id")
                .count();
        Object[] pair = {10, 11};
        JdbcLoader<Integer, Long> found = loader.param("pairs", Arrays.asList(pair, new Object[] {1, 2}));
        pair[0] = 0;

        assertThat(count(Stream.of(
                        found.get(1),
                        loader.param("pairs", List.of(new Object[] {10, 11}, new Object[] {1, 2}))
                                .get(2),
                        loader.param("pairs", Collections.singletonList(new Object[] {1, 2}))
                                .get(1))))
                .containsExactly(1L, 0L, 0L);
        assertThat(trace.batches()).extracting(List::size).containsExactly(2, 1);
        assertThatThrownBy(() -> loader.param("pairs", List.of(List.of(10, 11))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "jdbc.param expects a value for pairs or a collection of values, got a collection of"
                                + " java.util.ImmutableCollections$");
    }

    @Test
    void valuesWithATypeAreComparedWithIt() {
        JdbcLoader<Integer, Long> loader =
                batch.table("t").where("a").keyedBy(Integer.class, "id").count();

        assertThat(count(Stream.of(
                        loader.param("a", new SqlParameterValue(Types.VARCHAR, "10"))
                                .get(1),
                        loader.param("a", new SqlParameterValue(Types.VARCHAR, "10"))
                                .get(2),
                        loader.param("a", new SqlParameterValue(Types.INTEGER, 10))
                                .get(1))))
                .containsExactly(1L, 0L, 1L);
        assertThat(trace.batches()).extracting(List::size).containsExactly(2, 1);
    }

    @Test
    void valuesWithATypeNameOrAScaleAreComparedWithIt() {
        assertThat(typed(new SqlParameterValue(Types.OTHER, "json", "1")))
                .isEqualTo(typed(new SqlParameterValue(Types.OTHER, "json", "1")))
                .isNotEqualTo(typed(new SqlParameterValue(Types.OTHER, "jsonb", "1")))
                .isNotEqualTo(typed(new SqlParameterValue(Types.OTHER, "1")));
        assertThat(typed(new SqlParameterValue(Types.DECIMAL, 1, BigDecimal.ONE)))
                .isEqualTo(typed(new SqlParameterValue(Types.DECIMAL, 1, BigDecimal.ONE)))
                .isNotEqualTo(typed(new SqlParameterValue(Types.DECIMAL, 2, BigDecimal.ONE)));
    }

    @Test
    void collectionWithATypeIsCopied() {
        List<Integer> as = new ArrayList<>(List.of(10));
        BatchableOperation<List<Integer>> found = batch.sql("select id from t where a in (:as)")
                .param("as", new SqlParameterValue(Types.INTEGER, as))
                .list(Integer.class);
        as.set(0, 11);

        assertThat(executor.execute(found)).containsExactly(1);
        assertThat(typed(new SqlParameterValue(Types.INTEGER, Set.of(1))))
                .isEqualTo(typed(new SqlParameterValue(Types.INTEGER, List.of(1))));
    }

    private static Arguments typed(SqlParameterValue value) {
        return arguments(Map.of("a", value));
    }

    @Test
    void calendarsAreCopiedWhateverTheyComeIn() {
        JdbcQuery made =
                batch.sql("select id from t where made in (:day) or cast(made as timestamp with time zone) in (:day)");
        for (Function<Calendar, JdbcQuery> withDay : List.<Function<Calendar, JdbcQuery>>of(
                day -> made.param("day", day),
                day -> made.param("day", List.of(day)),
                day -> made.param("day", new SqlParameterValue(Types.DATE, day)))) {
            Calendar day = new GregorianCalendar(2026, Calendar.JANUARY, 31);
            BatchableOperation<List<Integer>> found = withDay.apply(day).list(Integer.class);
            day.add(Calendar.DATE, 1);

            assertThat(executor.execute(found)).containsExactly(1);
        }
    }

    @Test
    void nullIsAValueOfAText() {
        String text = " from t where (cast(:a as int) is null or a = :a)";
        JdbcQuery single = batch.sql("select id" + text);
        JdbcLoader<Integer, Long> byKey = batch.sql("select id" + text + " and id in (:keys)")
                .keyedBy(Integer.class, "id")
                .count();

        assertThat(executor.execute(single.param("a", null).list(Integer.class)))
                .containsExactly(1);
        assertThat(executor.execute(
                        single.params(Collections.singletonMap("a", 11)).list(Integer.class)))
                .isEmpty();
        assertThat(count(Stream.of(
                        byKey.param("a", null).get(1),
                        byKey.params(Collections.singletonMap("a", null)).get(2),
                        byKey.param("a", 11).get(1))))
                .containsExactly(1L, 0L, 0L);
        assertThat(trace.batches()).extracting(List::size).containsExactly(2, 1);
    }

    @Test
    void nullForAColumnOfATableIsRefusedAsNoRowWouldHaveIt() {
        JdbcLoader<Integer, Long> loader =
                batch.table("t").where("a").keyedBy(Integer.class, "id").count();

        assertThatThrownBy(() -> loader.param("a", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t.param expects a value for the column a, got null");
        assertThatThrownBy(() -> loader.params(Collections.singletonMap("a", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t.params expects a value for the column a, got null");
    }

    @Test
    void arraysAndListsAreNotTheSame() {
        assertThat(arguments(Map.of("a", List.of(1)))).isNotEqualTo(arguments(Map.of("a", new int[] {1})));
        assertThat(arguments(Map.of("a", 1, "b", 2)))
                .isEqualTo(arguments(Map.of("b", 2)).with(Set.of("a", "b"), "a", 1, ""))
                .isNotEqualTo(arguments(Map.of("a", 1)));
    }

    private static Arguments arguments(Map<String, ?> values) {
        return Arguments.NONE.with(Set.of("a", "b"), values, "");
    }

    @Test
    void valuesOfWritesAreTakenAsTheyAre() {
        byte[] bytes = {7};
        BatchGenerator<Integer> write = batch.update("update t set bytes = :bytes")
                .params(Map.of("bytes", bytes))
                .update();
        bytes[0] = 8;

        executor.execute(write);

        assertThat(database.jdbc().queryForObject("select bytes from t", byte[].class))
                .containsExactly(7);
    }

    record Made(int id, Date day) {}

    @Test
    void datesOfWritesAreTakenAsTheyAreWhateverTheyComeIn() {
        JdbcUpdate update = batch.update("update t set made = :day where id = :id");
        for (Function<Date, JdbcUpdate> withDay : List.<Function<Date, JdbcUpdate>>of(
                day -> update.paramSource(new Made(1, day)),
                day -> update.params(Map.of("id", 1, "day", day)),
                day -> update.param("id", 1).param("day", new SqlParameterValue(Types.DATE, day)))) {
            database.jdbc().update("update t set made = null");
            Date day = Date.valueOf(LocalDate.of(2026, 2, 1));
            BatchGenerator<Integer> write = withDay.apply(day).update();
            day.setTime(0);

            assertThat(executor.execute(write)).isEqualTo(1);

            assertThat(database.jdbc().queryForObject("select made from t", LocalDate.class))
                    .isEqualTo("2026-02-01");
        }
    }

    @Test
    void dateWithATypeIsCopied() {
        Date day = Date.valueOf(LocalDate.of(2026, 1, 31));
        JdbcLoader<Integer, Long> found = batch.table("t")
                .where("made")
                .keyedBy(Integer.class, "id")
                .count()
                .param("made", new SqlParameterValue(Types.DATE, day));
        day.setTime(0);

        assertThat(count(Stream.of(found.get(1)))).containsExactly(1L);
        assertThat(trace.batches()).extracting(List::size).containsExactly(1);
    }

    private List<Long> count(Stream<BatchGenerator<Long>> generators) {
        return executor.execute(BatchGenerator.all(generators.toList()), trace);
    }
}
