package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Clauses that would count over all keys of a batch are refused; the same ones for a key, or beside the keys, are not.
 */
class JdbcTextClausesTest {

    private final JdbcBatch batch = JdbcBatch.of(new JdbcTemplate(new SimpleDriverDataSource()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t where id in (:keys) limit 2",
                "select * from t where id in (:keys) LIMIT :most",
                "select * from t where (a = 1 or (id in (:keys))) limit(2)",
                "select * from t where id in (:keys) limit 2, 5",
                "select * from t where id in (:keys) order by at offset 1 rows",
                "select * from t where id in (:keys) offset :from",
                "select * from t where id in (:keys) fetch first 2 rows only",
                "select * from t where id in (:keys) fetch first row only",
                "select * from t where id in (:keys) FETCH\nNEXT :n ROWS WITH TIES",
                "select top 2 * from t where id in (:keys)",
                "select distinct top (:n) * from t where id in (:keys)",
                "select first 2 * from t where id in (:keys)",
                "select * from t where id in (:keys) and rownum <= 2",
                "select * from t where 2 >= rownum and id in (:keys)",
                "select id, row_number() over (order by at) from t where id in (:keys)",
                "select id, count(*) over () from t where id in (:keys)",
                "select id, sum(total) over (rows unbounded preceding) from t where id in (:keys)",
                "select id, rank() over w from t where id in (:keys) window w as (order by at)",
                "select id, rank() over w from t where id in (:keys) window v as (partition by id), w as (order by at)",
                "select max(id) as id, count(*) from t where id in (:keys)",
                "select id, coalesce(sum(total), 0) from t where id in (:keys)",
                "select max(id) as id, count(*) filter (where a = 1) from t where id in (:keys)",
                "select max(id) as id, listagg(name, ',') within group (order by name) from t where id in (:keys)",
                "select * from (select * from t where id in (:keys)) x limit 2",
                "select count(*), max(id) as id from (select distinct id from t where id in (:keys)) x",
                "with x as (select * from t where id in (:keys)) select * from x fetch next 2 rows only",
                "select * from orders where user_id in (select id from users where id in (:keys)) limit 2",
                "select * from t where id in (:keys) union all select * from u limit 2",
                "select * from t where id in (:keys) and a in (select a from u limit 1) limit 2",
                "select id, max(a) from t where id in (:keys) union all select id, max(a) from u group by id",
                "select * from t where id in (:keys) limit cast(:n as int)",
                "select * from t where id in (:keys) limit least(:n, 5)",
                "select max(id) as id, max(a) from t where id in (:keys) group by ()",
                "select id from t where exists (select 1 from u where id in (:keys) having count(*) > 2)",
                "select std(a) from t where id in (:keys)",
                "select json_group_array(a) from t where id in (:keys)",
                "select id, arg_max(a, b) from t where id in (:keys)",
                "select corr(a, b), max_by(id, a) as id from t where id in (:keys)",
                "select * from t where id in (:keys) using sample 2 rows",
                "with mine as (select * from purchases where user_id in (:keys)), firsts as (select * from"
                        + " mine order by"
                        + " total desc limit 2) select user_id, id from firsts",
                "with mine as not materialized (select * from purchases where user_id in (:keys)), numbered as (select"
                        + " mine.*, row_number() over (order by total desc) as n from u, mine) select user_id, id from"
                        + " numbered where n <= 2",
                "with mine (a, b) as (select * from t where a in (:keys)), x as (select * from mine), y as"
                        + " (select * from x"
                        + " limit 1) select * from y",
                "select a /* :limit */ from t -- it's\n where id in (:keys) limit 2"
            })
    void whatCountsOverTheBatchIsRefused(String text) {
        assertThatThrownBy(() -> batch.sql(text).keyedBy(Long.class, "id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JdbcQuery.keyedBy expects a query whose clauses hold for each key, got ")
                .hasMessageEndingWith(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select limit, offset, top, first, rownum, count from t where id in (:keys)",
                "select t.limit, t.top from t where t.limit > 2 and t.rownum <= 5 and id in (:keys) order by offset",
                "select \"limit\" from t where \"limit\" = 'limit 2' and id in (:keys) -- limit 2",
                "select `limit` from t where id in (:keys) /* limit 2 */",
                "select [top] from t where id in (:keys)",
                "select top, a from t where limit between 1 and 2 and id in (:keys)",
                "select a as limit from t where id in (:keys)",
                "select * from t where id in (:keys) limit all offset 0",
                "select id, row_number() over (partition by id) as rownum from t where rownum < 5 and id in (:keys)",
                "select id, array_agg(a order by b limit 2) from t where id in (:keys) group by id",
                "select id, arg_max(a, b) from t where id in (:keys) group by id",
                "select sample, corr from t join u using (sample) where id in (:keys)",
                "select distinct on (id) * from t where id in (:keys) order by id, at desc",
                "select id, max(a) over (w order by b) from t where id in (:keys) window w as (partition by id)",
                "with count (id, n) as (select id, 1 from t) select * from count where id in (:keys)",
                "select id, max(a, b) from t where id in (:keys)",
                "select * from t where id in (:keys) limit 1 by id",
                "select * from t where id in (:keys) union all (select * from u order by a limit 2)",
                "select id, max(a) keep (dense_rank last order by d) over (partition by id) from t where id in (:keys)",
                "select id from t where exists (select 1 from u where u.t = t.id and u.id in (:keys) limit 1)",
                "with mine as (select * from t where id in (:keys)), x as (select * from u limit 2) select"
                        + " * from mine, x",
                "select array[a, b][offset(0)] from t where id in (:keys)"
            })
    void whatHoldsForAKeyIsNot(String text) {
        assertThat(batch.sql(text).keyedBy(Long.class, "id")).isNotNull();
    }

    @Test
    void itSaysWhatToWriteInstead() {
        assertThatThrownBy(() ->
                        batch.sql("select * from t where id in (:keys) limit 2").keyedBy(Long.class, "id"))
                .hasMessage("JdbcQuery.keyedBy expects a query whose clauses hold for each key, got 'limit' in"
                        + " the query of the"
                        + " keys or around it, which counts over all of a batch; number the rows of"
                        + " each key, by"
                        + " 'row_number() over (partition by <the key> order by ...) as n', and"
                        + " select from that 'where n"
                        + " <= ...': select * from t where id in (:keys) limit 2");
        assertThatThrownBy(() -> batch.sql("select id, count(*) over () from t where id in (:keys)")
                        .keyedBy(Long.class, "id"))
                .hasMessageContaining("got a window without 'partition by' in ")
                .hasMessageContaining("; add 'partition by <the key>': ");
        assertThatThrownBy(() ->
                        batch.sql("select sum(a) from t where id in (:keys)").keyedBy(Long.class, "id"))
                .hasMessageContaining("got 'sum' in ")
                .hasMessageContaining("; add 'group by <the key>': ");
    }

    /** Allowed clauses give each key the result that it would have alone. */
    @Nested
    class Allowed extends OnBothDatabases {

        @BeforeEach
        void table() {
            tables("purchases (id int, user_id int, total int)", "members (id int, name varchar(9))");
            jdbc().update("insert into members values (1, 'Ann'), (2, 'Bob')");
            jdbc().update("insert into purchases values (1, 1, 30), (2, 1, 20), (3, 1, 10), (4, 2, 5), (5, 2, 7)");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "select user_id, id from (select user_id, id, row_number() over (partition by user_id"
                            + " order by total"
                            + " desc) as n from purchases where user_id in (:keys)) x where n <= 2 order by n",
                    "with x as (select user_id, id, row_number() over w as n from purchases where user_id in (:keys)"
                            + " window w as (partition by user_id order by total desc))"
                            + " select user_id, id from x where n <= 2 order by n",
                    "select user_id, id from purchases p where user_id in (:keys) and (select count(*) from purchases q"
                            + " where q.user_id = p.user_id and q.total > p.total) < 2 order by total desc"
                })
        void theFirstTwoOfEach(String text) {
            JdbcLoader<Integer, List<Integer>> best =
                    batch().sql(text).keyedBy(Integer.class, "user_id").many(Integer.class);

            assertThat(execute(Stream.of(best.get(2), best.get(3), best.get(1))))
                    .containsExactly(List.of(5, 4), List.of(), List.of(1, 2));
            assertThat(trace.batches()).extracting(List::size).containsExactly(3);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "select user_id, sum(total) from purchases where user_id in (:keys) group by user_id",
                    "select u.id as user_id, coalesce((select sum(total) from purchases p where p.user_id = u.id), 0)"
                            + " from members u where u.id in (:keys)",
                    "select user_id, s from (select user_id, sum(total) as s from purchases group by"
                            + " user_id limit 100) x"
                            + " where user_id in (:keys)",
                    "select distinct user_id, sum(total) over (partition by user_id) from purchases where user_id in"
                            + " (:keys)"
                })
        void theSumOfEach(String text) {
            JdbcLoader<Integer, Long> sums =
                    batch().sql(text).keyedBy(Integer.class, "user_id").one(Long.class);

            assertThat(execute(Stream.of(sums.get(2), sums.get(1)))).containsExactly(12L, 60L);
        }
    }
}
