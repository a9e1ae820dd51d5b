package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real database, empty at first, with statistics of the statements that it has run. */
interface TestDatabase extends AutoCloseable {

    HikariDataSource dataSource();

    /** The number of statements that start with a word and contain another one, both in lower case. */
    long statements(String verb, String containing);

    /** The number of different texts of those statements. */
    long texts(String verb, String containing);

    void resetStatistics();

    /** Drops a table if it exists. */
    default void drop(String table) {
        jdbc().execute("drop table if exists " + table);
    }

    default void rename(String table, String name) {
        jdbc().execute("alter table " + table + " rename to " + name);
    }

    /** The type of whole numbers of 64 bits. */
    default String wholeNumber() {
        return "bigint";
    }

    default JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource());
    }

    default TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource()));
    }

    @Override
    void close();
}
