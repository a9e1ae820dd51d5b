package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first rows of each key, in an order. */
class JdbcLimitTest extends OnAllDatabases {

    private JdbcTable purchases;

    @BeforeEach
    void fill() {
        tables("purchases (id int not null, user_id int not null, shop varchar(9), price decimal(9, 2), total int)");
        jdbc().update("insert into purchases values (1, 1, 'a', 1.5, 10), (2, 1, 'a', 1.5, 30), (3, 1, 'b', 1.5, 30),"
                + " (4, 1, 'a', 2.5, 20), (5, 2, 'a', 2.5, 5), (6, 4, 'b', 2.5, null), (7, 4, 'b', 2.5, 1)");
        database().resetStatistics();
        purchases = batch().table("purchases").orderBy("total desc", "id desc").limit(2);
    }

    record Purchase(int id, int total) {}

    record OfShop(int userId, String shop) {}

    record OfPrice(int userId, BigDecimal price) {}

    @Test
    void theFirstTwoOfEachKeyAreOneStatement() {
        JdbcLoader<Integer, List<Purchase>> loader = purchases
                .columns("id", "total")
                .keyedBy(Integer.class, "user_id")
                .many(Purchase.class);

        assertThat(execute(Stream.of(2, 3, 1).map(loader::get)))
                .containsExactly(
                        List.of(new Purchase(5, 5)), List.of(), List.of(new Purchase(3, 30), new Purchase(2, 30)));
        assertThat(database().statements("select", "purchases")).isEqualTo(1);
    }

    @Test
    void tiesAreBrokenByTheNextColumn() {
        JdbcTable table = batch().table("purchases");

        assertThat(ids(table.orderBy("total DESC", "id").limit(2), 1)).containsExactly(2, 3);
        assertThat(ids(table.orderBy("total  desc ", " shop\tdesc").limit(1), 1))
                .containsExactly(3);
        assertThat(ids(table.orderBy("price desc", "total asc", "id").limit(3), 1))
                .containsExactly(4, 1, 2);
    }

    @Test
    void orderMayBeByAColumnThatIsNotSelected() {
        assertThat(ids(
                        batch().table("purchases")
                                .columns("id")
                                .orderBy("total", "id")
                                .limit(3),
                        1))
                .containsExactly(1, 4, 2);
        assertThat(ids(batch().table("purchases").columns("id").orderBy("total desc", "id"), 1))
                .containsExactly(2, 3, 4, 1);
    }

    @Test
    void manyKeysHaveTheirOwnLimit() {
        JdbcLoader<Integer, List<Integer>> loader =
                purchases.columns("id").keyedBy(Integer.class, "user_id").many(Integer.class);

        List<List<Integer>> found = execute(IntStream.range(0, 300).mapToObj(key -> loader.get(key)));

        assertThat(found.get(1)).containsExactly(3, 2);
        assertThat(found.get(2)).containsExactly(5);
        assertThat(found.get(4)).containsExactlyInAnyOrder(6, 7);
        assertThat(found).filteredOn(List::isEmpty).hasSize(297);
    }

    @Test
    void oneIsTheFirst() {
        JdbcLoader<Integer, Integer> first = purchases
                .limit(1)
                .columns("id")
                .keyedBy(Integer.class, "user_id")
                .one(Integer.class);
        JdbcLoader<Integer, Purchase> whole =
                purchases.limit(1).keyedBy(Integer.class, "user_id").one(Purchase.class);

        assertThat(execute(Stream.of(1, 2, 3).map(first::get))).containsExactly(3, 5, null);
        assertThat(execute(Stream.of(1, 2, 3).map(whole::get)))
                .containsExactly(new Purchase(3, 30), new Purchase(5, 5), null);
    }

    @Test
    void conditionsComeBeforeTheLimit() {
        JdbcLoader<Integer, List<Integer>> loader = purchases
                .where("shop")
                .columns("id")
                .keyedBy(Integer.class, "user_id")
                .many(Integer.class);

        assertThat(execute(Stream.of(
                        loader.param("shop", "a").get(1),
                        loader.param("shop", "a").get(4),
                        loader.param("shop", "b").get(1))))
                .containsExactly(List.of(2, 4), List.of(), List.of(3));
    }

