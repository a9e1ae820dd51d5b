package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t (a) values (:a)",
                " INSERT INTO app.t\n(a, b)\nVALUES (:a, upper(trim(:b))) ",
                "insert into t values(:a)",
                "insert into t (a, b) values (:a, ':-)')",
                "insert into \"t\" (a) values (((:a)))"
            })
    void oneRowIsInserted(String text) {
        assertThat(StatementText.of(text, "test", "a statement").insertsOneRow())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t (a) values (:a), (:b)",
                "insert into t (a) select n from s where n = :a",
                "insert into t (a) values (:a) on conflict do nothing",
                "insert ignore into t (a) values (:a)",
                "insert into t (a) values (')', :a), (1, 2)",
                "insert into t (a) values (:a",
                "insert into t (a) values (:a) -- one",
                "update t set a = :a",
                "merge into t using s on (t.a = :a) when not matched then insert (a) values (:a)"
            })
    void anotherNumberOfRowsMayBe(String text) {
        assertThat(StatementText.of(text, "test", "a statement").insertsOneRow())
                .isFalse();
    }
}
