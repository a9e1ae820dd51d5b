package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Results of several tables, whose columns may have the same name. */
class JdbcJoinsTest extends OnBothDatabases {

    record Part(int id, int part) {}

    @BeforeEach
    void tables() {
        tables("users (id int, name varchar(9))", "orders (id int, user_id int, part int)");
        jdbc().update("insert into users values (1, 'Ann'), (2, 'Bob')");
        jdbc().update("insert into orders values (1, 2, 7), (2, 1, 8)");
    }

    /** The keys are joined, so that no column of the result is needed to find the key of a row. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from users u join orders o on o.user_id = u.id where o.id in (:keys)",
                "select o.id, u.name, u.id from users u join orders o on o.user_id = u.id where o.id in (:keys)",
                "select u.name, u.id from users u, orders o where o.user_id = u.id and (o.id in (:keys)) order by 1",
                "select name from users left join orders on user_id = users.id WHERE (orders.id) IN (:keys)"
            })
    void joinedRowsBelongToTheKeyOfTheCondition(String text) {
        JdbcLoader<Integer, String> names =
                batch().sql(text).keyedBy(Integer.class, "id").one((row, number) -> row.getString("name"));

        assertThat(execute(Stream.of(names.get(1), names.get(2), names.get(3)))).containsExactly("Bob", "Ann", null);
        assertThat(trace.batches()).extracting(List::size).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select distinct * from users u join orders o on o.user_id = u.id where o.id in (:keys)",
                "select distinct o.id, u.name, u.id from users u join orders o on o.user_id = u.id"
                        + " where o.id in (:keys)",
                "select distinct o.id as \"Id\", u.name, u.id as \"ID\" from users u join orders o on o.user_id = u.id"
                        + " where o.id in (:keys)"
            })
    void twoColumnsOfTheKeysNameFailTheBatch(String text) {
        JdbcLoader<Integer, String> names = batch().sql(text)
                .keyedBy(Integer.class, "id")
                .named("names")
                .one((row, number) -> row.getString("name"));

        assertThatThrownBy(() -> execute(Stream.of(names.get(1), names.get(2))))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageStartingWith("names expects one column id in its result, for the key, got several: [")
                .hasMessageEndingWith(
                        "; give that of the key a name of its own in the text, as in 'select o.id as key_id',"
                                + " and say keyedBy(..., \"key_id\")");
        assertThat(trace.batches()).extracting(List::size).containsExactly(2);
    }

    @Test
    void onePartOfAKeyIsEnough() {
        JdbcLoader<Part, Long> counts = batch().sql(
                        "select distinct o.id, o.part, u.id from users u join orders o on o.user_id = u.id"
                                + " where (o.id, o.part) in (:keys)")
                .keyedBy(Part.class, "id", "part")
                .count();

        assertThatThrownBy(() -> executor.execute(counts.get(new Part(1, 7))))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("expects one column id in its result");
    }

    @Test
    void keyOfANameOfItsOwnGetsItsRows() {
        JdbcLoader<Integer, String> names = batch().sql(
                        "select u.*, o.id as key_id from users u join orders o on o.user_id = u.id where"
                                + " o.id in (:keys)")
                .keyedBy(Integer.class, "key_id")
                .one((row, number) -> row.getString("name"));

        assertThat(execute(Stream.of(names.get(1), names.get(2)))).containsExactly("Bob", "Ann");
    }

    /** H2 would find both by the name that they have in their tables. */
    @Test
    void namesInTablesDoNotStandForThoseInTheResult() {
        JdbcLoader<Integer, Long> counts = batch().sql(
                        "select distinct u.id as user_id, o.id as order_id from users u join orders o"
                                + " on o.user_id = u.id where o.id in (:keys)")
                .keyedBy(Integer.class, "id")
                .count();

        assertThatThrownBy(() -> executor.execute(counts.get(1)))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining(product() == Product.H2 ? "got several" : "among the columns of its result");
    }

    @Test
    void otherColumnsMayHaveTheSameName() {
        JdbcLoader<Integer, Integer> first = batch().sql(
                        "select o.id as key_id, o.part as id, u.id from users u join orders o on o.user_id = u.id"
                                + " where o.id in (:keys)")
                .keyedBy(Integer.class, "key_id")
                .one(Integer.class);

        assertThat(execute(Stream.of(first.get(1), first.get(2))))
                .as("of the first column that is not of the key")
                .containsExactly(7, 8);
    }
}
