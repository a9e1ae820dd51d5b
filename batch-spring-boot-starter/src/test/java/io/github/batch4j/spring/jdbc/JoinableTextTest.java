package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are joined with their keys, and those where that would be a guess. */
class JoinableTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from t where id in (:keys)",
                "SELECT T.A FROM T WHERE T.ID IN ( :keys );",
                "select t.a from s.t as t where t.id in (:keys) order by t.a desc, 1",
                "select \"a b\", `from`, \"where\" from \"t\" where t.\"a b\" in (:keys)",
                "select 'from', 'where', '-- from' from t where `a` in (:keys) and b = 'from t where'",
                "select a -- from t\nfrom t -- where\nwhere id -- the key\nin (:keys) -- 'and",
                "select a /* from */ from t /*+ index(t) */ where /* or */ t /* . */ . id /* or */ in (:keys) /* or */",
                "select extract(year from d), trim(both from x), (select max(b) from u where u.t = t.id) from t"
                        + " where id in (:keys)",
                "select cast(a as varchar(9)), case when a = 1 or a = 2 then 3 end from t where id in (:keys)",
                "select * from t where id in (:keys) and exists (select 1 from u where u.t = t.id or u.a = 1)",
                "select * from t where a between 1 and 5 and id in (:keys)",
                "select * from t where id in (:keys) and a between 1 and 5",
                "select * from t where (a = :a or a is null) and ((id in (:keys))) and (b = :b or b = 1)",
                "select * from t where case when a = 1 then 2 else 3 end = 2 and id in (:keys)",
                "select * from t where (a, t.b) in (:keys)",
                "select * from t where (id) in (:keys) and not (a = 1)",
                "select * from t where ( t . a , b ) in (:keys)",
                "with x as (select a, b from t where a > 1 union select 1, 2) select * from x where a in (:keys)",
                "with recursive x (a) as (values (1)) select * from x, t where t.a = x.a and x.a in (:keys)",
                "select * from a join b on a.id = b.id or a.id = 0 left join c using (x) where a.id in (:keys)",
                "select * from a natural join b full join c on 1 = 1 where a.id in (:keys)",
                "select * from t cross join lateral (select * from u where u.t = t.id order by a limit 2) u"
                        + " where t.id in (:keys)",
                "select * from t where id in (:keys) offset 0 rows",
                "select * from t where id in (:keys) lock in share mode",
                "select arr[1] from t where id in (:keys)",
                "select t.group, t.over from t where id in (:keys)"
            })
    void textIsJoined(String text) {
        assertThat(of(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // rows of several, or other selects
                "select distinct a from t where id in (:keys)",
                "select distinctrow a from t where id in (:keys)",
                "select a, max(b) from t where id in (:keys) group by a",
                "select a, rank() over (partition by id order by b) from t where id in (:keys)",
                "select a, rank() over w from t where id in (:keys) window w as (partition by id)",
                "select a from t where id in (:keys) union select a from u",
                "select a from u union all select a from t where id in (:keys)",
                "select a from t where id in (:keys) intersect (select a from u)",
                "(select a from t where id in (:keys))",
                "select * from (select * from t where id in (:keys)) x",
                "with x as (select * from t where id in (:keys)) select * from x",
                "select * from t where exists (select 1 from u where u.t = t.id and u.id in (:keys))",
                "select * from t where a in (select a from u where id in (:keys))",
                "select * from t where id in (:keys) for update",
                "select substring(a from 1 for 2) from t where id in (:keys)",
                "select a is distinct from b from t where id in (:keys)",
                // no rows, columns or conditions of its own
                "select 1 where 1 in (:keys)",
                "select from t where id in (:keys)",
                "select a, from t where id in (:keys)",
                "from t select a where id in (:keys)",
                "with x as (select 1) from t select a where id in (:keys)",
                "values ((select a from t where id in (:keys)))",
                "select (id in (:keys)) from t where a = 1",
                "select * from a join b on a.id = b.id and a.id in (:keys) where a.x = 1",
                "select * from t where a = 1 order by (id in (:keys))",
                "select 1; select a from t where id in (:keys)",
                // not a condition of each row
                "select * from t where a = 1 or id in (:keys)",
                "select * from t where id in (:keys) or a = 1",
                "select * from t where id in (:keys) and a = 1 or a = 2",
                "select * from t where a = 2 or a = 1 and id in (:keys)",
                "select * from t where b = 1 and (a = 2 or (id in (:keys)))",
                "select * from t where b = 1 and ((id in (:keys)) or a = 2)",
                "select * from t where id in (:keys) xor a = 1",
                "select * from t where id in (:keys) and a = 1 xor b = 1",
                "select * from t where id in (:keys) and a = 1 || b = 1",
                "select * from t where id in (:keys) || a = 1",
                "select * from t where id in (:keys) is not true",
                "select * from t where id in (:keys) = false",
                "select * from t where (id in (:keys)) = false",
                "select * from t where (id in (:keys)) is unknown and a = 1",
                "select * from t where not (id in (:keys))",
                "select * from t where not (a = 1 and id in (:keys))",
                "select * from t where ! (id in (:keys))",
                "select * from t where coalesce((id in (:keys)), true)",
                "select * from t where a = (id in (:keys))",
                "select * from t where case when a = 1 and id in (:keys) then false else true end",
                "select * from t where case when (id in (:keys)) then false else true end",
                "select * from t where 5 between a and b in (:keys)",
                "select * from t where 5 between a and (b in (:keys))",
                // expressions
                "select * from t where a + b in (:keys)",
                "select * from t where lower(a) in (:keys)",
                "select * from t where a || b in (:keys)",
                "select * from t where - a in (:keys)",
                "select * from t where case a when 1 then b end in (:keys)",
                "select * from t where a::text in (:keys)",
                "select * from t where cast(a as int) in (:keys)",
                "select * from t where a collate nocase in (:keys)",
                "select * from t where binary a in (:keys)",
                "select * from t where arr[1] in (:keys)",
                "select * from t where (a + 1) in (:keys)",
                "select * from t where (not a) in (:keys)",
                "select * from t where (a, b + 1) in (:keys)",
                "select * from t where row(a, b) in (:keys)",
                "select * from t where f(a) in (:keys)",
                "select * from t where (select a) in (:keys)",
                "select * from t where 'a' in (:keys)",
                "select * from t where 1 in (:keys)",
                "select * from t where :a in (:keys)",
                "select * from t where \"a\"\"b\" in (:keys)",
                // words that are names, or quotes and comments of some products
                "select t.from, id from t where id in (:keys)",
                "select a as from, id from t where id in (:keys)",
                "select [from], id from t where id in (:keys)",
                "select * from t where [id] in (:keys)",
                "select $$ from $$, id from t where id in (:keys)",
                "select $a$ from t where $a$, id from t where id in (:keys)",
                "select 'it\\'s' from t where id in (:keys) and a = 'a'",
                "select a /* /* */ from */ from t where id in (:keys)",
                "select a # from\n from t where id in (:keys)",
                "select a from t /*! join u */ where id in (:keys)",
                "select a from t /*M!100100 join u */ where id in (:keys)"
            })
    void textIsNotJoined(String text) {
        assertThat(of(text)).isNull();
    }

    @Test
    void theKeysAreTheLastOfTheTablesAndTheirNumberTheLastColumn() {
        KeyColumns<Long> keys = KeyColumns.of(Long.class, "test", "id");

        assertThat(of("select a -- x\nfrom t -- y\nwhere b = 1 and t -- z\n.id in (:keys) order by a")
                        .with(new KeyArrays(keys, Dbms.H2), 1))
                .isEqualTo("select a, batch4j_keys.batch4j_number -- x\nfrom t, unnest(:keys$0) with ordinality as"
                        + " batch4j_keys (batch4j_key0, batch4j_number) -- y\n"
                        + "where b = 1 and (t.id = batch4j_keys.batch4j_key0) order by a");
    }

    private static @Nullable JoinableText of(String text) {
        int start = text.toLowerCase(Locale.ROOT).indexOf("in (:keys)");
        start = start < 0 ? text.indexOf("IN ( :keys )") : start;
        return JoinableText.of(text, start, text.indexOf(')', start) + 1);
    }
}
