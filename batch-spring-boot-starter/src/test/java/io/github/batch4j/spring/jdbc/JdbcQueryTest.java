package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.RowMapper;

/** Queries of tables and of texts, and their parameters beside the key. */
class JdbcQueryTest extends OnBothDatabases {

    record Row(int id, String tenant, String order) {}

    enum Tenant {
        a,
        b
    }

    record BadKey(int id, Object other) {}

    record Place(int number, String streetName) {}

    @BeforeEach
    void table() {
        tables("rows_of_all (id int, tenant varchar(9), \"" + quotedOrder() + "\" varchar(9))");
        jdbc().update("insert into rows_of_all values (1, 'a', 'a1'), (1, 'b', 'b1'), (2, 'a', 'a2')");
    }

    private String quotedOrder() {
        return product() == Product.H2 ? "ORDER" : "order";
    }

    @Test
    void sameArgumentsAreOneBatch() {
        JdbcLoader<Integer, Row> rows = batch().table("rows_of_all")
                .where("tenant")
                .keyedBy(Integer.class, "id")
                .one(Row.class);

        assertThat(execute(Stream.of(
                        rows.param("tenant", "a").get(1),
                        rows.param("tenant", "b").get(1),
                        rows.param("tenant", "a").get(2),
                        rows.param("tenant", "b").get(2))))
                .containsExactly(new Row(1, "a", "a1"), new Row(1, "b", "b1"), new Row(2, "a", "a2"), null);

        assertThat(trace.batches()).extracting(List::toString).containsExactly("[1, 2]", "[1, 2]");
        assertThat(trace.entries())
                .extracting(entry -> entry.batch().batcher().name())
                .containsExactly("rows_of_all[tenant]", "rows_of_all[tenant]");
        assertThat(database().statements("select", "rows_of_all")).isEqualTo(2);
    }

