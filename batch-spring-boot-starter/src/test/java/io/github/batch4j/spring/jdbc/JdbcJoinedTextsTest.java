package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batch4j.BatchGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Texts that are asked for many keys have the rows that they have for each key alone. */
class JdbcJoinedTextsTest extends OnAllDatabases {

    private static final Map<String, Object> VALUES = Map.of("least", 15, "most", 100, "parts", List.of(1, 2));

    /** Fills the tables once for each product, as the tests only read them. */
    @BeforeParameterizedClassInvocation
    static void fill() {
        JdbcTemplate jdbc = create(
                "users (id int, name varchar(20), team int, born date)",
                "orders (id int, user_id int, part int, total int)",
                "teams (team int, title varchar(20))");
        jdbc.update("insert into users values (1, 'Ann', 7, null), (2, 'Bob', 8, null), (3, 'Cid', null, null)");
        jdbc.update("insert into orders values (1, 1, 1, 10), (2, 1, 2, 20), (3, 2, 1, 30), (4, 2, 1, 40),"
                + " (5, 9, 1, 50), (6, 2, null, 60)");
        jdbc.update("insert into teams values (7, 'red'), (8, 'from where'), (9, 'none')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select o.user_id as k, o.id as v from orders o where o.user_id in (:keys)",
                "select user_id as k, id as v from orders where user_id in (:keys) order by id desc;",
                "select o.*, user_id as k, id as v from orders o where (user_id) in (:keys) order by 4 desc",
                "select user_id as k, id as v -- from\nfrom orders -- where\nwhere user_id -- key\n in (:keys) -- end",
                "select user_id as k, id as v /* from */ from orders where user_id /* or */ in (:keys) /* or */",
                "select \"user_id\" as k, id as v from orders where \"user_id\" in (:keys)",
                "select \"USER_ID\" as k, \"ID\" as v from \"ORDERS\" where \"USER_ID\" in (:keys)",
                "select `user_id` as k, `o`.`id` as v from `orders` o where `o` . `user_id` in (:keys)",
                "select [user_id] as k, [id] as v from [orders] where [user_id] in (:keys)",
                "select 'from where' as w, user_id as k, id as v from orders where 'or' = 'or' and user_id in (:keys)",
                "select user_id as k, id as v from orders where total > :least and user_id in (:keys)"
                        + " and total < :most",
                "select user_id as k, id as v from orders where user_id in (:keys) and part in (:parts)",
                "select user_id as k, id as v from orders where total between :least and :most and user_id in (:keys)",
                "select user_id as k, id as v from orders where (part = 2 or total > 30) and ((user_id in (:keys)))",
                "select u.id as k, o.id as v from users u join orders o on o.user_id = u.id where u.id in (:keys)",
                "select u.id as k, o.id as v from users u left join orders o on o.user_id = u.id and o.total > 15"
                        + " where u.id in (:keys)",
                "select o.user_id as k, o.id as v from users u right join orders o on o.user_id = u.id"
                        + " where o.user_id in (:keys)",
                "select o.user_id as k, o.id as v from users u full join orders o on o.user_id = u.id"
                        + " where o.user_id in (:keys)",
                "select u.id as k, u.id as v from users u natural join teams t where u.id in (:keys)",
                "select u.id as k, u.id as v from users u join teams t using (team) where u.id in (:keys)",
                "select u.id as k, u.id as v from users u, teams t where t.team = u.team and u.id in (:keys)",
                "select t.team as k, u.id as v from teams t left join (select * from users) u on u.team = t.team"
                        + " where t.team in (:keys)",
                "with x as (select user_id, id from orders where total > 15 union all select 1, 77 from teams"
                        + " where team = 7) select user_id as k, id as v from x where user_id in (:keys)",
                "with x (a, b) as (select user_id, id from orders) select x.a as k, x.b as v from x"
                        + " where x.a in (:keys)",
                "select u.id as k, (select max(o.id) from orders o where o.user_id = u.id or o.user_id = 9) as v"
                        + " from users u where u.id in (:keys)",
                "select u.id as k, 5 as v from users u where u.id in (:keys) and exists (select 1 from orders o"
                        + " where o.user_id = u.id)",
                "select u.id as k, extract(year from u.born) as v from users u where u.id in (:keys)",
                "select u.id as k, cast(trim(both ' ' from ' 5') as int) as v from users u where u.id in (:keys)",
                "select u.id as k, case when u.id = 1 or u.team = 8 then 1 else 2 end as v from users u"
                        + " where u.id in (:keys)",
                "select u.id as k, l.id as v from users u cross join lateral (select o.id from orders o"
                        + " where o.user_id = u.id order by o.id desc limit 1) l where u.id in (:keys)",
                "select u.id as k, l.id as v from users u left join lateral (select o.id from orders o"
                        + " where o.user_id = u.id order by o.id desc limit 1) l on true where u.id in (:keys)",
                "select user_id as k, id as v from orders where user_id in (:keys) lock in share mode",
                "select user_id as k, id as v from orders where user_id in (:keys) offset 0 rows",
                "select /*+ no_merge */ user_id as k, id as v from orders where user_id in (:keys)",
                "select id as v, user_id as k from orders where user_id in (:keys) order by v desc",
                // listed
                "select distinct user_id as k, id as v from orders where user_id in (:keys)",
                "select user_id as k, sum(total) as v from orders where user_id in (:keys) group by user_id",
                "select user_id as k, max(id) as v from orders where user_id in (:keys) group by user_id having 1 = 1",
                "select user_id as k, row_number() over (partition by user_id order by id) as v from orders"
                        + " where user_id in (:keys)",
                "select user_id as k, id as v from orders where user_id in (:keys) union all"
                        + " select id, 5 from users where id = 99",
                "select * from (select user_id as k, id as v from orders where user_id in (:keys)) x where v > 1",
                "select user_id as k, id as v from orders where user_id + 0 in (:keys)",
                "select user_id as k, id as v from orders where - (- user_id) in (:keys)",
                "select user_id as k, id as v from orders where cast(user_id as int) in (:keys)",
                "select user_id as k, id as v from orders where user_id::int in (:keys)",
                "select user_id as k, id as v from orders where case when 1 = 1 then user_id end in (:keys)",
                "select user_id as k, id as v from orders where case when user_id in (:keys) then 1 else 0 end = 1",
                "select user_id as k, id as v from orders where (user_id in (:keys)) = true",
                "select user_id as k, id as v from orders where (user_id in (:keys)) is true",
                "select user_id as k, id as v from orders where not (not (user_id in (:keys)))",
                "select user_id as k, id as v from orders where user_id in (:keys) and 1 = 1 or 1 = 0",
                "select user_id as k, $$ from $$ as w, id as v from orders where user_id in (:keys)",
                "select user_id as k, id as v from orders where user_id in (:keys) for update"
            })
    void rowsAreThoseOfEachKeyAlone(String text) {
        NamedParameterJdbcTemplate template = new NamedParameterJdbcTemplate(jdbc());
        List<Integer> keys = List.of(2, 1, 3, 7, 9, 100);
        List<List<Integer>> alone;
        try {
            alone = keys.stream()
                    .map(key -> {
                        Map<String, Object> values = new HashMap<>(VALUES);
                        values.put("keys", List.of(key));
                        return template.query(text, values, (row, number) -> row.getInt("v"));
                    })
                    .toList();
        } catch (DataAccessException unknown) {
            alone = abort("the product has another syntax");
        }
        JdbcLoader<Integer, List<Integer>> loader = batch().sql(text)
                .keyedBy(Integer.class, "k")
                .many((row, number) -> row.getInt("v"))
                .params(VALUES);

        List<List<Integer>> found = execute(keys.stream().map(loader::get));

        for (int i = 0; i < keys.size(); i++) {
            assertThat(text.contains("order by") ? found.get(i) : sorted(found.get(i)))
                    .as("%s", keys.get(i))
                    .isEqualTo(text.contains("order by") ? alone.get(i) : sorted(alone.get(i)));
            assertThat(sorted(executor.execute(loader.get(keys.get(i)))))
                    .as("%s alone", keys.get(i))
                    .isEqualTo(sorted(alone.get(i)));
        }
    }

