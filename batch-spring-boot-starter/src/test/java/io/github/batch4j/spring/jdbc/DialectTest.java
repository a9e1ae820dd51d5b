package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.spring.jdbc.Dialect.Folding;
import io.github.batch4j.spring.jdbc.RowReducer.Count;
import io.github.batch4j.spring.jdbc.RowReducer.Exists;
import io.github.batch4j.spring.jdbc.RowReducer.One;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The statements for databases that the tests do not have, and the forms of keys. */
class DialectTest {

    private static final Dialect ORACLE = Dialect.of("Oracle", "\"", Folding.UPPER);
    private static final Dialect SQL_SERVER = Dialect.of("Microsoft SQL Server", "\"", Folding.NONE);
    private static final Dialect MYSQL = new Dialect("MySQL", Dbms.MYSQL, true, false, "`", Folding.NONE);
    private static final Dialect OLD_MYSQL = Dialect.of("MySQL", "`", Folding.NONE);
    private static final Dialect UNKNOWN = Dialect.of("Some Other", "\"", Folding.UPPER);

    private static final KeyColumns<Long> ID = KeyColumns.of(Long.class, "keyedBy", "id");
    private static final KeyColumns<String> NAME = KeyColumns.of(String.class, "keyedBy", "name");
    private static final KeyColumns<BigDecimal> PRICE = KeyColumns.of(BigDecimal.class, "keyedBy", "price");
    private static final KeyColumns<Line> LINE = KeyColumns.of(Line.class, "keyedBy", "order_id", "line");
    private static final TableSource LINES =
            new TableSource("shop.lines", List.of("text"), List.of("tenant"), List.of(), 0);

    record Line(long orderId, int line) {}

    private static TableQuery query(Dialect dialect, KeyColumns<?> keys, RowReducer<?> rows) {
        return new TableQuery(LINES, dialect, keys, rows);
    }

    private static RowReducer<?> one() {
        return new One<>((row, number) -> "", false);
    }

    @Test
    void eachKeyHasASelectWhereNoRelationIsKnown() {
        assertThat(query(ORACLE, ID, new Exists()).text(2))
                .isEqualTo("select max(1) as batch4j_number from \"SHOP\".\"LINES\" t where t.\"ID\" = :keys$0 and"
                        + " t.\"TENANT\" = :tenant union all select max(2) as batch4j_number from"
                        + " \"SHOP\".\"LINES\" t where t.\"ID\" = :keys$1 and t.\"TENANT\" = :tenant");
        assertThat(query(SQL_SERVER, LINE, new Count(true)).text(1))
                .isEqualTo("select count(*) as batch4j_count, 1 as batch4j_number from \"shop\".\"lines\" t where"
                        + " t.\"order_id\" = :keys$0 and t.\"line\" = :keys$1 and t.\"tenant\" = :tenant");
        assertThat(query(UNKNOWN, ID, one()).text(1))
                .isEqualTo("select t.\"TEXT\", t.\"ID\", 1 as batch4j_number from \"SHOP\".\"LINES\" t where"
                        + " t.\"ID\" = :keys$0 and t.\"TENANT\" = :tenant");
    }

    @Test
    void wholeNumbersAreADocumentInMySql() {
        assertThat(query(MYSQL, LINE, one()).text(1))
                .isEqualTo("select t.`text`, t.`order_id`, t.`line`, batch4j_keys.batch4j_number from (select"
                        + " batch4j_number, batch4j_key0, batch4j_key1 from json_table(:keys$0, '$[*]' columns"
                        + " (batch4j_number for ordinality, batch4j_key0 bigint path '$[0]', batch4j_key1 bigint"
                        + " path '$[1]')) document limit 1000000000) batch4j_keys join `shop`.`lines` t on"
                        + " t.`order_id` = batch4j_keys.batch4j_key0 and t.`line` = batch4j_keys.batch4j_key1 and"
                        + " t.`tenant` = :tenant");
        assertThat(new KeyDocument(LINE).values(List.of(new Line(1, 2), new Line(3, 4)), 1))
                .containsExactly("[[1,2],[3,4]]");
    }

    @Test
    void textsGetTheCollationOfTheirColumnInMySql() {
        assertThat(query(MYSQL, NAME, new Count(true)).text(2))
                .isEqualTo("select count(*) as batch4j_count, batch4j_keys.batch4j_number from (select 0 as"
                        + " batch4j_number, `name` as batch4j_key0 from `shop`.`lines` where 1 = 0 union all select 1,"
                        + " :keys$0 union all select 2, :keys$1) batch4j_keys join `shop`.`lines` t on t.`name` ="
                        + " batch4j_keys.batch4j_key0 and t.`tenant` = :tenant group by batch4j_keys.batch4j_number");
        assertThat(query(OLD_MYSQL, ID, new Exists()).text(1))
                .isEqualTo("select batch4j_keys.batch4j_number from (select 0 as batch4j_number, cast(null as signed)"
                        + " as batch4j_key0 from `shop`.`lines` where 1 = 0 union all select 1, cast(:keys$0 as"
                        + " signed)) batch4j_keys where exists (select 1 from `shop`.`lines` t where t.`id` ="
                        + " batch4j_keys.batch4j_key0 and t.`tenant` = :tenant)");
    }

    @Test
    void decimalsHaveASelectEachWhereDerivedTablesRoundThem() {
        assertThat(query(MYSQL, PRICE, one()).text(1))
                .isEqualTo("select t.`text`, t.`price`, 1 as batch4j_number from `shop`.`lines` t where t.`price` ="
                        + " :keys$0 and t.`tenant` = :tenant");
    }

    @Test
    void textOfOnesOwnNeedsADatabaseThatComparesRows() {
        TextSource text = new TextSource("select * from lines where (order_id, line) in (:keys)", "JdbcQuery.keyedBy");

        assertThatThrownBy(() -> KeyStatements.of(SQL_SERVER, text, LINE, new Exists(), "lines"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Microsoft SQL Server does not compare rows, as 'in (:keys)' with the key [order_id, line]"
                        + " would need; use JdbcBatch.table");
    }

    @Test
    void uuidsAreTextsWhereTheDriverKnowsNone() {
        UUID id = UUID.fromString("00000000-0000-0000-0000-00000000002a");

        assertThat(SentValues.parameter(Dbms.MYSQL, id)).isEqualTo("00000000-0000-0000-0000-00000000002a");
        assertThat(SentValues.parameter(Dbms.MYSQL, 42L)).isEqualTo(42L);
        assertThat(SentValues.parameter(Dbms.SQL_SERVER, id)).isEqualTo(id);
    }

    @Test
    void statementsHaveAsManyKeysAsTheDatabaseAllows() {
        TextSource text = new TextSource("select id from lines where id in (:keys)", "JdbcQuery.keyedBy");

        assertThat(KeyStatements.of(ORACLE, text, ID, one(), "lines").maxKeys()).isEqualTo(1_000);
        assertThat(KeyStatements.of(SQL_SERVER, text, ID, one(), "lines").maxKeys())
                .isEqualTo(2_000);
        assertThat(query(SQL_SERVER, LINE, one()).statement("lines").maxKeys()).isEqualTo(100);
        assertThat(query(MYSQL, NAME, one()).statement("lines").maxKeys()).isEqualTo(32_765);
        assertThat(query(MYSQL, LINE, one()).statement("lines").maxKeys()).isEqualTo(Integer.MAX_VALUE);
        assertThat(query(UNKNOWN, LINE, one()).statement("lines").maxKeys()).isEqualTo(100);
    }
}