    @Test
    void keysOfSeveralColumnsHaveTheirOwnLimit() {
        JdbcLoader<OfShop, List<Integer>> byShop =
                purchases.columns("id").keyedBy(OfShop.class, "user_id", "shop").many(Integer.class);
        JdbcLoader<OfPrice, List<Integer>> byPrice = purchases
                .columns("id")
                .keyedBy(OfPrice.class, "user_id", "price")
                .many(Integer.class);

        assertThat(execute(Stream.of(new OfShop(1, "b"), new OfShop(1, "a"), new OfShop(3, "a"))
                        .map(byShop::get)))
                .containsExactly(List.of(3), List.of(2, 4), List.of());
        assertThat(execute(Stream.of(
                                new OfPrice(1, new BigDecimal("1.50")),
                                new OfPrice(1, new BigDecimal("2.5")),
                                new OfPrice(1, new BigDecimal("2.51")))
                        .map(byPrice::get)))
                .containsExactly(List.of(3, 2), List.of(4), List.of());
    }

    /** Decimals have a select each on some products. */
    @Test
    void decimalsHaveTheirOwnLimit() {
        JdbcKeyedQuery<BigDecimal> query = purchases.columns("id").keyedBy(BigDecimal.class, "price");
        List<BigDecimal> keys = List.of(new BigDecimal("2.5"), new BigDecimal("1.5"), new BigDecimal("3"));
        JdbcLoader<BigDecimal, List<Integer>> many = query.many(Integer.class);
        JdbcLoader<BigDecimal, Boolean> exist = query.exists();
        JdbcLoader<BigDecimal, Integer> first = batch().table("purchases")
                .orderBy("id desc")
                .limit(1)
                .columns("id")
                .keyedBy(BigDecimal.class, "price")
                .one(Integer.class);

        List<List<Integer>> found = execute(keys.stream().map(many::get));
        assertThat(found.get(0)).hasSize(2);
        assertThat(found.subList(1, 3)).containsExactly(List.of(3, 2), List.of());
        assertThat(execute(keys.stream().map(exist::get))).containsExactly(true, true, false);
        assertThat(execute(keys.stream().map(first::get))).containsExactly(7, 3, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"total", "total asc", "total desc", "TOTAL DESC"})
    void nullsComeWhereTheDatabasePutsThem(String order) {
        List<Integer> alone =
                jdbc().queryForList("select id from purchases where user_id = 4 order by " + order, Integer.class);

        assertThat(ids(batch().table("purchases").orderBy(order).limit(5), 4)).isEqualTo(alone);
        assertThat(ids(batch().table("purchases").orderBy(order).limit(1), 4)).isEqualTo(alone.subList(0, 1));
        assertThat(ids(batch().table("purchases").orderBy(order), 4)).isEqualTo(alone);
    }

    @Test
    void existsIgnoresTheLimitAndCountRefusesIt() {
        JdbcKeyedQuery<Integer> query = purchases.keyedBy(Integer.class, "user_id");
        JdbcLoader<Integer, Boolean> exist = query.exists();

        assertThat(execute(Stream.of(1, 3).map(exist::get))).containsExactly(true, false);
        assertThatThrownBy(query::count)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("JdbcKeyedQuery.count expects a query that reads all rows, got a limit of 2");
    }

    @Test
    void rowMappersSeeTheRowsOfEachKeyNumbered() {
        JdbcLoader<Integer, List<String>> loader =
                purchases.keyedBy(Integer.class, "user_id").many((row, number) -> number + ":" + row.getInt("id"));

        assertThat(execute(Stream.of(2, 1).map(loader::get))).containsExactly(List.of("0:5"), List.of("0:3", "1:2"));
    }

    @Test
    void badOrdersAndLimitsAreRefused() {
        JdbcTable table = batch().table("purchases");

        assertThatThrownBy(() -> table.orderBy("id").limit(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JdbcTable.limit expects at least 1, got 0");
        assertThatThrownBy(() -> table.limit(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("JdbcTable.limit expects an order, as it is undefined otherwise which rows are the first;"
                        + " call orderBy before it");
        assertThatThrownBy(() -> table.orderBy("total descending"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JdbcTable.orderBy expects names of columns, with asc or desc after it or nothing, got"
                        + " 'total descending'");
        for (String wrong :
                Arrays.asList("a; drop", "a desc; drop", "total desc nulls last", "total, id", "lower(a)")) {
            assertThatThrownBy(() -> table.orderBy(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("JdbcTable.orderBy expects names of ");
        }
        assertThatThrownBy(table::orderBy).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.orderBy("id", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.orderBy(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Integer> ids(JdbcTable table, int key) {
        JdbcLoader<Integer, List<Integer>> loader =
                table.keyedBy(Integer.class, "user_id").many((row, number) -> row.getInt("id"));
        List<List<Integer>> found = execute(Stream.of(key, 77).map(loader::get));
        assertThat(found.get(1)).isEmpty();
        return found.get(0);
    }
}
