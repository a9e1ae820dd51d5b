package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Texts of queries that write are refused: they would run once for equal ones, be cached and be retried. */
class JdbcReadOnlyTextTest {

    private final JdbcBatch batch = JdbcBatch.of(new JdbcTemplate(new SimpleDriverDataSource()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert  | insert into t (a) values (:a) returning id",
                "insert  | /* select */ INSERT into t values (1)",
                "update  | update t set a = 1 where id in (:keys) returning id, a",
                "delete  | /* select' */ delete from t returning id",
                "merge   | merge into t using u on t.id = u.id when matched then update set a = 1 returning t.id",
                "call    | call next_number()",
                "{       | {call next_number()}",
                "explain | explain analyze delete from t",
                "insert  | with x as (insert into t values (1) returning id) select id from x",
                "delete  | with x as materialized (select 1), y as (delete from t returning id) select id from y",
                "update  | with x as (select 1) update t set a = 1 from x returning id",
                "insert  | with x (a, b) as (select 1, 2), y as (table x) insert into \"t\" select * from y",
                "merge   | (with recursive x as (select 1) merge into t using x on true when matched then delete)",
                "delete  | select * from (with x as (select 1) delete from t returning id) y",
                "insert  | select id from final table (insert into t values (1))",
                "delete  | select 1; delete from t",
                "into    | select id, a into copies from t",
                "nextval | select nextval('numbers')",
                "nextval | select pg_catalog.NEXTVAL ('numbers')",
                "nextval | values (nextval('numbers'))",
                "nextval | select numbers.nextval from dual",
                "nextval | select nextval for numbers from t",
                "setval  | select setval('numbers', 1)",
                "next value for | select NEXT value for numbers"
            })
    void aTextThatWritesIsRefused(String word, String text) {
        assertThatThrownBy(() -> batch.sql(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JdbcBatch.sql expects a query that only reads, since equal ones run once, are cached and"
                        + " may be retried, got '" + word + "'; use JdbcBatch.update, or JdbcBatch.insert for a"
                        + " generated key: " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from t",
                "((select 1) union (select 2))",
                ";with x as (select 1) select * from x;",
                "values (1), (2)",
                "table t",
                "-- insert into t\n select 1 /* delete from t */",
                "select 'insert into t', \"delete\" from t where a = '; delete from t'",
                "select * from t for update",
                "select id from t for update of t skip locked",
                "select insert('abc', 1, 1, 'x'), (insert('abc', 1, 1, 'x')) from t",
                "select t.update, (t.delete) from t where (update = 1 or delete is null)",
                "with update as (select 1), delete (merge, insert) as (select 1, 2) select * from update, delete",
                "with x as (select 1) select a delete from x",
                "with x as (values (1)), y as (table x) table y",
                "select nextval from t",
                "select t.into, [into], a as into from t",
                "select next, value from t"
            })
    void aTextThatOnlyReadsIsNot(String text) {
        assertThat(batch.sql(text)).isNotNull();
    }

    @Test
    void aTextThatWritesIsRefusedForKeysToo() {
        assertThatThrownBy(() -> batch.sql("delete from t where id in (:keys) returning id")
                        .keyedBy(Long.class, "id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JdbcBatch.sql expects a query that only reads, ");
    }
}