    @Test
    void missingArgumentIsSaidBeforeAnythingIsSent() {
        JdbcLoader<Integer, Row> rows = batch().table("rows_of_all")
                .where("tenant")
                .keyedBy(Integer.class, "id")
                .one(Row.class);

        assertThatThrownBy(() -> rows.get(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("rows_of_all.get expects values for [tenant] beside the key, given by param(name, value)");
        assertThatThrownBy(() -> rows.param("tennant", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows_of_all.param expects one of the parameters of the query, [tenant], got 'tennant'");
    }

    @Test
    void parametersMayComeInAMap() {
        JdbcLoader<Integer, Row> rows = batch().table("rows_of_all")
                .where("tenant")
                .keyedBy(Integer.class, "id")
                .one(Row.class);

        assertThat(execute(Stream.of(
                        rows.params(Map.of("tenant", "a", "other", 1)).get(1),
                        rows.param("tenant", "a").get(2))))
                .containsExactly(new Row(1, "a", "a1"), new Row(2, "a", "a2"));

        assertThat(trace.batches()).hasToString("[[1, 2]]");
        assertThat(rows.params(Map.of("tenant", "a")).get(1).batcher()).hasToString("rows_of_all[tenant]");
        assertThatThrownBy(() -> rows.params(Map.of("tennant", "a")).get(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void errorsNameTheClassAndTheMethod() {
        JdbcKeyedQuery<Integer> query = batch().table("t").keyedBy(Integer.class, "id");
        JdbcQuery text = batch().sql("select 1");

        assertThatThrownBy(() -> query.one((Class<?>) null)).hasMessage("JdbcKeyedQuery.one expects a type, got null");
        assertThatThrownBy(() -> query.many((RowMapper<?>) null))
                .hasMessage("JdbcKeyedQuery.many expects a RowMapper, got null");
        assertThatThrownBy(() -> query.named("")).hasMessage("JdbcKeyedQuery.named expects a name, got an empty one");
        assertThatThrownBy(() -> batch().table("t").columns()).hasMessageStartingWith("JdbcTable.columns expects");
        assertThatThrownBy(() -> batch().table("t").where("a b")).hasMessageStartingWith("JdbcTable.where expects");
        assertThatThrownBy(() -> text.list((Class<?>) null)).hasMessage("JdbcQuery.list expects a type, got null");
        assertThatThrownBy(() -> text.one((RowMapper<?>) null))
                .hasMessage("JdbcQuery.one expects a RowMapper, got null");
        assertThatThrownBy(() -> text.named(null)).hasMessage("JdbcQuery.named expects a name, got null");
    }

    @Test
    void argumentOfATextMayBeAList() {
        JdbcLoader<Integer, Long> rows = batch().sql(
                        "select id from rows_of_all where id in (:keys) and tenant in (:tenants)")
                .keyedBy(Integer.class, "id")
                .count();

        assertThat(execute(Stream.of(
                        rows.param("tenants", List.of("a", "b")).get(1),
                        rows.param("tenants", List.of("a", "b")).get(2),
                        rows.param("tenants", List.of("b")).get(2))))
                .containsExactly(2L, 1L, 0L);

        assertThat(trace.batches()).extracting(List::toString).containsExactly("[1, 2]", "[2]");
        assertThatThrownBy(() -> rows.param("tenants", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jdbc.param expects a value for tenants, got an empty collection; SQL has no empty list");
    }

    @Test
    void columnMayBeCalledAsTheKeysAreInTexts() {
        tables("keyrings (id int, keys int, keys0 int)");
        jdbc().update("insert into keyrings values (1, 2, 3), (1, 2, 4)");
        JdbcLoader<Integer, Long> rings = batch().table("keyrings")
                .where("keys", "keys0")
                .keyedBy(Integer.class, "id")
                .count();

        assertThat(executor.execute(rings.param("keys", 2).param("keys0", 3).get(1)))
                .isEqualTo(1);
    }

    @Test
    void simpleTypesAreWhatTheyAreAskedFor() {
        JdbcKeyedQuery<Integer> tenants =
                batch().table("rows_of_all").columns("tenant").keyedBy(Integer.class, "id");

        assertThat(executor.execute(tenants.many(Tenant.class).get(2))).containsExactly(Tenant.a);
        assertThat(executor.execute(tenants.many(String.class).get(2))).containsExactly("a");
    }

    @Test
    void wordsOfTheLanguageAreNamesOfColumns() {
        JdbcLoader<String, Long> byOrder =
                batch().table("ROWS_OF_ALL").keyedBy(String.class, "order").count();

        assertThat(execute(Stream.of(byOrder.get("a1"), byOrder.get("none")))).containsExactly(1L, 0L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"users; drop table users", "users--", "\"users\"", "us ers", "", "users.", "1users", "a.b'"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> batch().table(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch().table("t").columns(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch().table("t").where(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch().table("t").keyedBy(Long.class, name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsAskedForNeverGetsIntoTheText() {
        JdbcLoader<String, Boolean> tenants =
                batch().table("rows_of_all").keyedBy(String.class, "tenant").exists();

        assertThat(execute(Stream.of(tenants.get("a"), tenants.get("' or '1'='1"), tenants.get("\\"))))
                .containsExactly(true, false, false);
        assertThat(database().statements("select", "'1'")).isZero();
    }

    @Test
    void nameOfASchemaMayStandBeforeThatOfATable() {
        JdbcLoader<Integer, Long> rows =
                batch().table("public.rows_of_all").keyedBy(Integer.class, "id").count();

        assertThat(executor.execute(rows.get(1))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select * from t where id not in (:keys)",
                "select * from t where id in (:keys) or parent in (:keys)",
                "select * from t where id in (:ids)",
                "select * from t where id in :keys"
            })
    void textWithoutItsKeysIsRefused(String text) {
        assertThatThrownBy(() -> batch().sql(text).keyedBy(Long.class, "id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JdbcQuery.keyedBy expects a query with 'in (:keys)' in it once, got ")
                .hasMessageEndingWith(text);
    }

    @Test
    void parametersWithoutNamesAreRefused() {
        String text = "select * from t where id in (:keys) and name = ?";
        assertThatThrownBy(() -> batch().sql(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JdbcBatch.sql expects parameters with names, as :id, got a ?: " + text);
    }

    /** Spring's parser takes more characters for those of a name than a word has. */
    @Test
    void parametersAreThoseThatSpringWillLookFor() {
        JdbcLoader<Integer, Long> rows = batch().sql(
                        "select id from rows_of_all where id in (:keys) and tenant = :row.tenant and 4 = &four")
                .keyedBy(Integer.class, "id")
                .count();

        assertThatThrownBy(() -> rows.param("row.tenant", "a").get(1))
                .hasMessage("jdbc.get expects values for [four] beside the key, given by param(name, value)");
        assertThat(execute(Stream.of(1, 2, 3).map(rows.param("row.tenant", "a").param("four", 4)::get)))
                .containsExactly(1L, 1L, 0L);
    }

    @Test
    void columnOfTheOrderIsNotTheAnswer() {
        JdbcLoader<Integer, List<Integer>> ids = batch().table("rows_of_all")
                .columns("id")
                .orderBy("tenant desc")
                .keyedBy(Integer.class, "id")
                .many(Integer.class);

        assertThat(execute(Stream.of(ids.get(1), ids.get(2)))).containsExactly(List.of(1, 1), List.of(2));
    }

    @Test
    void resultWithoutItsKeySaysWhatItHas() {
        JdbcLoader<Integer, String> rows = batch().sql("select distinct tenant from rows_of_all where id in (:keys)")
                .keyedBy(Integer.class, "id")
                .named("tenants")
                .one(String.class);

        assertThatThrownBy(() -> executor.execute(rows.get(1)))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessage("tenants expects the key id among the columns of its result, got ["
                        + (product() == Product.H2 ? "TENANT" : "tenant") + "]");
    }

    @Test
    void colonsInTextsAndCastsAreNoParameters() {
        JdbcLoader<Integer, String> rows = batch().sql(
                        "select id, ':no' || tenant as t /* in (:keys) */ from rows_of_all"
                                + " where id in (:keys) and tenant = cast(:t as varchar)"
                                + " -- :neither")
                .keyedBy(Integer.class, "id")
                .one(String.class);

        assertThat(executor.execute(rows.param("t", "b").get(1))).isEqualTo(":nob");
    }

    @Test
    void keysOfOtherTypesAreRefused() {
        assertThatThrownBy(() -> batch().table("t").keyedBy(Object.class, "id"))
                .hasMessageStartingWith(
                        "JdbcTable.keyedBy expects keys of one of the types [Long, Integer, Short, String, UUID,"
                                + " BigDecimal, LocalDate, LocalDateTime, OffsetDateTime, Instant, Boolean, byte[],"
                                + " Enum], or a record of them, got java.lang.Object");
        assertThatThrownBy(() -> batch().table("t").keyedBy(BadKey.class, "id", "other"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch().table("t").keyedBy(Long.class, "id", "other"))
                .hasMessage(
                        "JdbcTable.keyedBy expects a record with a component for each of the columns [id, other], got"
                                + " java.lang.Long");
        assertThatThrownBy(() -> batch().table("t").keyedBy(Place.class, "STREET_NAME", "number"))
                .hasMessage("JdbcTable.keyedBy expects the columns in the order of the components of "
                        + Place.class.getName() + ", [number, street_name], got [STREET_NAME, number]");
        assertThatThrownBy(() -> batch().table("t").keyedBy(Row.class, "id"))
                .hasMessage("JdbcTable.keyedBy expects a column for each of the 3 components of " + Row.class.getName()
                        + ", got [id]");
    }

    @Test
    void timeoutEndsAStatement() {
        JdbcLoader<Integer, Long> endless = JdbcBatch.builder(jdbc())
                .queryTimeout(Duration.ofMillis(10))
                .build()
                .sql("select id from rows_of_all where id in (:keys) and id = (" + endless() + ")")
                .keyedBy(Integer.class, "id")
                .count();

        assertThatThrownBy(() -> executor.execute(endless.get(1)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageMatching("(?s).*(canceled|canceling statement due to user request).*");
    }

    /** A query that takes minutes. */
    private String endless() {
        String numbers = (product() == Product.H2 ? "system_range" : "generate_series") + "(1, 100000)";
        return "select max(a.x + b.x + 0.5) from " + numbers + " as a(x), " + numbers + " as b(x)";
    }

    @Test
    void loaderWithoutCacheAsksEachTime() {
        BatchExecutor keeping = BatchExecutor.builder().cache(10).build();
        JdbcKeyedQuery<Integer> query = batch().table("rows_of_all").keyedBy(Integer.class, "id");
        JdbcLoader<Integer, Long> kept = query.count();
        JdbcLoader<Integer, Long> asked = query.withoutCache().named("again").count();

        for (int i = 0; i < 2; i++) {
            keeping.execute(kept.get(1));
            keeping.execute(asked.get(1));
        }

        assertThat(database().statements("select", "rows_of_all")).isEqualTo(3);
        assertThat(asked).hasToString("again");
    }

    @Test
    void databaseThatIsAwayIsAFailureOfTheBatch() {
        JdbcLoader<Integer, Row> rows =
                batch().table("nowhere").keyedBy(Integer.class, "id").one(Row.class);

        assertThatThrownBy(() -> executor.execute(rows.get(1)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(product() == Product.H2 ? "\"NOWHERE\"" : "\"nowhere\"");
    }
}
