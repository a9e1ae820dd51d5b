package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.spring.jdbc.Dialect.Folding;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The statements for databases that the tests do not have. */
class DialectTest {

    private static final Dialect ORACLE = Dialect.of("Oracle", "\"", Folding.UPPER);
    private static final Dialect SQL_SERVER = Dialect.of("Microsoft SQL Server", "\"", Folding.NONE);
    private static final Dialect MYSQL = Dialect.of("MySQL", "`", Folding.NONE);
    private static final Dialect UNKNOWN = Dialect.of("Some Other", "\"", Folding.UPPER);

    private static final KeyColumns<Long> ID = KeyColumns.of(Long.class, "keyedBy", "id");
    private static final KeyColumns<Line> LINE = KeyColumns.of(Line.class, "keyedBy", "order_id", "line");
    private static final TableSource LINES = new TableSource("shop.lines", List.of("text"), List.of("tenant"));

    record Line(long orderId, int line) {}

    @Test
    void keysAreListedInTheQuotesAndCaseOfTheDatabase() {
        assertThat(LINES.sql(ORACLE, ID, new RowReducer.Exists()))
                .isEqualTo("select distinct \"ID\" from \"SHOP\".\"LINES\" where \"ID\" in (:keys$) and"
                        + " \"TENANT\" = :tenant");
        assertThat(LINES.sql(MYSQL, ID, new RowReducer.Count(true)))
                .isEqualTo("select `id`, count(*) as batch4j_count from `shop`.`lines` where `id` in (:keys$)"
                        + " and `tenant` = :tenant group by `id`");
    }

    @Test
    void rowsAreComparedWhereTheDatabaseDoes() {
        assertThat(LINES.sql(MYSQL, LINE, new RowReducer.One<>((row, number) -> "")))
                .isEqualTo(
                        "select `text`, `order_id`, `line` from `shop`.`lines` where (`order_id`, `line`) in (:keys$)"
                                + " and `tenant` = :tenant");
        assertThat(LINES.sql(SQL_SERVER, LINE, new RowReducer.Exists()))
                .isEqualTo("select distinct \"order_id\", \"line\" from \"shop\".\"lines\" where (:keys$)"
                        + " and \"tenant\" = :tenant");
        assertThat(LINES.sql(UNKNOWN, LINE, new RowReducer.Exists()))
                .isEqualTo("select distinct \"ORDER_ID\", \"LINE\" from \"SHOP\".\"LINES\" where (:keys$)"
                        + " and \"TENANT\" = :tenant");
    }

    @Test
    void textOfOnesOwnNeedsADatabaseThatComparesRows() {
        TextSource text = new TextSource("select * from lines where (order_id, line) in (:keys)", "JdbcQuery.keyedBy");

        assertThatThrownBy(() -> KeyStatement.of(SQL_SERVER, text, LINE, new RowReducer.Exists()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Microsoft SQL Server does not compare rows, as 'in (:keys)' with the key [order_id, line]"
                        + " would need; use JdbcBatch.table");
    }

    @Test
    void uuidsAreTextsWhereTheDriverKnowsNone() {
        UUID id = UUID.fromString("00000000-0000-0000-0000-00000000002a");

        assertThat(MYSQL.listed(id)).isEqualTo("00000000-0000-0000-0000-00000000002a");
        assertThat(MYSQL.listed(42L)).isEqualTo(42L);
        assertThat(SQL_SERVER.listed(id)).isEqualTo(id);
    }

    @Test
    void listsAreAsLongAsTheDatabaseAllows() {
        assertThat(KeyStatement.of(ORACLE, LINES, ID, new RowReducer.Exists()).maxKeys())
                .isEqualTo(1_000);
        assertThat(KeyStatement.of(SQL_SERVER, LINES, ID, new RowReducer.Exists())
                        .maxKeys())
                .isEqualTo(1_999);
        assertThat(KeyStatement.of(SQL_SERVER, LINES, LINE, new RowReducer.Exists())
                        .maxKeys())
                .isEqualTo(999);
        assertThat(KeyStatement.of(MYSQL, LINES, LINE, new RowReducer.Exists()).maxKeys())
                .isEqualTo(16_383);
        assertThat(KeyStatement.of(UNKNOWN, LINES, LINE, new RowReducer.Exists())
                        .maxKeys())
                .isEqualTo(499);
    }
}