    private static List<Integer> sorted(List<Integer> values) {
        return values.stream().sorted().toList();
    }

    record Pair(int a, int b) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select user_id as a, part as b, id as v from orders where (user_id, part) in (:keys)",
                "select o.user_id as a, o.part as b, o.id as v from orders o"
                        + " where (o.user_id /* , */, o . part) in (:keys)"
            })
    void pairsHaveTheRowsOfBothTheirColumns(String text) {
        assumeTrue(product() != Product.DERBY, "it has no tuples");
        JdbcLoader<Pair, List<Integer>> loader =
                batch().sql(text).keyedBy(Pair.class, "a", "b").many((row, number) -> row.getInt("v"));

        assertThat(execute(Stream.of(new Pair(2, 1), new Pair(1, 1), new Pair(1, 3), new Pair(1, 2))
                        .map(key -> loader.get(key).map(JdbcJoinedTextsTest::sorted))))
                .containsExactly(List.of(3, 4), List.of(1), List.of(), List.of(2));
    }

    /** Rows without the column of the key, or with several of its name, have one key all the same. */
    @Test
    void aSingleKeyIsNotMatchedEither() {
        JdbcLoader<Integer, List<Integer>> loader = batch().sql("select u.id, o.id, o.total as v from users u"
                        + " join orders o on o.user_id = u.id where u.id in (:keys) order by v")
                .keyedBy(Integer.class, "id")
                .many((row, number) -> row.getInt("v"));

        assertThat(executor.execute(loader.get(1))).containsExactly(10, 20);
    }

    /** A condition that rows need not fulfil is listed: each row belongs to the key that it has in its column. */
    @Test
    void underOrARowBelongsToItsOwnKey() {
        JdbcLoader<Integer, @Nullable Integer> loader = batch().sql(
                        "select id as k, team as v from users where team = 8 or id in (:keys)")
                .keyedBy(Integer.class, "k")
                .one((row, number) -> row.getInt("v"));

        assertThat(execute(IntStream.rangeClosed(1, 3).mapToObj(loader::get))).containsExactly(7, 8, 0);
    }

    /** The columns that a statement adds are not taken for one of the application. */
    @Test
    void theOnlyColumnMayBeThatOfTheKey() {
        List<JdbcLoader<Integer, @Nullable Integer>> loaders = new ArrayList<>();
        loaders.add(batch().sql("select team from teams where team in (:keys)")
                .keyedBy(Integer.class, "team")
                .one(Integer.class));
        loaders.add(batch().table("teams")
                .columns("team")
                .keyedBy(Integer.class, "team")
                .one(Integer.class));
        loaders.add(batch().table("teams")
                .columns("team")
                .orderBy("team")
                .limit(1)
                .keyedBy(Integer.class, "team")
                .one(Integer.class));
        for (JdbcLoader<Integer, @Nullable Integer> loader : loaders) {
            assertThat(execute(Stream.of(9, 7, 1)
                            .map(key -> loader.get(key)
                                    .recoverWith(DataAccessException.class, failure -> BatchGenerator.value(-1))
                                    .map(found -> Objects.requireNonNullElse(found, 0)))))
                    .containsExactly(9, 7, 0);
        }
    }
}
