package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The databases of the tests of this package. */
class ProductTest extends OnAllDatabases {

    @BeforeEach
    void fill() {
        tables("counted (id int not null, name varchar(10))");
        jdbc().batchUpdate("insert into counted values (?, 'one')", List.of(new Object[] {1}, new Object[] {2}));
        jdbc().execute("create index counted_by_id on counted (id)");
        database().resetStatistics();
    }

    @Test
    void statementsAreCountedByTheirTexts() {
        name(1);
        name(2);
        jdbc().queryForList("select id from counted where name = ?", "one");
        jdbc().update("update counted set name = ? where id = ?", "two", 2);

        assertThat(database().statements("select", "counted")).isEqualTo(3);
        assertThat(database().texts("select", "counted")).isEqualTo(2);
        assertThat(database().statements("update", "counted")).isEqualTo(1);
        database().resetStatistics();
        assertThat(database().statements("select", "counted")).isZero();
    }

    @Test
    void connectionsSeeTheSameDatabase() throws SQLException {
        try (Connection first = database().dataSource().getConnection();
                Connection second = database().dataSource().getConnection()) {
            template(first).update("update counted set name = 'new' where id = 1");

            assertThat(template(second).queryForObject("select name from counted where id = 1", String.class))
                    .isEqualTo("new");
        }
    }

    @Test
    void renamedTableIsGoneUntilItIsRenamedBack() {
        database().rename("counted", "gone");

        assertThatThrownBy(() -> name(1)).isInstanceOf(DataAccessException.class);
        database().rename("gone", "counted");
        assertThat(name(1)).isEqualTo("one");
    }

    private String name(int id) {
        return jdbc().queryForObject("select name from counted where id = ?", String.class, id);
    }

    private static JdbcTemplate template(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }
}
